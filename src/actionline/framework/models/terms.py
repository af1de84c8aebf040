"""The vocabulary: action lines, goals, targets, objectives, economies."""

from __future__ import annotations

from django.db import models
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .named import Named


class Term(Named):
    """A term of the vocabulary. `source` says where its code and its name are from."""

    position = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=400, blank=True)

    class Meta:
        abstract = True


class ActionLine(Term):
    """One of the 18 action lines of WSIS; C7 counts as eight (`C7-ehealth`)."""

    code = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("action line")
        verbose_name_plural = _("action lines")

    @property
    def number(self) -> str:
        """What people call it: C7 for `C7-ehealth`."""
        return self.code.partition("-")[0]


class Goal(Term):
    """One of the 17 Sustainable Development Goals."""

    number = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")

    @property
    def code(self) -> str:
        return str(self.number)

    @property
    def label(self) -> str:
        """What people call it, as short as can be: SDG 9."""
        # Translators: a Sustainable Development Goal, in a narrow column: SDG 9, ODD 9
        return gettext("SDG %(number)s") % {"number": self.number}


class Target(Term):
    """One of the 169 targets. Its name is ours and short; `official_…` is the UN's wording,
    empty until somebody imports it (`actionline import_un_targets`)."""

    code = models.CharField(max_length=8, unique=True)  # "9.c"
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="targets")
    official_en = models.TextField(blank=True)
    official_ar = models.TextField(blank=True)
    official_zh = models.TextField(blank=True)
    official_fr = models.TextField(blank=True)
    official_ru = models.TextField(blank=True)
    official_es = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")

    @property
    def official(self) -> str:
        """The UN's wording in the active language; empty where it was not imported in it."""
        code = (translation.get_language() or "en").split("-")[0]
        return getattr(self, f"official_{code}", "")


class GdcObjective(Term):
    """One of the five objectives of the Global Digital Compact."""

    number = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("GDC objective")
        verbose_name_plural = _("GDC objectives")

    @property
    def code(self) -> str:
        return str(self.number)

    @property
    def label(self) -> str:
        """What people call it, as short as can be: GDC 1."""
        # Translators: an objective of the Global Digital Compact, in a narrow column
        return gettext("GDC %(number)s") % {"number": self.number}


class StakeholderType(Term):
    """A kind of stakeholder: government, civil society, technical community …"""

    slug = models.SlugField(max_length=40, unique=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("stakeholder type")
        verbose_name_plural = _("stakeholder types")


class MembershipKind(Term):
    """In what way an organisation is a member of the body that runs the process."""

    slug = models.SlugField(max_length=40, unique=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("kind of membership")
        verbose_name_plural = _("kinds of membership")


class EconomyGroup(Term):
    """A region, or a group such as the LDCs, as it was on `as_of` by its `source`.

    `checked` is false where the list was not compared with its source.
    """

    class Kind(models.TextChoices):
        M49_REGION = "m49-region", _("United Nations region")
        M49_SUBREGION = "m49-subregion", _("United Nations subregion")
        ITU_REGION = "itu-region", _("ITU region")
        DEVELOPMENT = "development", _("development group")

    slug = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    as_of = models.DateField()
    checked = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        verbose_name = _("group of economies")
        verbose_name_plural = _("groups of economies")


class Economy(Term):
    """A country or area of the UN's M49 standard, by its codes."""

    m49 = models.CharField(max_length=3, unique=True)  # "004"
    iso2 = models.CharField(max_length=2, unique=True)
    iso3 = models.CharField(max_length=3, unique=True)
    groups = models.ManyToManyField(EconomyGroup, related_name="economies")

    class Meta:
        ordering = ["m49"]
        verbose_name = _("economy")
        verbose_name_plural = _("economies")
