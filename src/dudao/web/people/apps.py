"""People of an area: the list, invitations, applications, delegation, lost passwords."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """How people come to their posts."""

    name = "dudao.web.people"

    def ready(self) -> None:
        """Menu, things to do, explanations."""
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.pages.todo import add_todo_source
        from dudao.web.people import actions, signals  # noqa: F401 - declare the names of actions; listen
        from dudao.web.people.policy import may_see_people
        from dudao.web.people.queries import applications_to_do
        from dudao.web.posts.explain import explain

        explain(_("查看本辖区的人员与岗位"), may_see_people)
        add_entry(Entry("people:person-list", _("人员与岗位"), "people", "site", 10, may_see_people))
        add_todo_source("people", applications_to_do)
