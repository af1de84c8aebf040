"""Yearly calls and the templates that say what is asked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import Named


def in_language(record: models.Model, field: str) -> str:
    """`field_xx` in the active language, in English where that is empty."""
    code = (translation.get_language() or "en").split("-")[0]
    return str(getattr(record, f"{field}_{code}", "") or getattr(record, f"{field}_en"))


class Template(models.Model):
    """One version of the form. Published, it never changes; another version follows it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    version = models.PositiveIntegerField(_("version"), unique=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    note = models.CharField(_("what is new"), max_length=400, blank=True)
    based_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        ordering = ["-version"]
        verbose_name = _("template")
        verbose_name_plural = _("templates")

    def __str__(self) -> str:
        return str(_("Template %(version)d") % {"version": self.version})


class Question(Named):
    """What a template asks, in six languages. `key` is that of `questions.CORE`, which fills the
    field of the project that is called so, or one of the template's own.

    `least` and `most` are words (characters in Chinese) of a text, items of a list, else values.
    """

    class Kind(models.TextChoices):
        LINE = "line", _("a line")
        TEXT = "text", _("a text")
        ONE = "one", _("one of a list")
        SOME = "some", _("some of a list")
        NUMBER = "number", _("a number")
        DATE = "date", _("a date")
        LINKS = "links", _("web addresses")
        FIGURES = "figures", _("figures with their unit")
        PICTURES = "pictures", _("pictures")

    class Step(models.TextChoices):
        ENTITY = "entity", _("Who you are")
        PROJECT = "project", _("The project")
        THEMES = "themes", _("Action lines and goals")
        COVERAGE = "coverage", _("Where, when, for whom")
        RESULTS = "results", _("Results")
        MORE = "more", _("More about it")
        PICTURES = "pictures", _("Links and pictures")

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    step = models.CharField(_("step"), max_length=12, choices=Step)
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("kind of answer"), max_length=12, choices=Kind)
    required = models.BooleanField(_("has to be answered"), default=False)
    public = models.BooleanField(_("the answer is public"), default=True)
    least = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    most = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    #: Of a list: [{"value": "youth", "en": "young people", "ar": …}, …]; a core key has its own.
    choices = models.JSONField(default=list, blank=True)
    help_en = models.TextField(blank=True)
    help_ar = models.TextField(blank=True)
    help_zh = models.TextField(blank=True)
    help_fr = models.TextField(blank=True)
    help_ru = models.TextField(blank=True)
    help_es = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="question_once"),
            models.CheckConstraint(
                name="question_limits",
                condition=Q(least=None) | Q(most=None) | Q(least__lte=F("most")),
            ),
        ]

    @property
    def help(self) -> str:
        return in_language(self, "help")


class Call(Named):
    """A yearly call for new entries and updates. The letter is as the office sent it, in six
    languages; `opens_at` and `closes_at` are moments, said in `timezone`."""

    slug = models.SlugField(max_length=40, unique=True)
    year = models.PositiveSmallIntegerField(_("year"))
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="calls")
    published = models.BooleanField(_("published"), default=False)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    timezone = models.CharField(_("time zone"), max_length=60, default="Europe/Zurich")
    letter_number = models.CharField(_("number of the circular letter"), max_length=60, blank=True)
    letter_en = models.TextField(blank=True)
    letter_ar = models.TextField(blank=True)
    letter_zh = models.TextField(blank=True)
    letter_fr = models.TextField(blank=True)
    letter_ru = models.TextField(blank=True)
    letter_es = models.TextField(blank=True)
    #: Days before the end on which those with a draft are reminded, and the days it was done.
    remind_days = models.JSONField(default=list, blank=True)
    reminded = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=0)  # counts changes, against two at a time

    class Meta:
        ordering = ["-opens_at"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            models.CheckConstraint(
                name="call_opens_first", condition=Q(opens_at__lt=F("closes_at"))
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("stocktaking:call", args=[self.slug])

    @property
    def letter(self) -> str:
        return in_language(self, "letter")

    @property
    def is_open(self) -> bool:
        """Whether entries come in now (late codes apart)."""
        return self.published and self.opens_at <= timezone.now() < self.closes_at


class LateCode(models.Model):
    """Lets somebody submit after the end of a call. Only the digest of the code is kept."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="late_codes")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256
    note = models.CharField(_("for whom"), max_length=200)
    until = models.DateTimeField(_("good until"))
    uses_left = models.PositiveIntegerField(_("entries left"), default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("late code")
        verbose_name_plural = _("late codes")

    def __str__(self) -> str:
        return f"late code {self.pk}"
