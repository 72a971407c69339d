"""Full-text search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Passages of what apps keep, and the index over them."""

    name = "dudao.web.search"

    def ready(self) -> None:
        """What texts can be asked for."""
        from django.db.models import TextField

        from dudao.web.search.lookups import Holds

        TextField.register_lookup(Holds)
