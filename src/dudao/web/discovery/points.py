"""Which points of a published scheme a document answers, told by its headings; and what a point is called.

A document that came out of a round, or that names its edition, is asked for the points of that one. Of any other the
headings must name several points of one edition of its level: a heading like 教师 alone says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import get_language

from dudao.reports.structure.fold import fold
from dudao.web.library.models import Document
from dudao.web.policies import Words
from dudao.web.schemes.editions import scheme_of
from dudao.web.schemes.models import PublishedEdition

LEAST = 3
"""Points that headings must name before a document that names no edition is taken to follow one."""


def points_of(document: Document, editions: Sequence[PublishedEdition]) -> list[str]:
    """The points that a document answers, as `edition:code`, in the order of the edition; empty where none can be told."""
    headings = [str(each.get("title", "")) for each in document.current.rendition.outline] if document.current else []
    if not headings:
        return []
    named = document.submission.evaluated.round.edition_id if document.submission else document.edition
    asked = [each for each in editions if (each.pk == named if named else each.level == document.level)]
    found = [_answered(each, headings) for each in asked]
    best = max(found, key=len, default=[])
    return best if named or len(best) >= LEAST else []


def labels_of(values: Iterable[str]) -> dict[str, Words]:
    """What points are called, in their order: code and title; what no published edition has is called as it stands."""
    wanted = set(values)
    names = {each.rpartition(":")[0] for each in wanted}
    is_english = (get_language() or "").startswith("en")
    found: dict[str, Words] = {}
    for edition in PublishedEdition.objects.filter(pk__in=names).order_by("pk") if names else ():
        for point in scheme_of(edition).points:
            if (value := f"{edition.pk}:{point.code}") in wanted:
                title = point.title_en if is_english and point.title_en else point.title_zh
                found[value] = f"{point.code} {title}"
    return found | {each: each for each in sorted(wanted - found.keys())}


def _answered(edition: PublishedEdition, headings: Sequence[str]) -> list[str]:
    """The points whose title, or one of their words, stands in a heading."""
    folded = [fold("".join(each.split())) for each in headings]
    return [
        f"{edition.pk}:{point.code}"
        for point in scheme_of(edition).points
        if any(fold(word) in heading for heading in folded for word in (point.title_zh, *point.words))
    ]
