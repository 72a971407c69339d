"""The invented province on a site of its own."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The command that fills an empty site to look at."""

    name = "dudao.web.demo"
