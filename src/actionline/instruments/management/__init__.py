"""Commands of the instruments room."""
