"""Self-assessment."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """What a body says of itself, point by point: score, reason, narrative, live figures."""

    name = "dudao.web.assessments"
