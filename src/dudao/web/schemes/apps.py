"""Editions of evaluation schemes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchemesConfig(AppConfig):
    """What is evaluated."""

    name = "dudao.web.schemes"

    def ready(self) -> None:
        """Put the page into the menu, the policies among those explained."""
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.posts.explain import explain
        from dudao.web.schemes import actions  # noqa: F401 - declares the names of its actions
        from dudao.web.schemes.policy import may_publish_schemes, may_read_schemes, may_upload_schemes

        add_entry(Entry("schemes:scheme-list", _("评价方案"), "card-checklist", "known", 20, may_read_schemes))
        explain(_("查看评价方案"), may_read_schemes)
        explain(_("上传评价方案"), may_upload_schemes)
        explain(_("发布评价方案"), may_publish_schemes)
