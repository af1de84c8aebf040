"""Task forces and groups: Group -> Member, GroupText -> Recommendation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.accounts.models import Organisation
from actionline.framework.models import Body, Named

User = settings.AUTH_USER_MODEL


class Group(Named):
    """A task force or group that coordinates the work. Its meetings are those of `body` in the
    calendar; `part_of` is the group that set it up."""

    slug = models.SlugField(max_length=80, unique=True)
    body = models.OneToOneField(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="group"
    )
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="within"
    )
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=400)
    #: What it is there for, in its `language`, and where that stands.
    terms = models.TextField(_("terms of reference"), blank=True)
    language = models.CharField(max_length=10, default="en")
    terms_source = models.CharField(_("source"), max_length=400, blank=True)
    #: An officer changed the terms here; loading the process folder leaves them alone.
    by_hand = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("group")
        verbose_name_plural = _("groups")

    def get_absolute_url(self) -> str:
        return reverse("assignments:group", args=[self.slug])


class Member(models.Model):
    """Who belongs to a group: a person, an organisation or a body, in a role, for a term.
    `verified` says whether the source was read; a row of the process folder has `loaded`."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice-chair", _("Vice-Chair")
        SECRETARIAT = "secretariat", pgettext_lazy("a role in a group", "Secretariat")
        MEMBER = "member", pgettext_lazy("a role in a group", "Member")
        OBSERVER = "observer", _("Observer")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        User, verbose_name=_("person"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="group_memberships",
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="group_memberships",
    )  # fmt: skip
    body = models.ForeignKey(
        Body, verbose_name=_("body"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="group_memberships",
    )  # fmt: skip
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=400, blank=True)
    verified = models.BooleanField(default=True)
    loaded = models.BooleanField(default=False)

    class Meta:
        ordering = ["group", "pk"]
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        constraints = [
            models.CheckConstraint(
                name="member_is_one_of_three",
                condition=Q(person__isnull=False, organisation=None, body=None)
                | Q(person=None, organisation__isnull=False, body=None)
                | Q(person=None, organisation=None, body__isnull=False),
            ),
            models.CheckConstraint(
                name="term_ends_after_it_begins",
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        """Without the person's name, for this goes into the audit trail."""
        who = self.organisation or self.body or f"person {self.person_id}"
        return f"{self.group}: {who}, {self.role}"

    def is_current(self) -> bool:
        """Whether the term runs today."""
        today = timezone.localdate()
        return (self.since is None or self.since <= today) and (
            self.until is None or today <= self.until
        )


class GroupText(models.Model):
    """A document of a group: an assessment, recommendations, a note."""

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", _("Assessment")
        RECOMMENDATIONS = "recommendations", _("Recommendations")
        DOCUMENT = "document", pgettext_lazy("of a group", "Document")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("a text", "Draft")
        IN_REVIEW = "in-review", pgettext_lazy("a text", "In review")
        PUBLISHED = "published", pgettext_lazy("a text", "Published")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="texts")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.DOCUMENT)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=10)
    symbol = models.CharField(_("symbol or source"), max_length=200, blank=True)
    addressed = models.ManyToManyField(
        Body, verbose_name=_("addressed to"), blank=True, related_name="+"
    )
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("text of a group")
        verbose_name_plural = _("texts of groups")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assignments:text", args=[self.pk])


class Recommendation(models.Model):
    """One numbered item of a text, followed up on its own."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a recommendation", "Open")
        UNDER_WAY = "under-way", pgettext_lazy("a recommendation", "Under way")
        DONE = "done", pgettext_lazy("a recommendation", "Done")
        DROPPED = "dropped", pgettext_lazy("a recommendation", "Not pursued")

    text = models.ForeignKey(GroupText, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(_("recommendation"))
    body = models.ForeignKey(
        Body, verbose_name=_("addressed to"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    #: What was done about it, or why not, and when that was written.
    note = models.TextField(_("what was done"), blank=True)
    note_language = models.CharField(max_length=10, blank=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["text", "number"]
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [models.UniqueConstraint(fields=["text", "number"], name="numbered_once")]

    def __str__(self) -> str:
        return f"{self.text}, {self.number}"
