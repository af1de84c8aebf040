"""Background work that somebody waits for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """One piece of work: who wants it, how far it is, what came of it (`common.work`).

    `arguments` are those of the function that is registered under `kind`. While it runs, `beat`
    is when it was last heard of.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(max_length=80)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("by")
    )
    language = models.CharField(max_length=10)  # in which it is done and told
    arguments = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)  # None: not known
    message = models.CharField(max_length=400, blank=True)
    cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    beat = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    result = models.FileField(upload_to="jobs/", blank=True)
    result_name = models.CharField(max_length=200, blank=True)
    result_type = models.CharField(max_length=100, blank=True)
    then = models.CharField(max_length=2200, blank=True)  # address of what came of it

    class Meta:
        ordering = ["-id"]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("common:job", args=[self.pk])

    @property
    def open(self) -> bool:
        """Whether something may still come of it."""
        return self.state in (self.State.WAITING, self.State.RUNNING)
