"""What a resolution cites: other texts with edition and place, and its own clauses.

CONTRACT.md, Targets. `find` reads provisions and footnotes and gives citations in order.
"""

from actionline.reading.citations.finder import find

__all__ = ["find"]
