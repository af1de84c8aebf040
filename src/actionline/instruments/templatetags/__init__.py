"""Template tags of the instruments room."""
