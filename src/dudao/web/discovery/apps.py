"""Finding documents and figures: search, facets, feeds, comparison, open data."""

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class DiscoveryConfig(AppConfig):
    """Search, facets, feeds, comparison."""

    name = "dudao.web.discovery"

    def ready(self) -> None:
        """Menu; a listing follows its document."""
        from dudao.web.discovery import policy, shelving
        from dudao.web.library.models import Document
        from dudao.web.pages.menu import Entry, add_entry

        add_entry(Entry("discovery:document-list", _("报告库"), "collection", "library", 10, policy.may_use_library))
        post_save.connect(shelving.on_saved, sender=Document, dispatch_uid="discovery-listing")
