"""Home, search and the page shell."""
