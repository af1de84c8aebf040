"""The index of `common.search`: sets of entries as bitmaps, in blocks of 65,536 entry numbers.

None of this is data of its own: `actionline search rebuild` makes it anew from the records.
Rows are read and written by `common.search.store` alone.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchHead(models.Model):
    """One index. Whoever writes holds this row until the end, so that writers take turns."""

    id = models.IntegerField(primary_key=True)  # made of the name, so that nobody looks it up
    name = models.CharField(max_length=80, unique=True)  # "stocktaking.project"
    analysis = models.PositiveSmallIntegerField(default=0)  # common.search.sets.ANALYSIS, then

    class Meta:
        verbose_name = _("search index")
        verbose_name_plural = _("search indexes")

    def __str__(self) -> str:
        return self.name


class SearchChange(models.Model):
    """What one writing changed, by which processes bring what they keep in memory up to date.

    `version` grows with each writing and is never used twice. `changes` names the sets that
    each entry entered and left; null where there were too many to tell.
    """

    pk = models.CompositePrimaryKey("head_id", "version")
    head = models.ForeignKey(
        SearchHead, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    version = models.BigIntegerField()
    changes = models.JSONField(null=True)

    class Meta:
        verbose_name = _("change of a search index")

    def __str__(self) -> str:
        return f"{self.head_id}:{self.version}"


class SearchEntry(models.Model):
    """An entry as it was analysed: what is scored, and what has to be taken out when it changes.

    `titles` and `texts` are lines of tokens, each token with a space on both sides. `facets` are
    lines too.
    """

    pk = models.CompositePrimaryKey("head_id", "number")
    head = models.ForeignKey(
        SearchHead, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    number = models.BigIntegerField()
    titles = models.TextField()
    texts = models.TextField()
    facets = models.TextField()
    newest = models.BigIntegerField()
    title_key = models.BinaryField()  # of bytes, which both databases sort alike

    class Meta:
        indexes = [models.Index(fields=["head", "title_key", "number"], name="search_by_title")]
        verbose_name = _("entry of a search index")

    def __str__(self) -> str:
        return f"{self.head_id}:{self.number}"


class SearchBlock(models.Model):
    """The entries of one block that are in one set: a Roaring bitmap of their numbers."""

    pk = models.CompositePrimaryKey("head_id", "kind", "block", "key")
    head = models.ForeignKey(
        SearchHead, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    kind = models.SmallIntegerField()  # common.search.sets.Kind
    block = models.IntegerField()
    key = models.CharField(max_length=160)
    bits = models.BinaryField()

    class Meta:
        verbose_name = _("block of a search index")

    def __str__(self) -> str:
        return f"{self.head_id}:{self.kind}:{self.block}:{self.key}"


class SearchWord(models.Model):
    """A word as people write it and in how many entries it came in, to mend typing errors."""

    pk = models.CompositePrimaryKey("head_id", "word")
    head = models.ForeignKey(
        SearchHead, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    word = models.CharField(max_length=48)
    entries = models.IntegerField()

    class Meta:
        verbose_name = _("word of a search index")

    def __str__(self) -> str:
        return self.word
