"""Which versions were sent to those above: the app that sends them says so."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q, QuerySet

from dudao.web.report_desk.models import ReportVersion

Source = Callable[[], QuerySet[ReportVersion]]
_sources: dict[str, Source] = {}


def add_sending_source(name: str, source: Source) -> None:
    """Let the app that sends reports name the versions that were sent; a source of the same name is replaced."""
    _sources[name] = source


def sent_versions() -> QuerySet[ReportVersion]:
    """Versions that those above may read."""
    wanted = Q(pk__in=[])
    for source in _sources.values():
        wanted |= Q(pk__in=source().values("pk"))
    return ReportVersion.objects.filter(wanted)


def is_sent(version: ReportVersion) -> bool:
    """Whether those above may read a version."""
    return bool(_sources) and sent_versions().filter(pk=version.pk).exists()
