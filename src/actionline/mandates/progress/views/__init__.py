"""Pages of progress reports, for everybody, for those who write, and for the desk."""
