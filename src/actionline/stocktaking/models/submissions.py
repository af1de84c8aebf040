"""What somebody wrote, on its way into the register."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.framework.models import Named

from .calls import Call, LateCode, Template, in_language
from .projects import Project


class Submission(models.Model):
    """A new entry, or a change to the one in `project`, in one language.

    `answers` holds the answers by the keys of the template's questions (`questions.py` says in
    which form). `version` counts what was saved, so that two authors do not overwrite one
    another unseen.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("of a submission", "Draft")
        SUBMITTED = "submitted", pgettext_lazy("of a submission", "Submitted")
        IN_REVIEW = "in-review", pgettext_lazy("of a submission", "In review")
        CHANGES_ASKED = "changes-asked", pgettext_lazy("of a submission", "Changes asked")
        ACCEPTED = "accepted", pgettext_lazy("of a submission", "Accepted")
        REJECTED = "rejected", pgettext_lazy("of a submission", "Rejected")
        WITHDRAWN = "withdrawn", pgettext_lazy("of a submission", "Withdrawn")
        ARCHIVED = "archived", pgettext_lazy("of a submission", "Archived")

    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="+")
    call = models.ForeignKey(
        Call, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    late_code = models.ForeignKey(
        LateCode, null=True, blank=True, on_delete=models.SET_NULL, related_name="submissions"
    )
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.DRAFT)
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=300, blank=True)  # of its answers, for lists
    entity_type = models.CharField(max_length=20, blank=True)  # of its answers, for lists
    economy = models.CharField(max_length=3, blank=True)  # of the entity, for lists
    answers = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    receipt = models.CharField(_("receipt"), max_length=20, blank=True)  # "S2026-7KQ4-M2"
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    updated_at = models.DateTimeField(_("saved"), default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)  # of the last decision, in `language`

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [
            models.Index(fields=["state", "submitted_at"]),
            models.Index(fields=["call", "state"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["receipt"], condition=~Q(receipt=""), name="receipt"),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Untitled entry"))

    def get_absolute_url(self) -> str:
        return reverse("stocktaking:entry", args=[self.pk])


class Author(models.Model):
    """Somebody who writes a submission, or was asked to by mail (no `person` yet)."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    email = models.EmailField(_("e-mail address"), blank=True)  # until they accept
    digest = models.CharField(max_length=64, blank=True)  # of the code in the mail
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("author of a submission")
        verbose_name_plural = _("authors of submissions")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "person"],
                condition=Q(person__isnull=False),
                name="author_once",
            ),
        ]

    def __str__(self) -> str:
        """Without the person's name, for this goes into the audit trail."""
        return f"author of {self.submission}"


class Comment(models.Model):
    """Said of a submission by whoever reviews it; `internal` is not seen outside the desk."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="comments")
    question = models.SlugField(max_length=60, blank=True)  # the key it is about, if one
    text = models.TextField(_("comment"))
    internal = models.BooleanField(_("not seen outside"), default=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return f"comment {self.pk}"


class Reason(Named):
    """A ready reason for asking for changes or rejecting, in six languages."""

    slug = models.SlugField(max_length=60, unique=True)
    verb = models.CharField(max_length=20)  # of `states.MOVES`
    position = models.PositiveIntegerField(default=0)
    text_en = models.TextField()
    text_ar = models.TextField(blank=True)
    text_zh = models.TextField(blank=True)
    text_fr = models.TextField(blank=True)
    text_ru = models.TextField(blank=True)
    text_es = models.TextField(blank=True)

    class Meta:
        ordering = ["verb", "position", "slug"]
        verbose_name = _("ready reason")
        verbose_name_plural = _("ready reasons")

    @property
    def text(self) -> str:
        return in_language(self, "text")
