"""What is kept of translations: a row for each text and language, and files that came in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Translation(models.Model):
    """One text of one record in another language.

    `text` is what the public reads, made from the words in `source`; an `engine` is named where
    a machine made it. `draft` is what somebody works on meanwhile, made from `draft_source`.
    Whether either is older than the record is seen by comparing: nothing has to be told when a
    record changes.
    """

    class State(models.TextChoices):
        MISSING = "missing", pgettext_lazy("translation", "missing")
        MACHINE = "machine", pgettext_lazy("translation", "by machine")
        DRAFT = "draft", pgettext_lazy("translation", "draft")
        APPROVED = "approved", pgettext_lazy("translation", "approved")

    content = models.CharField(max_length=80)  # "framework.matrixlink", see `registry`
    field = models.CharField(max_length=40)
    key = models.CharField(max_length=450)  # which record, as its registration says
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.MISSING)
    text = models.TextField(_("translation"), blank=True)
    source = models.TextField(blank=True)
    engine = models.CharField(max_length=80, blank=True)
    draft = models.TextField(_("draft"), blank=True)
    draft_source = models.TextField(blank=True)
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("translated by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("approved by"),
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        ordering = ["content", "field", "key", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["content", "field", "key", "language"], name="one_translation_a_language"
            ),
            models.CheckConstraint(
                name="translation_state_as_its_words",
                condition=Q(state="draft") & ~Q(draft="")
                | Q(state="missing", draft="", text="")
                | Q(state="machine", draft="") & ~Q(text="") & ~Q(engine="")
                | Q(state="approved", draft="", engine="") & ~Q(text=""),
            ),
        ]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")

    def __str__(self) -> str:
        return f"{self.content}:{self.field}:{self.key} ({self.language})"

    def get_absolute_url(self) -> str:
        place = [self.language, self.content, self.field, self.key]
        return reverse("translations:edit", args=place)

    @property
    def words(self) -> str:
        """The words last written: the draft where there is one."""
        return self.draft or self.text

    @property
    def made_from(self) -> str:
        """What the words last written were made from."""
        return self.draft_source if self.draft else self.source


class Intake(models.Model):
    """A file of translations that came in: tried first, then taken, and undone as one.

    `units` are its translations as read (`xliff.reading.Unit`); what would become of each is
    found out anew whenever it is shown, for records change meanwhile.
    """

    class State(models.TextChoices):
        TRIED = "tried", _("not taken yet")
        TAKEN = "taken", _("taken")
        UNDONE = "undone", _("taken back")

    name = models.CharField(max_length=200)
    language = models.CharField(_("language"), max_length=10)
    units = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.TRIED)
    approve = models.BooleanField(default=False)  # what the file calls final is approved
    batch = models.CharField(max_length=80, blank=True)
    taken = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("file of translations")
        verbose_name_plural = _("files of translations")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("translations:intake", args=[self.pk])
