"""Bodies and divisions named in the text: divisions, governments, party and other committees, departments, schools."""

from __future__ import annotations

from dudao.reports.extract.divisions import find_divisions
from dudao.reports.extract.offices import find_offices
from dudao.reports.extract.schools import find_schools
from dudao.reports.model import BodyMention, Placeholder, Report

_Found = tuple[int, int, str, str | None, bool]
"""Start, end with a minus (so that the longer comes first), kind, level, masked."""

_KIND_OF_ENDING = (
    ("government", ("人民政府", "政府")),
    ("department", ("教育局", "教体局", "财政局", "局", "厅")),
    ("committee", ("委员会", "领导小组")),
    (
        "school",
        (
            "学校",
            "小学",
            "中学",
            "高中",
            "幼儿园",
            "学院",
            "大学",
            "完小",
            "一中",
            "二中",
            "职高",
            "中专",
            "党校",
            "校",
            "园",
        ),
    ),
)


def extract_bodies(report: Report, placeholders: tuple[Placeholder, ...]) -> tuple[BodyMention, ...]:
    """Every body and division in the order of the text, the longer first where two begin together.

    A division inside a body's name is listed too (云州市 in 云州市教育局), and so is the whole of a chain
    (湖北省, then 云州市). 我市 and 全县 are of kind `self`. Masked ones (XX市, XX市人民政府, XX中学) have `masked`.
    """
    folded = report.folded
    divisions = find_divisions(folded, placeholders)
    ends = {division.end: division for division in divisions}
    masked = _masked_bodies(placeholders)
    taken = {end for _, end, *_ in masked}
    found: list[_Found] = [(each.start, -each.end, each.kind, each.level, each.masked) for each in divisions]
    found += [(each.start, -each.end, each.kind, each.level, each.masked) for each in find_offices(folded, ends)]
    found += [
        (each.start, -each.end, "school", each.level, each.masked)
        for each in find_schools(folded, ends)
        if -each.end not in taken
    ]
    found += masked
    found.sort(key=lambda each: each[:2])
    text = report.text
    return tuple(
        BodyMention(start, -end, text[start:-end], kind, level, is_masked)
        for start, end, kind, level, is_masked in found
    )


def _masked_bodies(placeholders: tuple[Placeholder, ...]) -> list[_Found]:
    """Placeholders that are a whole body's name (XX中学, XX教育局); divisions are found with the others."""
    found: list[_Found] = []
    for each in placeholders:
        for kind, endings in _KIND_OF_ENDING:
            if each.text.endswith(endings) and len(each.text) > 2:
                found.append((each.start, -each.end, kind, None, True))
                break
    return found
