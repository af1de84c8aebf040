"""Mandates: one thing asked of somebody, living through editions.

Mandate -> Wording (as one edition has it) -> Party (who is asked, who receives, via whom)
        -> Occurrence (one due date)
        -> Evidence (a record of any room)
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.framework.models import Body, Meeting
from actionline.instruments.models import Edition, Instrument

from . import basis


class Kind(models.TextChoices):
    """What sort of act a mandate asks for; the verbs of each are in `process/`."""

    REPORT = "report", pgettext_lazy("what a mandate asks", "Report")
    CONTRIBUTE = "contribute", _("Contribute")
    CONVENE = "convene", _("Convene")
    MAINTAIN = "maintain", _("Maintain")
    COORDINATE = "coordinate", _("Coordinate")
    DEVELOP = "develop", _("Develop")
    SUPPORT = "support", _("Support")
    REVIEW = "review", _("Review")
    INVITE = "invite", _("Invite")
    FUND = "fund", _("Fund")
    PARTICIPATE = "participate", _("Participate")
    OTHER = "other", _("Other")


class Course(models.TextChoices):
    """How far the work on a mandate is; `mandates.progress` finds it by rule."""

    NONE = "none", pgettext_lazy("status of a mandate", "No report yet")
    ON_COURSE = "on-course", pgettext_lazy("status of a mandate", "On course")
    AT_RISK = "at-risk", pgettext_lazy("status of a mandate", "At risk")
    LATE = "late", pgettext_lazy("status of a mandate", "Late")
    DONE = "done", pgettext_lazy("status of a mandate", "Done")
    CLOSED = "closed", pgettext_lazy("status of a mandate", "Not to be done any longer")


class Mandate(models.Model):
    """One thing asked, through all editions of its instrument.

    `current` is its wording in the newest edition in which it stands. What the register
    filters, sorts and searches by is copied beside it by `settling.settle`, so that a page of
    the register stays one query; `next_due` is kept by `due.refresh`.
    """

    class State(models.TextChoices):
        IN_FORCE = "in-force", _("In force")
        TO_CONFIRM = "to-confirm", _("To be confirmed")
        ENDED = "ended", _("Ended")

    class Standing(models.TextChoices):
        """What was decided of it; whoever decided nothing left it in force."""

        IN_FORCE = "in-force", pgettext_lazy("a mandate", "In force")
        RETAIN = "retain", _("To retain")
        UPDATE = "update", _("To update")
        SUPERSEDED = "superseded", _("Superseded")
        COMPLETED = "completed", _("Completed")
        LAPSED = "lapsed", _("Lapsed")

    #: The standings after which nothing falls due any more.
    CLOSED = (Standing.SUPERSEDED, Standing.COMPLETED, Standing.LAPSED)

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="mandates")
    state = models.CharField(max_length=12, choices=State, default=State.IN_FORCE)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    lead = models.ForeignKey(  # the first who is asked
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: The outcome of the decision that stands (`mandates.decisions`), for filtering and counting.
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.IN_FORCE)
    #: How far it is (Course), by the rules of `mandates.progress`; empty where none was asked yet.
    status = models.CharField(max_length=12, blank=True, db_index=True)
    #: The body that leads the work on it now (`mandates.assignments`), for filtering and counting.
    holder = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="held_mandates"
    )
    version = models.CharField(max_length=20, blank=True)  # of the edition it now stands in
    position = models.PositiveIntegerField(default=0)
    certain = models.BooleanField(default=True)
    current = models.ForeignKey(
        "Wording", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_in = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="ended_mandates"
    )
    next_due = models.DateField(null=True, blank=True, db_index=True)
    #: Why no due date could be told though the text sets one: a code of `basis.py` and its values.
    undated = models.CharField(max_length=40, blank=True)
    undated_values = models.JSONField(default=dict, blank=True)
    search_text = models.TextField(blank=True)
    #: Its parties as the register narrows down by them: ` actor:council via:cstd `.
    party_keys = models.TextField(blank=True)

    class Meta:
        ordering = ["instrument", "position", "id"]
        indexes = [
            models.Index(fields=["state", "kind"]),
            models.Index(fields=["instrument", "position"]),
            models.Index(fields=["standing", "kind"]),
        ]
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")

    def __str__(self) -> str:
        return f"{self.instrument}, {self.current.path}" if self.current else str(self.instrument)

    @property
    def undated_reason(self) -> str:
        """Why no due date could be told, in the active language; empty where one was."""
        return basis.sentence(self.undated, self.undated_values) if self.undated else ""


class Wording(models.Model):
    """A mandate as one edition has it: the words, their place and what was read out of them.

    `path` is the provision's in that edition. `corrected` says that an officer set the
    parties, the kind or the deadline by hand.
    """

    class Carry(models.TextChoices):
        """How it came from the edition before."""

        NEW = "new", _("New")
        SAME = "same", _("Same")
        CHANGED = "changed", _("Changed")

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="wordings")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="mandate_wordings")
    path = models.CharField(max_length=300)
    position = models.PositiveIntegerField(default=0)
    #: Words of the paragraphs above that introduce its own (“to ensure that: …”).
    introduction = models.TextField(blank=True)
    text = models.TextField()
    is_summary = models.BooleanField(default=False)
    carry = models.CharField(max_length=8, choices=Carry, default=Carry.NEW)
    confirmed = models.BooleanField(default=True)
    force = models.CharField(max_length=40)
    action = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    every = models.CharField(max_length=12, blank=True)  # ISO 8601 duration
    by = models.CharField(max_length=12, blank=True)
    until = models.CharField(max_length=12, blank=True)
    event = models.CharField(max_length=80, blank=True)
    events = models.JSONField(default=list, blank=True)
    certain = models.BooleanField(default=True)
    corrected = models.BooleanField(default=False)

    class Meta:
        ordering = ["-edition__version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "edition"], name="one_wording_an_edition")
        ]
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")

    def __str__(self) -> str:
        return f"{self.edition}: {self.path}"

    @property
    def words(self) -> str:
        """All that is said: “promotion of the winners” alone asks nothing."""
        return f"{self.introduction} {self.text}".strip()


class Party(models.Model):
    """A body's part in a mandate."""

    class Role(models.TextChoices):
        ACTOR = "actor", _("Asked")
        RECIPIENT = "recipient", _("Recipient")
        VIA = "via", _("Through")

    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="parties")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Role)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["wording", "role", "position"]
        constraints = [
            models.UniqueConstraint(fields=["wording", "body", "role"], name="one_part_a_role")
        ]
        indexes = [models.Index(fields=["body", "role", "wording"])]
        verbose_name = _("party")
        verbose_name_plural = _("parties")

    def __str__(self) -> str:
        return f"{self.role}: {self.body}"


class Occurrence(models.Model):
    """One due date of a mandate, computed from its deadline and the calendar.

    `meeting` is the one it hangs on; `certain` is false where that meeting's date is only
    expected; `basis` is the rule it follows, a code of `basis.py`, and `basis_values` the
    values in its sentence (`explanation`).
    """

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="occurrences")
    due = models.DateField(db_index=True)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL)
    certain = models.BooleanField(default=True)
    basis = models.CharField(max_length=40, blank=True)
    basis_values = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["due", "id"]
        verbose_name = _("due date")
        verbose_name_plural = _("due dates")

    def __str__(self) -> str:
        return f"{self.due:%Y-%m-%d}"

    @property
    def explanation(self) -> str:
        """How the date came about, in the active language; select `meeting` with it."""
        return basis.sentence(self.basis, self.basis_values, self.meeting)


class Evidence(models.Model):
    """A record of any room that shows that something was done, and why it does: of what a mandate
    asks, or of another subject of work (`about`: `roadmaps.activity:12`, see `subjects.py`).
    `record_type` and `record_id` are those of `common.records`."""

    mandate = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    about = models.CharField(max_length=160, blank=True)
    record_type = models.CharField(max_length=80)
    record_id = models.CharField(max_length=80)
    reason = models.CharField(_("why"), max_length=1000)
    language = models.CharField(max_length=10)  # of the reason
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        indexes = [models.Index(fields=["record_type", "record_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "record_type", "record_id"], name="evidence_once"
            ),
            models.UniqueConstraint(
                fields=["about", "record_type", "record_id"],
                condition=~models.Q(about=""),
                name="evidence_once_about",
            ),
            models.CheckConstraint(
                name="evidence_of_one",
                condition=models.Q(mandate=None) & ~models.Q(about="")
                | models.Q(mandate__isnull=False, about=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}, {self.about or f'mandate {self.mandate_id}'}"


class WithdrawnEvidence(models.Model):
    """Evidence that was taken back, with the reason; it can be given again as it was (`key`)."""

    key = models.BigIntegerField(unique=True)  # of the row of Evidence
    mandate = models.ForeignKey(
        Mandate,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="withdrawn_evidence",
    )
    about = models.CharField(max_length=160, blank=True, db_index=True)
    record_type = models.CharField(max_length=80)
    record_id = models.CharField(max_length=80)
    reason = models.CharField(max_length=1000)
    language = models.CharField(max_length=10)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField()
    why = models.CharField(_("why it was taken back"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("evidence taken back")
        verbose_name_plural = _("evidence taken back")

    def __str__(self) -> str:
        return f"evidence {self.key}, taken back"


class WebPage(models.Model):
    """A page on the web as somebody saw it on a day. `snapshot` is its text, kept because pages
    change; `sha256` is the digest of that text, which shows that nobody changed it since."""

    address = models.URLField(_("address"), max_length=2000)
    title = models.CharField(_("title"), max_length=300)
    seen = models.DateField(_("seen on"))
    snapshot = models.TextField(_("text of the page"), blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    language = models.CharField(_("language"), max_length=10)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("web page")
        verbose_name_plural = _("web pages")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("mandates:web_page", args=[self.pk])
