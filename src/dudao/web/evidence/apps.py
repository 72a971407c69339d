"""Evidence."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The catalogue of evidence: files kept once by hash, named for the points they speak for."""

    name = "dudao.web.evidence"
