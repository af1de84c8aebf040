"""The shared vocabulary, the matrix, tags, bodies and their meetings; data from `process/`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext
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
    #: The day of the deadline of the secretariat's documents (`DocumentDeadline`), for computing.
    documents_due = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=400, blank=True)
    certain = models.BooleanField(default=True)
    #: Entered or changed by an officer here; loading the process folder leaves it alone.
    by_hand = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts", "slug"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")


class DocumentDeadline(models.Model):
    """Until when documents of a kind have to be in for a meeting.

    So many days before it opens, so that it moves with the meeting; or on a day of its own, where
    that was announced. `at` and `zone` say when that day ends for the deadline.
    """

    class Kind(models.TextChoices):
        FINANCIAL = "financial", _("secretariat documents with serious financial implications")
        SECRETARIAT = "secretariat", _("secretariat documents")
        AMENDMENTS = "amendments", _("proposals to amend the Constitution or the Convention")
        PROPOSALS = "proposals", _("proposals of members")
        CONTRIBUTIONS = "contributions", _("contributions of members")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(_("documents"), max_length=20, choices=Kind)
    days = models.PositiveSmallIntegerField(_("days before it opens"), null=True, blank=True)
    day = models.DateField(_("a day of its own"), null=True, blank=True)
    at = models.TimeField(_("time"), default=time(23, 59))
    zone = models.CharField(_("time zone"), max_length=40, default="Europe/Zurich")
    source = models.CharField(_("source"), max_length=400, blank=True)

    class Meta:
        ordering = ["kind"]
        verbose_name = _("deadline for documents")
        verbose_name_plural = _("deadlines for documents")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "kind"], name="deadline_once"),
            models.CheckConstraint(
                name="deadline_by_offset_or_day",
                condition=models.Q(days=None, day__isnull=False)
                | models.Q(days__isnull=False, day=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def falls_on(self, opening: date) -> date:
        """Its day, were the meeting to open on `opening`."""
        return self.day or opening - timedelta(days=self.days or 0)

    @property
    def due(self) -> date:
        return self.falls_on(self.meeting.starts)

    @property
    def zone_name(self) -> str:
        """What people call its time zone."""
        return gettext("Geneva time") if self.zone == "Europe/Zurich" else self.zone

    @property
    def moment(self) -> datetime:
        """When exactly it ends."""
        return datetime.combine(self.due, self.at, ZoneInfo(self.zone))


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


class MatrixLink(models.Model):
    """An action line serves a goal, a target or a GDC objective (one of the three).

    `author` is who proposed it here; `author_name` whom an imported row names. A rejected link
    stays, so that its reason is not lost and loading does not bring it back.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("confirmed")
        DOUBTFUL = "doubtful", _("doubtful")
        REJECTED = "rejected", _("rejected")

    class Strength(models.TextChoices):
        DIRECT = "direct", _("direct")
        SUPPORTING = "supporting", _("supporting")

    line = models.ForeignKey(ActionLine, on_delete=models.PROTECT, related_name="links")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="links")
    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="links")
    objective = models.ForeignKey(
        GdcObjective, null=True, on_delete=models.PROTECT, related_name="links"
    )
    reason = models.TextField()
    language = models.CharField(max_length=10, default="en")  # of the reason
    strength = models.CharField(max_length=20, blank=True, choices=Strength.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    decision = models.TextField(blank=True)  # why it was confirmed, doubted or rejected
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(max_length=200, blank=True)
    proposed_on = models.DateField(null=True)
    source = models.CharField(max_length=400, blank=True)
    #: Proposed or changed here; loading the process folder leaves it alone.
    by_hand = models.BooleanField(default=False)

    class Meta:
        ordering = ["line__position", "pk"]
        verbose_name = _("link of the matrix")
        verbose_name_plural = _("links of the matrix")
        constraints = [
            models.UniqueConstraint(fields=["line", "goal"], name="matrix_line_goal"),
            models.UniqueConstraint(fields=["line", "target"], name="matrix_line_target"),
            models.UniqueConstraint(fields=["line", "objective"], name="matrix_line_objective"),
            models.CheckConstraint(
                name="matrix_points_at_one",
                condition=models.Q(goal__isnull=False, target=None, objective=None)
                | models.Q(goal=None, target__isnull=False, objective=None)
                | models.Q(goal=None, target=None, objective__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line.code} – {self.pointed_code}"

    @property
    def pointed(self) -> Goal | Target | GdcObjective:
        """What the action line serves."""
        found = self.goal or self.target or self.objective
        assert found is not None  # the constraint above
        return found

    @property
    def pointed_code(self) -> str:
        """`SDG 9`, `9.c` or `GDC 1`."""
        if self.target:
            return self.target.code
        end = self.goal or self.objective
        return end.label if end else ""


class TaggedRecord(models.Model):
    """What a record of any room has to do with: docs/decisions/0009-tags.md.

    `goals` always holds the goals of its `targets` too. A room tags a record once it is public.
    """

    record_type = models.CharField(max_length=80)  # "mandates.mandate", see common.records
    record_id = models.CharField(max_length=80)
    lines = models.ManyToManyField(ActionLine, related_name="tagged")
    goals = models.ManyToManyField(Goal, related_name="tagged")
    targets = models.ManyToManyField(Target, related_name="tagged")
    objectives = models.ManyToManyField(GdcObjective, related_name="tagged")

    class Meta:
        verbose_name = _("tagged record")
        verbose_name_plural = _("tagged records")
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id"], name="tagged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"


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


from .matrix.models import LinkOpinion as LinkOpinion  # noqa: E402 - a model of this room
