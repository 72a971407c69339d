"""What lists and facets ask: one narrow row for each public document; searches that people keep; packages of open data."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from dudao.web.accounts.models import Person
from dudao.web.library.models import Document, Rendition


class Listing(models.Model):
    """A published document as it is listed. Its number is that of the document's rows in the index (`search.wholes`).

    Attributes:
        rendition: of the version that is shown, by which figures find their document.
        path: of the body it is about, in the tree; "" where only `place` names it.
        points: of a scheme that it answers (`points.py`), each on a line between two ends of lines; "" for none.
        folded_title, folded_about: title, and the other words by which everybody may find it, as they are compared.
        changed_at: when the version that is shown came, or the document became public.
        tier, uploader: whose search goes through all pages; decided at each search, so a new tier holds at once.
    """

    number = models.BigIntegerField(primary_key=True)
    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="listing")
    rendition = models.ForeignKey(Rendition, on_delete=models.CASCADE, null=True, related_name="listings")
    address = models.CharField(max_length=12)
    tier = models.CharField(max_length=10)
    uploader = models.UUIDField(null=True)
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    report_date = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=20)
    level = models.CharField(max_length=10)
    edition = models.CharField(max_length=80)
    issuer = models.CharField(max_length=120)
    place = models.CharField(max_length=80)
    path = models.CharField(max_length=400)
    points = models.TextField(blank=True)
    folded_title = models.TextField()
    folded_about = models.TextField()

    class Meta:
        ordering: ClassVar = ["-published_at", "-number"]
        indexes: ClassVar = [models.Index(fields=["-published_at", "-number"], name="listing_newest")]

    def __str__(self) -> str:
        return self.folded_title


class SavedSearch(models.Model):
    """A search that somebody keeps, to hear of new documents that it finds; `label` as people read it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_searches")
    words = models.CharField(max_length=120, blank=True)
    chosen: models.JSONField[Any, Any] = models.JSONField(default=dict)
    query = models.CharField(max_length=2000)
    label = models.CharField(max_length=200)
    saved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return self.label


class OpenPackage(models.Model):
    """A package of open data that was written: its file's name, hash and size, and what it holds."""

    name = models.CharField(max_length=80, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    figures = models.PositiveIntegerField()
    documents = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name
