"""Base templates, components, the frame of every page."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The frame of the site; knows no other app."""

    name = "dudao.web.pages"
