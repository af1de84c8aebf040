"""Instruments, their editions, proposals to revise them, and what was imported from where.

Instrument -> Edition  -> Provision -> Citation
           -> Proposal -> Provision -> Citation
SourceFile -> Import (a draft until it is filed) -> Edition or Proposal
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import Body


class Instrument(models.Model):
    """A resolution, decision or outcome document that lives through editions.

    `slug` is the target of citations in `reading/CONTRACT.md`: `itu/pp/res-140`.
    """

    class Kind(models.TextChoices):
        RESOLUTION = "resolution", _("Resolution")
        DECISION = "decision", _("Decision")
        OUTCOME = "outcome", _("Outcome document")
        DOCUMENT = "document", _("Document")

    class Status(models.TextChoices):
        IN_FORCE = "in-force", _("In force")
        SUPPRESSED = "suppressed", _("Suppressed")
        DRAFT = "draft", _("Proposed")

    slug = models.CharField(max_length=120, unique=True)
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="instruments"
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.RESOLUTION)
    number = models.CharField(max_length=60, blank=True)  # "140", "80/173"
    title = models.CharField(max_length=600)
    short_title = models.CharField(max_length=120, blank=True)  # "PP Resolution 140"
    status = models.CharField(max_length=20, choices=Status, default=Status.IN_FORCE)
    source = models.CharField(max_length=400, blank=True)  # where this is known from

    class Meta:
        ordering = ["slug"]
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")

    def __str__(self) -> str:
        return self.short_title or self.title

    def get_absolute_url(self) -> str:
        return reverse("instruments:instrument", args=[self.slug])


class SourceFile(models.Model):
    """A file as it arrived, kept under its SHA-256 and never changed."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    media = models.CharField(max_length=20)  # docx, text, pdf, akn
    size = models.PositiveBigIntegerField()  # bytes
    file = models.FileField(upload_to="sources")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("source file")
        verbose_name_plural = _("source files")

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """One adopted state of an instrument. `version` is its year (`2022`), unique within it.

    A *summary* edition comes with the starter data: its provisions are told in our own words
    and are replaced when somebody imports the document.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="editions")
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=600)
    adopted = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, default="en")
    is_summary = models.BooleanField(default=False)
    source = models.ForeignKey(SourceFile, null=True, blank=True, on_delete=models.PROTECT)
    source_note = models.CharField(max_length=400, blank=True)
    reading = models.JSONField(null=True, blank=True)  # CONTRACT.md's object, as filed
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    filed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["instrument", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "version"], name="one_edition_a_version")
        ]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return f"{self.instrument} ({self.version})"

    def get_absolute_url(self) -> str:
        return reverse("instruments:edition", args=[self.instrument.slug, self.version])


class Proposal(models.Model):
    """A submitted change to an instrument (MOD, SUP, NOC) or a new one (ADD)."""

    class Action(models.TextChoices):
        MOD = "MOD", _("Modify")
        ADD = "ADD", _("Add")
        SUP = "SUP", _("Suppress")
        NOC = "NOC", _("No change")

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="proposals")
    base = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    action = models.CharField(max_length=3, choices=Action, default=Action.MOD)
    reference = models.CharField(max_length=120, blank=True)  # EUR/44A15/1
    version = models.CharField(max_length=20, blank=True)  # the edition it would make
    base_version = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=600)
    language = models.CharField(max_length=10, default="en")
    source = models.ForeignKey(SourceFile, null=True, blank=True, on_delete=models.PROTECT)
    reading = models.JSONField(null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    filed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-filed_at", "-id"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")

    def __str__(self) -> str:
        return self.reference or f"{self.action} {self.instrument} ({self.version})"

    def get_absolute_url(self) -> str:
        return reverse("instruments:proposal", args=[self.pk])


class Provision(models.Model):
    """A paragraph of an edition or of a proposal, as read and corrected.

    `spans` is a list of `[side, text, certain]`; joined by side they give `text` and
    `base_text`.
    """

    edition = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.CASCADE, related_name="provisions"
    )
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.CASCADE, related_name="provisions"
    )
    position = models.PositiveIntegerField()
    path = models.CharField(max_length=300)
    parent = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12)  # preambular, operative, annex
    clause = models.CharField(max_length=240)
    heading = models.CharField(max_length=400)
    label = models.CharField(max_length=40, null=True, blank=True)
    base_label = models.CharField(max_length=40, null=True, blank=True)
    change = models.CharField(max_length=10, null=True, blank=True)
    certain = models.BooleanField(default=True)
    moved = models.BooleanField(default=False)
    text = models.TextField(null=True, blank=True)
    base_text = models.TextField(null=True, blank=True)
    spans = models.JSONField(default=list, blank=True)
    footnotes = models.JSONField(default=list, blank=True)  # [{"number", "text"}]

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(edition__isnull=False, proposal__isnull=True)
                | Q(edition__isnull=True, proposal__isnull=False),
                name="provision_of_an_edition_or_a_proposal",
            ),
            models.UniqueConstraint(fields=["edition", "path"], name="one_path_an_edition"),
            models.UniqueConstraint(fields=["proposal", "path"], name="one_path_a_proposal"),
        ]
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")

    def __str__(self) -> str:
        return self.path


class Citation(models.Model):
    """A mention of another instrument in a provision. Internal references have no `cited`."""

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="citations")
    text = models.CharField(max_length=600)
    target = models.CharField(max_length=160, db_index=True)
    version = models.CharField(max_length=20, null=True, blank=True)
    fragment = models.CharField(max_length=120, null=True, blank=True)
    start = models.PositiveIntegerField(default=0)  # in characters of the provision's text
    end = models.PositiveIntegerField(default=0)  # 0 where the place is not known
    cited = models.ForeignKey(
        Instrument, null=True, blank=True, on_delete=models.SET_NULL, related_name="cited_by"
    )

    class Meta:
        ordering = ["provision", "id"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")

    def __str__(self) -> str:
        return self.text


class Import(models.Model):
    """A document on its way in: read, looked at, corrected, filed; it can be undone.

    `reading` is what the reader made of it (CONTRACT.md's object); `corrections` are the
    person's choices (`instruments.drafts` fixes their shape), kept apart so that the document
    can be read again by a better reader without losing them; `draft` is the reading with the
    corrections applied, which is what is shown and filed. `batch` is that of the audit trail
    of its filing.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be read")
        FAILED = "failed", _("Could not be read")
        PREVIEW = "preview", _("To be checked")
        FILED = "filed", _("Filed")
        DISCARDED = "discarded", _("Discarded")
        UNDONE = "undone", _("Undone")

    source = models.ForeignKey(SourceFile, on_delete=models.PROTECT, related_name="imports")
    name = models.CharField(max_length=255)  # the file's name this time
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    error = models.TextField(blank=True)
    reading = models.JSONField(null=True, blank=True)
    corrections = models.JSONField(default=dict, blank=True)
    draft = models.JSONField(null=True, blank=True)
    batch = models.CharField(max_length=80, blank=True)
    edition = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="imports"
    )
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="imports"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("instruments:import", args=[self.pk])
