"""Passages that can be found: a page of a file, by collection and key of whoever put it in; whole documents by number."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Passage(models.Model):
    """A stretch of text, short enough for every index; `page` is the page it stands on, 0 where there are no pages.

    `folded` is what is compared (`words.fold`); the index over its tokens is a table of its own (`index.py`).
    """

    collection = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    page = models.PositiveIntegerField(default=0)
    text = models.TextField()
    folded = models.TextField()

    class Meta:
        ordering: ClassVar = ["key", "page", "id"]
        indexes: ClassVar = [models.Index(fields=["collection", "key", "page"], name="passage_key_page")]


class Whole(models.Model):
    """A document that is found as a whole. Its number leads two rows of the index (`wholes.py`): the first pages, and all.

    `preview` is how many pages the first of them holds; None while nothing of it is in the index.
    """

    collection = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    preview = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["collection", "key"], name="whole_once")]
