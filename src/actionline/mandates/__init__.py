"""What was asked of whom by when, living through editions."""
