"""Data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DatasetsConfig(AppConfig):
    """Tables that bodies fill in, their versions and checks, and the indicators beside them."""

    name = "dudao.web.datasets"

    def ready(self) -> None:
        """Menu, workbench, board, the place of the stage, explanations."""
        from dudao.web.datasets import deciding, imports  # noqa: F401 - declare the names of their actions
        from dudao.web.datasets.models import TableImport
        from dudao.web.datasets.policy import FILLERS, may_read_data
        from dudao.web.datasets.waiting import place_of_data, tables_accepted, waiting
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.pages.todo import add_todo_source
        from dudao.web.posts.explain import explain
        from dudao.web.rounds.events import add_things
        from dudao.web.rounds.progress import add_progress_source
        from dudao.web.rounds.states import StageKind
        from dudao.web.rounds.steps import add_step

        add_entry(Entry("datasets:body-list", _("数据填报"), "table", "work", 10, may_read_data))
        add_todo_source("datasets", waiting)
        add_progress_source(StageKind.DATA, tables_accepted)
        add_step(StageKind.DATA, place_of_data)
        add_things("data-import", lambda body: TableImport.objects.filter(evaluated=body))
        explain(_("查看填报的数据"), may_read_data)
        explain(_("填报数据"), lambda acting: acting.must_be(*FILLERS))
