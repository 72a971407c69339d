"""Self-assessment."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    """What a body says of itself, point by point: score, reason, narrative, live figures."""

    name = "dudao.web.assessments"

    def ready(self) -> None:
        """Menu, workbench, board, explanations."""
        from dudao.web.assessments import actions  # noqa: F401 - declares the names of its actions
        from dudao.web.assessments.actions.points import ask_again_after
        from dudao.web.assessments.applications import applied_of, progress_of_applying, progress_of_review
        from dudao.web.assessments.opening import add_opening
        from dudao.web.assessments.policy import may_list_assessments
        from dudao.web.assessments.queries import progress
        from dudao.web.assessments.waiting import (
            application_page,
            points_handed_in,
            review_page,
            table_page,
            waiting,
        )
        from dudao.web.datasets.deciding import on_change
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.pages.todo import add_todo_source
        from dudao.web.posts.explain import explain
        from dudao.web.rounds.points_done import add_done_source
        from dudao.web.rounds.progress import add_progress_source
        from dudao.web.rounds.states import StageKind
        from dudao.web.rounds.steps import add_step

        add_entry(
            Entry("assessments:assessment-list", _("自查自评"), "clipboard-check", "work", 40, may_list_assessments)
        )
        add_todo_source("assessments", waiting)
        on_change("assessments", ask_again_after)
        add_done_source("assessments", points_handed_in)
        add_progress_source(StageKind.SELF_ASSESSMENT, progress)
        add_progress_source(StageKind.APPLICATION, progress_of_applying)
        add_progress_source(StageKind.CITY_REVIEW, progress_of_review)
        add_step(StageKind.SELF_ASSESSMENT, table_page)
        add_step(StageKind.APPLICATION, application_page)
        add_step(StageKind.CITY_REVIEW, review_page)
        add_opening("applications", applied_of)
        explain(_("查看自查自评（上级在报送前只看进度）"), may_list_assessments)
