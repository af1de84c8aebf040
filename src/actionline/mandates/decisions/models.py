"""What is decided of a mandate: to retain, to update, superseded, completed, lapsed."""
