"""Passages that can be found: a page of a file, by collection and key of whoever put it in."""

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
