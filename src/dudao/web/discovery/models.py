"""What lists and facets ask: one narrow row for each public document, kept in step with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dudao.web.library.models import Document


class Listing(models.Model):
    """A published document as it is listed. Its number is that of the document's rows in the index (`search.wholes`).

    Attributes:
        path: of the body it is about, in the tree; "" where only `place` names it.
        folded_title, folded_about: title, and the other words by which everybody may find it, as they are compared.
        tier, uploader: whose search goes through all pages; decided at each search, so a new tier holds at once.
    """

    number = models.BigIntegerField(primary_key=True)
    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="listing")
    address = models.CharField(max_length=12)
    tier = models.CharField(max_length=10)
    uploader = models.UUIDField(null=True)
    published_at = models.DateTimeField()
    report_date = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=20)
    level = models.CharField(max_length=10)
    edition = models.CharField(max_length=80)
    issuer = models.CharField(max_length=120)
    place = models.CharField(max_length=80)
    path = models.CharField(max_length=400)
    folded_title = models.TextField()
    folded_about = models.TextField()

    class Meta:
        ordering: ClassVar = ["-published_at", "-number"]
        indexes: ClassVar = [models.Index(fields=["-published_at", "-number"], name="listing_newest")]

    def __str__(self) -> str:
        return self.folded_title
