"""XLIFF 1.2, the file that translators' programs read and write (docs/decisions/0010-xliff.md)."""
