"""What has a name in the six languages."""

from __future__ import annotations

from django.db import models
from django.utils import translation


class Named(models.Model):
    """A vocabulary term with a column per interface language; English is always there."""

    name_en = models.CharField(max_length=300)
    name_ar = models.CharField(max_length=300, blank=True)
    name_zh = models.CharField(max_length=300, blank=True)
    name_fr = models.CharField(max_length=300, blank=True)
    name_ru = models.CharField(max_length=300, blank=True)
    name_es = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the active language, in English where that is missing."""
        code = (translation.get_language() or "en").split("-")[0]
        return getattr(self, f"name_{code}", "") or self.name_en
