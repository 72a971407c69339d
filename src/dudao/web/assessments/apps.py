"""Self-assessment."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """What a body says of itself, point by point: score, reason, narrative, live figures."""

    name = "dudao.web.assessments"

    def ready(self) -> None:
        """The board."""
        from dudao.web.assessments import actions  # noqa: F401 - declares the names of its actions
        from dudao.web.assessments.queries import progress
        from dudao.web.rounds.progress import add_progress_source
        from dudao.web.rounds.states import StageKind

        add_progress_source(StageKind.SELF_ASSESSMENT, progress)
