"""Brings the jobs that tests play with into a worker process."""

from django.apps import AppConfig


class PlayedConfig(AppConfig):
    """An app of tests."""

    name = "tests.web.jobs"
    label = "played"

    def ready(self) -> None:
        """Declare the jobs."""
        from tests.web.jobs import played  # noqa: F401 - declares them
