"""A mandate told in our own words shows the translation of the provision it stands in."""

from __future__ import annotations

from actionline.common.translations.registry import Look, also
from actionline.instruments.translation import SUMMARIES, key_of

from .models import Wording


def register_texts() -> None:
    """Let wordings show the translations of summaries."""
    fields = {"text": "text", "words": "text"}
    also(Wording, Look(SUMMARIES, _key_of, lambda wording: wording.edition.language, fields))


def _key_of(wording: Wording) -> str | None:
    """Where words of other paragraphs introduce its own, the provision alone is not enough."""
    own = wording.is_summary and not wording.introduction
    return key_of(wording.edition, wording.path) if own else None
