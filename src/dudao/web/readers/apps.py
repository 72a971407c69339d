"""A reader's own side of the library: favourites, history, notices, membership by code."""

from django.apps import AppConfig


class ReadersConfig(AppConfig):
    """Favourites, history, notices, membership."""

    name = "dudao.web.readers"
