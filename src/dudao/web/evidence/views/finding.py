"""What every page begins with: the catalogue and the entry that a person may see, or no such page."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404

from dudao.web.evidence import queries
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.pages.requests import PersonRequest
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.queries import departments_of


def catalogue_or_404(request: PersonRequest, address: str, code: str) -> RoundBody:
    """The evaluated body whose catalogue the person may see."""
    found = queries.catalogue_for(request.acting, address, code)
    if found is None:
        raise Http404
    return found


def entry_or_404(evaluated: RoundBody, address: str) -> EvidenceEntry:
    """One entry of that catalogue."""
    found = queries.entry_of(evaluated, address)
    if found is None:
        raise Http404
    return found


def point_choices(evaluated: RoundBody, own: frozenset[str] | None = None) -> Sequence[tuple[str, str]]:
    """Points with their titles, those of a department where they are given."""
    tasks = evaluated.tasks.all()
    return [(task.point, f"{task.point} {task.title}") for task in tasks if own is None or task.point in own]


def department_choices(evaluated: RoundBody) -> Sequence[tuple[str, str]]:
    """Departments of the evaluated government."""
    return departments_of(evaluated)
