"""Whose report it is: the division that the title, the signature or the terms name, and its level."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from dudao.reports.rules.contract import Given
from dudao.reports.rules.places import division_at, printed_divisions
from dudao.values.spans import Span

_HEADS = re.compile(r"(?:人民)?政府|教育|委|关于|履行|20\d\d")
_GOVERNMENT = re.compile(
    r"(自治区|省|市|县|区|州|盟|旗)(?:人民)?(?:政府|委|教育|义务教育|学前教育|20\d\d年|关于|创建|推进)"
)


@dataclass(frozen=True, slots=True)
class OwnDivision:
    """The division of a report: its name and where that stands, None where it comes from the terms."""

    name: str
    span: Span | None


def own_division(given: Given) -> OwnDivision | None:
    """The report's own division; None where neither title nor signature nor terms name one."""
    return given.once("own_division", _find)


def _find(given: Given) -> OwnDivision | None:
    for name in ("title", "signatory"):
        found = division_in(given, name)
        if found is not None:
            return found
    terms = given.facts.terms.names if given.facts is not None else ()
    named = [term for term in terms if len(term) >= 3 and term[-1] in "省市县区州盟旗"]
    return OwnDivision(named[0], None) if named else None


def division_in(given: Given, landmark: str) -> OwnDivision | None:
    """The division that a landmark (title, signatory) begins with."""
    mark = given.report.landmarks.get(landmark)
    if mark is None:
        return None
    folded = given.report.folded
    for start in range(mark.start, min(mark.end, mark.start + 14)):
        found = division_at(given, start)
        if found is None:
            continue
        inner = [each for each in printed_divisions(given) if each.span.start == found.span.end]
        if inner and inner[0].span.end < mark.end:
            found = inner[0]  # 湖北省云州市人民政府: the innermost of a chain
        return OwnDivision(found.name, found.span) if _HEADS.match(folded, found.span.end) else None
    return None


def own_ending(given: Given) -> str | None:
    """省, 市, 县, 区, 州 or 旗: what the title says the reporting government is of; None where it does not say."""
    if not given.report.title:
        return None
    found = _GOVERNMENT.search(given.report.title)
    return found[1][-1] if found else None


def inside_titles(given: Given) -> Callable[[int], bool]:
    """A test whether a character stands inside a cited title."""
    documents = given.reading.documents
    starts = given.once("document_starts", lambda given: [document.start for document in given.reading.documents])

    def inside(position: int) -> bool:
        index = bisect_right(starts, position) - 1
        return index >= 0 and position < documents[index].end

    return inside
