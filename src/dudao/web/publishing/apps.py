"""How a document gets into the library: upload, correction, redaction, review, publication from a round, withdrawal."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Uploads, redaction, review, withdrawal."""

    name = "dudao.web.publishing"
