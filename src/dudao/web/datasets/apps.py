"""Data."""

from django.apps import AppConfig


class DatasetsConfig(AppConfig):
    """Tables that bodies fill in, their versions and checks, and the indicators beside them."""

    name = "dudao.web.datasets"
