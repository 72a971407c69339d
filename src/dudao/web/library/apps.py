"""The public library of reports: documents, what is shown of their files, who may read how much."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Documents, renditions, tiers."""

    name = "dudao.web.library"

    def ready(self) -> None:
        """The names of its actions."""
        from dudao.web.library import keeping  # noqa: F401 - declares the names of its actions
