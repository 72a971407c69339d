"""The report desk."""

from django.apps import AppConfig


class ReportDeskConfig(AppConfig):
    """Drafting, checking, binding and comparing the self-assessment report."""

    name = "dudao.web.report_desk"
