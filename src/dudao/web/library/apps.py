"""The public library of reports: documents, what is shown of their files, who may read how much."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Documents, renditions, tiers."""

    name = "dudao.web.library"

    def ready(self) -> None:
        """Names of actions and jobs; what follows when a document becomes public or is no longer."""
        from dudao.web.library import actions, keeping, tasks  # noqa: F401 - declare the names of actions and jobs
        from dudao.web.library.following import follow_move
        from dudao.web.library.signals import document_moved

        document_moved.connect(follow_move, dispatch_uid="library.following")
