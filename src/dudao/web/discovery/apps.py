"""Finding documents and figures: search, facets, feeds, comparison, open data."""

from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    """Search, facets, feeds, comparison."""

    name = "dudao.web.discovery"
