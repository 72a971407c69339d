"""The API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Data, ledger and evidence for programs, under the policies and checks of the pages."""

    name = "dudao.web.api"
