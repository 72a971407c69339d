"""Full-text search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Passages of what apps keep, and the index over them."""

    name = "dudao.web.search"
