"""What people are: their posts at bodies, who stands in for whom, how they come to a post."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PostsConfig(AppConfig):
    """Posts decide what a person may do."""

    name = "dudao.web.posts"

    def ready(self) -> None:
        """Put the workbench into the menu."""
        from dudao.web.audit.policy import may_read_audit
        from dudao.web.bodies.policy import may_change_bodies, may_read_bodies, may_read_body
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.posts import actions  # noqa: F401 - declares the names of its actions
        from dudao.web.posts.explain import explain, explain_at
        from dudao.web.posts.policy import may_give_posts, may_see_workbench

        explain_at(_("授予岗位"), may_give_posts)
        explain(_("查看本辖区的机构与学校"), may_read_bodies)
        explain_at(_("查看机构"), may_read_body)
        explain_at(_("登记机构变更"), may_change_bodies)
        explain(_("查看本辖区的操作记录"), may_read_audit)
        add_entry(Entry("posts:workbench", _("工作台"), "house", "", 0, may_see_workbench))
