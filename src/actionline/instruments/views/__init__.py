"""Pages: public ones, the review of an import, other pages for officers, downloads."""
