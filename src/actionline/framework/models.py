"""Bodies and the calendar of their meetings. The data comes from `process/`."""

from __future__ import annotations

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _


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


class Body(Named):
    """Somebody who is asked, or to whom something goes: an organ, an office, a group of members.

    `slug` is the one the reader gives (`secretary-general`, `cwg-wsis-sdg`); `also` has the
    other slugs under which it may come, separated by blanks (`wtsa`).
    """

    slug = models.SlugField(max_length=80, unique=True)
    also = models.CharField(max_length=200, blank=True)
    acronym = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    kind = models.CharField(max_length=40, blank=True)  # organ, bureau, sector, group, members …
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")


class Meeting(Named):
    """One session of a body: `council-2026`, `cstd-2027`, `pp-2026`.

    `certain` is false where the date is expected and not announced; `source` says where the
    date comes from and is shown with it.
    """

    slug = models.SlugField(max_length=80, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField(null=True, blank=True)  # "30th session"
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    documents_due = models.DateField(null=True, blank=True)  # secretariat documents
    source = models.CharField(max_length=400, blank=True)
    certain = models.BooleanField(default=True)
    #: Entered or changed by an officer here; loading the process folder leaves it alone.
    by_hand = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts", "slug"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")


class LoadedProcess(models.Model):
    """What was last loaded from a process folder: the digest of its files, so that loading
    an unchanged folder again costs nothing."""

    name = models.CharField(max_length=80, unique=True)  # the folder's name: "wsis"
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)
    dues_of = models.DateField(null=True)  # the day for which due dates were last computed

    class Meta:
        verbose_name = _("loaded process")
        verbose_name_plural = _("loaded processes")

    def __str__(self) -> str:
        return self.name
