"""The ledger of governments."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """Dated entries."""

    name = "dudao.web.ledger"

    def ready(self) -> None:
        """Menu and explanations."""
        from dudao.web.ledger import actions  # noqa: F401 - declares the names of its actions
        from dudao.web.ledger.policy import may_keep_ledger, may_read_ledger
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.posts.explain import explain

        add_entry(Entry("ledger:entry-list", _("台账"), "journal-text", "work", 20, may_read_ledger))
        explain(_("查看台账"), may_read_ledger)
        explain(_("登记本级政府的台账"), lambda acting: may_keep_ledger(acting, acting.area))
