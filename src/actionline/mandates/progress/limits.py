"""How long the parts of a progress report may be, in words (`common.words`): short."""

from __future__ import annotations

#: Field -> words at most; in Chinese, characters.
MOST_WORDS = {"done": 300, "ahead": 150, "obstacles": 150}
#: Figures in one report.
MOST_FIGURES = 30
