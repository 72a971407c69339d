"""The list of pages for search engines: every public document, with when it last changed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from dudao.web.discovery.models import Listing


class DocumentPages(Sitemap):  # type: ignore[type-arg]  # generic to the checker alone
    """The pages of public documents, ten thousand in a file."""

    limit = 10_000

    def items(self) -> QuerySet[Listing]:
        """Documents, the oldest first, so that a file that is full stays as it is."""
        return Listing.objects.order_by("published_at", "number")

    def location(self, item: Listing) -> str:
        """The address of a page."""
        return reverse("library:document-detail", args=[item.address])

    def lastmod(self, item: Listing) -> datetime:
        """When its shown version came."""
        return item.changed_at
