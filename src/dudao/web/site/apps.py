"""Setting a site up and running it."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Commands: set up, first operator, fill with the example, serve."""

    name = "dudao.web.site"
