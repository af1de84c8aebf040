"""Pages of what every room uses."""
