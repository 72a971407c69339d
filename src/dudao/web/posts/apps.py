"""What people are: their posts at bodies, who stands in for whom, how they come to a post."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PostsConfig(AppConfig):
    """Posts decide what a person may do."""

    name = "dudao.web.posts"

    def ready(self) -> None:
        """Put the workbench into the menu."""
        from dudao.web.audit.policy import may_read_audit
        from dudao.web.bodies.policy import may_change_bodies, may_read_bodies
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.posts import actions  # noqa: F401 - declares the names of its actions
        from dudao.web.posts.explain import explain
        from dudao.web.posts.policy import may_give_posts, may_see_workbench

        explain(_("在本辖区授予岗位"), lambda acting: may_give_posts(acting, acting.area))
        explain(_("查看本辖区的机构与学校"), may_read_bodies)
        explain(_("登记本辖区的机构变更"), lambda acting: may_change_bodies(acting, acting.area))
        explain(_("查看本辖区的操作记录"), may_read_audit)
        add_entry(Entry("posts:workbench", _("工作台"), "house", "", 0, may_see_workbench))
