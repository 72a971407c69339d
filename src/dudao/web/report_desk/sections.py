"""Under which points of the edition a paragraph of the working copy stands, told by the headings above it."""

from __future__ import annotations

from dudao.reports.draft.document import PartKind
from dudao.web.report_desk.models import Desk, WorkingPart
from dudao.web.schemes.editions import scheme_of


def points_by_part(desk: Desk) -> dict[str, frozenset[str]]:
    """By the key of each paragraph the points that the nearest heading above it names; empty outside any point."""
    points = {each.title_zh: each.code for each in scheme_of(desk.evaluated.round.edition).points}
    found: dict[str, frozenset[str]] = {}
    open_points: dict[int, frozenset[str]] = {}
    for part in WorkingPart.objects.filter(copy__desk=desk):
        level = PartKind(part.kind).level
        if level is not None:
            open_points = {each: codes for each, codes in open_points.items() if each < level}
            open_points[level] = frozenset(code for title, code in points.items() if title in part.text)
        named = [codes for _, codes in sorted(open_points.items(), reverse=True) if codes]
        found[part.key] = named[0] if named else frozenset()
    return found
