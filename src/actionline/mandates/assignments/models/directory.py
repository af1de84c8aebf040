"""Who is asked about what: facilitators of action lines, topics, the office behind an officer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.framework.models import ActionLine, Body, Named


class Facilitator(models.Model):
    """A body that facilitates an action line. `verified` says whether its source was read."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", pgettext_lazy("of an action line", "Facilitator")
        CO_FACILITATOR = "co-facilitator", pgettext_lazy("of an action line", "Co-facilitator")
        PARTNER = "partner", pgettext_lazy("of an action line", "Partner")

    line = models.ForeignKey(ActionLine, on_delete=models.CASCADE, related_name="facilitators")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="facilitates")
    role = models.CharField(max_length=16, choices=Role)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=400)
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["line__position", "position", "pk"]
        verbose_name = _("facilitator")
        verbose_name_plural = _("facilitators")
        constraints = [models.UniqueConstraint(fields=["line", "body"], name="facilitator_once")]

    def __str__(self) -> str:
        return f"{self.line.code}: {self.body}"


class ActingBody(models.Model):
    """Who does the work that somebody is asked for: the bureau of a Director, or, without
    `acting`, the facilitators of the action lines concerned."""

    asked = models.OneToOneField(Body, on_delete=models.CASCADE, related_name="acting")
    acting = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="acts_for"
    )
    source = models.CharField(max_length=400)

    class Meta:
        ordering = ["asked__position"]
        verbose_name = _("body that acts for another")
        verbose_name_plural = _("bodies that act for others")

    def __str__(self) -> str:
        return f"{self.asked}: {self.acting or ''}"


class Topic(Named):
    """A subject that somebody is asked about, such as stocktaking; `body` looks after it."""

    slug = models.SlugField(max_length=80, unique=True)
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="topics"
    )
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=400)
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class TopicPerson(models.Model):
    """Somebody who is asked about a topic."""

    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="persons"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="asked_about",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("focal point of a topic")
        verbose_name_plural = _("focal points of topics")
        constraints = [
            models.UniqueConstraint(fields=["topic", "person"], name="person_of_topic_once")
        ]

    def __str__(self) -> str:
        """Without the person's name, for this goes into the audit trail."""
        return f"focal point of topic {self.topic_id}"
