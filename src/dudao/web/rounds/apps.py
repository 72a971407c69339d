"""Rounds of evaluation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    """One run of an evaluation, from the notice to the receipt."""

    name = "dudao.web.rounds"

    def ready(self) -> None:
        """Menu, workbench, board, explanations."""
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.pages.standing import add_standing_source
        from dudao.web.pages.todo import add_todo_source
        from dudao.web.posts.explain import explain
        from dudao.web.rounds import actions  # noqa: F401 - declares the names of its actions
        from dudao.web.rounds.missing import add_missing_source, points_without_department
        from dudao.web.rounds.policy import may_read_rounds, may_run_rounds
        from dudao.web.rounds.progress import add_progress_source, tasks_assigned
        from dudao.web.rounds.states import StageKind
        from dudao.web.rounds.steps import add_step
        from dudao.web.rounds.under_way import standings
        from dudao.web.rounds.waiting import task_page, waiting

        add_entry(Entry("rounds:round-list", _("评价轮次"), "calendar-event", "round", 10, may_read_rounds))
        add_todo_source("rounds", waiting)
        add_standing_source("rounds", standings)
        add_progress_source(StageKind.TASKS, tasks_assigned)
        add_missing_source(StageKind.TASKS, points_without_department)
        add_step(StageKind.TASKS, task_page)
        explain(_("查看评价轮次"), may_read_rounds)
        explain(_("组织评价轮次"), lambda acting: may_run_rounds(acting, acting.area))
