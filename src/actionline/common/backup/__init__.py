"""One file that holds everything: the database in a form of no database, the files, the secret."""
