"""What reading says when it cannot go on."""


class ReadingError(Exception):
    """A document that cannot be read: one line that says what is wrong and what to do.

    The command prints it and exits with status 2; the import page shows it as it is.
    """
