"""Finding documents and figures: search, facets, feeds, comparison, open data."""

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class DiscoveryConfig(AppConfig):
    """Search, facets, feeds, comparison."""

    name = "dudao.web.discovery"

    def ready(self) -> None:
        """Menu, panels, explanations, jobs; a listing follows its document."""
        from dudao.web.discovery import panels, policy, related, shelving, tasks
        from dudao.web.library.models import Document
        from dudao.web.library.panels import Panel, add_panel
        from dudao.web.library.signals import document_moved
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.posts.explain import explain
        from dudao.web.schemes.models import PublishedEdition

        add_entry(Entry("discovery:document-list", _("报告库"), "collection", "library", 10, policy.may_use_library))
        add_panel(Panel("citing", "below", 80, "discovery/_citing.html", panels.citing))
        add_panel(Panel("related", "side", 60, "discovery/_related.html", related.related_to))
        add_panel(Panel("shared", "head", 10, "discovery/_shared.html", panels.shared))
        explain(_("保存搜索，有新文档时收到提醒"), policy.may_save_searches)
        explain(_("生成开放数据包"), policy.may_make_package)
        post_save.connect(shelving.on_saved, sender=Document, dispatch_uid="discovery-listing")
        post_save.connect(tasks.on_edition, sender=PublishedEdition, dispatch_uid="discovery-points")
        document_moved.connect(tasks.on_moved, dispatch_uid="discovery-telling")
