"""Make the database what this version needs; may be run again at any time."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, call_command
from django.utils import timezone

from dudao.web.bodies.actions import catch_up


class Command(BaseCommand):
    """dudao manage setup"""

    help = "建立或升级数据库 / create or upgrade the database"

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrations, the cache's table, today's tree."""
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        catch_up(timezone.localdate())
