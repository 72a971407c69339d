"""Setting a site up and running it."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Commands: set up, first operator, fill with the example, serve."""

    name = "dudao.web.site"

    def ready(self) -> None:
        """Put the first steps of a new site on the workbench."""
        from dudao.web.pages.todo import add_todo_source
        from dudao.web.site.first_steps import first_steps

        add_todo_source("first-steps", first_steps)
