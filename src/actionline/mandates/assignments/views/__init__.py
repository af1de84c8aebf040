"""Pages of assignments, the directory and groups."""
