"""The points that a document answers, beside what else lists ask."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column; documents that are listed already get theirs when they next change."""

    dependencies: ClassVar = [("discovery", "0002_searches_and_packages")]
    operations: ClassVar = [
        migrations.AddField("listing", "points", models.TextField(blank=True, default=""), preserve_default=False)
    ]
