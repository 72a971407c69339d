"""Long work."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that outlasts a request: waits, runs with progress, is tried again after a killed worker, and tells plainly how it ended."""

    name = "dudao.web.jobs"
