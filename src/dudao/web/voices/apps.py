"""What the public says of documents: comments and complaints, and how the office answers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VoicesConfig(AppConfig):
    """Comments and complaints."""

    name = "dudao.web.voices"

    def ready(self) -> None:
        """The comments on a document, the queue in the menu, the part of one's own side."""
        from dudao.web.library.panels import Panel, add_panel
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.pages.todo import add_todo_source
        from dudao.web.posts.explain import explain
        from dudao.web.readers.exporting import add_export
        from dudao.web.readers.tabs import Tab, add_tab
        from dudao.web.voices import actions, policy, queries  # noqa: F401 - declares the names of its actions
        from dudao.web.voices.panels import comments_panel

        label = _("评论与投诉")
        add_entry(
            Entry("voices:queue", label, "chat-left-text", "library", 40, policy.may_keep_voices, queries.waiting_count)
        )
        add_panel(Panel("comments", "below", 90, "voices/_comments.html", comments_panel))
        add_panel(Panel("complain", "actions", 90, "voices/_complain.html", lambda _acting, document: document))
        add_todo_source("complaints", queries.complaints_to_do)
        add_tab(Tab("voices:own-comments", _("我的评论"), 40))
        add_export("comments", queries.export_of)
        explain(_("审核评论、办理投诉"), policy.may_keep_voices)
