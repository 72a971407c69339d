"""Who did what to what, when, under which action name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Append-only entries in a chain of hashes."""

    name = "dudao.web.audit"

    def ready(self) -> None:
        """Put the page into the menu."""
        from dudao.web.audit.policy import may_read_audit
        from dudao.web.pages.menu import Entry, add_entry

        add_entry(Entry("audit:entry-list", _("操作记录"), "clock-history", "site", 90, may_read_audit))
