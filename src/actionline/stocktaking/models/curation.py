"""What the secretariat makes of the register: repositories, stories, entries for the report."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import Named

from .calls import in_language
from .projects import Project


class Repository(Named):
    """A part of the register with an address of its own: of a region, of a theme. `query` is the
    search as the register's address has it; name, text and words for the picture in six languages.
    """

    slug = models.SlugField(max_length=60, unique=True)
    query = models.CharField(_("search"), max_length=2000, blank=True)
    text_en = models.TextField(blank=True)
    text_ar = models.TextField(blank=True)
    text_zh = models.TextField(blank=True)
    text_fr = models.TextField(blank=True)
    text_ru = models.TextField(blank=True)
    text_es = models.TextField(blank=True)
    alt_en = models.CharField(max_length=1000, blank=True)
    alt_ar = models.CharField(max_length=1000, blank=True)
    alt_zh = models.CharField(max_length=1000, blank=True)
    alt_fr = models.CharField(max_length=1000, blank=True)
    alt_ru = models.CharField(max_length=1000, blank=True)
    alt_es = models.CharField(max_length=1000, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)
    published = models.BooleanField(_("published"), default=False)
    version = models.PositiveIntegerField(default=0)  # counts changes, against two at a time

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("repository")
        verbose_name_plural = _("repositories")

    def get_absolute_url(self) -> str:
        return reverse("stocktaking:repository", args=[self.slug])

    @property
    def text(self) -> str:
        return in_language(self, "text")

    @property
    def alt(self) -> str:
        return in_language(self, "alt")


class Story(models.Model):
    """What came of a project, told in the language it was written in."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="stories")
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("story"))
    alt = models.CharField(_("picture in words"), max_length=1000, blank=True)
    published = models.BooleanField(_("published"), default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("stocktaking:story", args=[self.pk])


class Chosen(models.Model):
    """A project that the report of a year names."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        ordering = ["year", "pk"]
        verbose_name = _("entry chosen for the report")
        verbose_name_plural = _("entries chosen for the report")
        constraints = [
            models.UniqueConstraint(fields=["year", "project"], name="chosen_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.year}"
