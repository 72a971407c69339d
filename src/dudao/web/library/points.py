"""The points of the scheme that a report's figures speak for, told by the headings above them."""

from __future__ import annotations

from dudao.reports.structure.fold import fold
from dudao.schemes.model import Point
from dudao.web.library.models import Document, FoundFigure
from dudao.web.schemes.editions import scheme_of


def mark_points(document: Document) -> int:
    """Write the point beside each figure of a document that was published from a round; returns how many changed.

    A heading names a point by its title; a figure whose heading names none, or several, speaks for none.
    """
    if document.submission is None or document.current is None:
        return 0
    points = scheme_of(document.submission.evaluated.round.edition).points
    named: dict[str, str] = {}
    changed = []
    for figure in document.current.rendition.foundfigures.all():
        section = figure.section
        if section not in named:
            named[section] = point_of(section, points)
        if figure.point != named[section]:
            figure.point = named[section]
            changed.append(figure)
    FoundFigure.objects.bulk_update(changed, ["point"], batch_size=200)
    return len(changed)


def point_of(heading: str, points: tuple[Point, ...]) -> str:
    """The code of the one point that a heading names by its title; "" for none or several."""
    words = fold("".join(heading.split()))
    found = [each.code for each in points if fold(each.title_zh) in words]
    return found[0] if len(found) == 1 else ""
