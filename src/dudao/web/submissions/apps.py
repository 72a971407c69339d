"""Signing and sending."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """Freezing a submission into a sealed bundle, approval, public notice, sending and receipt."""

    name = "dudao.web.submissions"
