"""Word files made of a reading: a clean edition, or a redline with real tracked changes."""

from actionline.reading.redline.check import RedlineError, verify_redline
from actionline.reading.redline.make import redline_between, redline_of, write_word
from actionline.reading.redline.write import write_redline

__all__ = [
    "RedlineError",
    "redline_between",
    "redline_of",
    "verify_redline",
    "write_redline",
    "write_word",
]
