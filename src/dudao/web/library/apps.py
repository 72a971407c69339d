"""The public library of reports: documents, what is shown of their files, who may read how much."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Documents, renditions, tiers."""

    name = "dudao.web.library"
