"""What the register shows: projects as they were last accepted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.accounts.models import Organisation


class Project(models.Model):
    """A project, programme, training, conference, website … of the information society.

    `number` is its lasting name and the second, counted as Unix time, in which it was first
    submitted; the platform before used such numbers too, so that its addresses can be kept.
    Codes of the vocabulary (`C7-ehealth`, `4.4`, `KEN`) stand in lists; whoever filters asks the
    search index and not these columns.
    """

    class State(models.TextChoices):
        PUBLISHED = "published", pgettext_lazy("of a project", "Published")
        ARCHIVED = "archived", pgettext_lazy("of a project", "Archived")
        MERGED = "merged", pgettext_lazy("of a project", "Merged")

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("of a project", "Planned")
        ONGOING = "ongoing", pgettext_lazy("of a project", "Ongoing")
        COMPLETED = "completed", pgettext_lazy("of a project", "Completed")

    class Coverage(models.TextChoices):
        NATIONAL = "national", _("National")
        REGIONAL = "regional", _("Regional")
        INTERNATIONAL = "international", _("International")

    number = models.BigIntegerField(_("number"), unique=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PUBLISHED)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates"
    )
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("short description"), blank=True)
    description = models.TextField(_("description"), blank=True)
    entity_name = models.CharField(_("entity"), max_length=300)
    entity_type = models.CharField(_("type of entity"), max_length=20, choices=Organisation.Type)
    entity_economy = models.CharField(_("country of the entity"), max_length=3, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="projects"
    )
    lines = models.JSONField(_("action lines"), default=list, blank=True)
    targets = models.JSONField(_("targets"), default=list, blank=True)
    goals = models.JSONField(_("goals"), default=list, blank=True)
    objectives = models.JSONField(_("GDC objectives"), default=list, blank=True)
    coverage = models.CharField(_("coverage"), max_length=16, choices=Coverage, blank=True)
    economies = models.JSONField(_("economies"), default=list, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, blank=True)
    starts = models.DateField(_("begins"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    beneficiaries = models.JSONField(_("beneficiaries"), default=list, blank=True)
    gender = models.TextField(_("gender"), blank=True)
    results = models.TextField(_("results"), blank=True)
    figures = models.JSONField(_("figures"), default=list, blank=True)  # [{what, value, unit}]
    partnerships = models.TextField(_("partnerships"), blank=True)
    challenges = models.TextField(_("challenges"), blank=True)
    perspectives = models.TextField(_("perspectives"), blank=True)
    replicability = models.TextField(_("replicability"), blank=True)
    sustainability = models.TextField(_("sustainability"), blank=True)
    links = models.JSONField(_("links"), default=list, blank=True)  # [{url, text}]
    pictures = models.JSONField(_("pictures"), default=list, blank=True)  # [{attachment, alt}]
    #: Answers to the template's own questions: {key: {"public": true, "answer": …}}.
    answers = models.JSONField(default=dict, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))  # of the call, or of the submission
    submitted_at = models.DateTimeField(_("submitted"))
    accepted_at = models.DateTimeField(_("accepted"), default=timezone.now)
    updated_at = models.DateTimeField(_("changed"), default=timezone.now)
    confirmed_on = models.DateField(_("last confirmed"), null=True, blank=True)
    #: The import it came with; empty for what was submitted here.
    batch = models.CharField(max_length=60, blank=True)
    #: By which a row of a table without a number finds it again: entity and title as imported.
    digest = models.CharField(max_length=32, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-submitted_at", "-number"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes = [
            models.Index(fields=["organisation", "state"]),
            # None begins with the state: almost all are published, and SQLite would prefer it.
            models.Index(fields=["confirmed_on", "submitted_at"], name="project_confirmed"),
            models.Index(fields=["-updated_at"], name="project_changed_last"),
            models.Index(fields=["batch"], condition=~Q(batch=""), name="project_batch"),
            models.Index(fields=["digest"], condition=~Q(digest=""), name="project_digest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="project_merged_into_another",
                condition=Q(merged_into=None, state__in=("published", "archived"))
                | (Q(merged_into__isnull=False, state="merged") & ~Q(merged_into=F("id"))),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("stocktaking:project", args=[self.number])


class ProjectEdition(models.Model):
    """How a project stood before a change: what its fields held then, those that changed."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="editions")
    version = models.PositiveIntegerField()
    until = models.DateTimeField(default=timezone.now)
    fields = models.JSONField()

    class Meta:
        ordering = ["-version"]
        verbose_name = _("earlier state of a project")
        verbose_name_plural = _("earlier states of projects")
        constraints = [
            models.UniqueConstraint(fields=["project", "version"], name="project_edition_once")
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.version}"


class Owner(models.Model):
    """Somebody who may change a project and is asked each year whether it still holds."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="owners")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("owner of a project")
        verbose_name_plural = _("owners of projects")
        constraints = [models.UniqueConstraint(fields=["project", "person"], name="owner_once")]

    def __str__(self) -> str:
        """Without the person's name, for this goes into the audit trail."""
        return f"owner of {self.project}"


class Contact(models.Model):
    """Whom the secretariat writes to about a project. Never public."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(_("contact"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("contact of a project")
        verbose_name_plural = _("contacts of projects")

    def __str__(self) -> str:
        """Without the person's name, for this goes into the audit trail."""
        return f"contact of {self.project}"


class Confirmation(models.Model):
    """The yearly question whether an entry still holds, and the answer."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="confirmations")
    year = models.PositiveSmallIntegerField(_("year"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    holds = models.BooleanField(_("still holds"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-year"]
        verbose_name = _("confirmation of a project")
        verbose_name_plural = _("confirmations of projects")
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="asked_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.year}"


class CheckedLink(models.Model):
    """A web address that a project gives, and whether it was there when it was looked at."""

    class Said(models.TextChoices):
        FINE = "fine", pgettext_lazy("of a web address", "It is there.")
        GONE = "gone", pgettext_lazy("of a web address", "There is no such page.")
        ERROR = "error", pgettext_lazy("of a web address", "The server answers with an error.")
        UNKNOWN = "unknown", pgettext_lazy("of a web address", "There is no such server.")
        SILENT = "silent", pgettext_lazy("of a web address", "The server does not answer.")
        TLS = "tls", pgettext_lazy("of a web address", "The connection is not safe.")
        ROUND = "round", pgettext_lazy("of a web address", "It leads on without end.")
        PRIVATE = "private", pgettext_lazy("of a web address", "It leads into a private network.")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="checked_links")
    digest = models.CharField(max_length=64)  # SHA-256 of the address
    url = models.CharField(_("address"), max_length=2000)
    said = models.CharField(_("what was found"), max_length=12, choices=Said, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)  # of HTTP
    checked_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    next_at = models.DateTimeField(default=timezone.now)
    #: Since when every look failed, and how many did.
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["failing_since", "pk"]
        verbose_name = _("web address of a project")
        verbose_name_plural = _("web addresses of projects")
        indexes = [models.Index(fields=["next_at"]), models.Index(fields=["failures"])]
        constraints = [models.UniqueConstraint(fields=["project", "digest"], name="link_once")]

    def __str__(self) -> str:
        return self.url
