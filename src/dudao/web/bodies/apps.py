"""Bodies and their tree over time."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BodiesConfig(AppConfig):
    """Governments, departments, schools: who is below whom, when."""

    name = "dudao.web.bodies"

    def ready(self) -> None:
        """Put the page into the menu."""
        from dudao.web.bodies import actions  # noqa: F401 - declares the names of its actions
        from dudao.web.bodies.policy import may_read_bodies
        from dudao.web.pages.menu import Entry, add_entry

        add_entry(Entry("bodies:body-list", _("机构与学校"), "diagram-3", "known", 10, may_read_bodies))
