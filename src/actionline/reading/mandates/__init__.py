"""What a resolution asks of whom, for whom and by when (CONTRACT.md, Mandates)."""

from actionline.reading.mandates.tree import find

__all__ = ["find"]
