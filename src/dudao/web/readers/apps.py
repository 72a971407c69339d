"""A reader's own side of the library: favourites, history, notices, membership by code."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadersConfig(AppConfig):
    """Favourites, history, notices, membership."""

    name = "dudao.web.readers"

    def ready(self) -> None:
        """Menu with the unread notices, the parts of the own side, the button on a document, what the library tells."""
        from dudao.web.library.panels import Panel, add_panel
        from dudao.web.library.signals import person_told
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.posts.explain import explain
        from dudao.web.readers import actions, notices, policy  # noqa: F401 - declares the names of its actions
        from dudao.web.readers.panels import favourite_state
        from dudao.web.readers.tabs import Tab, add_tab

        label = _("我的报告库")
        add_entry(Entry("readers:notice-list", label, "bell", "library", 20, policy.may_have_own, notices.unread_count))
        add_tab(Tab("readers:notice-list", _("通知"), 10))
        add_tab(Tab("readers:favourite-list", _("收藏"), 20))
        add_tab(Tab("readers:history", _("阅读记录"), 30))
        add_tab(Tab("readers:upload-list", _("我的上传"), 50))
        add_tab(Tab("readers:membership", _("会员"), 60))
        add_tab(Tab("readers:choices", _("设置"), 70))
        add_tab(Tab("readers:member-list", _("会员名单"), 80, is_keepers=True))
        add_tab(Tab("readers:code-list", _("会员码"), 90, is_keepers=True))
        add_panel(Panel("favourite", "actions", 10, "readers/_favourite.html", favourite_state))
        person_told.connect(_hear, dispatch_uid="readers.notices")
        explain(_("开通会员、生成会员码"), policy.may_grant_membership)


def _hear(sender: object, **told: object) -> None:
    """What the library tells somebody becomes a notice."""
    from dudao.web.readers.notices import hear

    hear(**told)  # type: ignore[arg-type]  # as `person_told` declares them
