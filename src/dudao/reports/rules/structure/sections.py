"""What stands under each heading: nothing, only marks of omission, or text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dudao.reports.model import Heading
from dudao.reports.rules.contract import Given
from dudao.reports.rules.structure.outline import body_end
from dudao.values.spans import Span


@dataclass(frozen=True, slots=True)
class BareSection:
    """A heading with nothing under it; `omission` is where dots or 略 stand in place of the text (as its first paragraph), None if
    nothing does."""

    heading: Heading
    omission: Span | None


_OMISSION = re.compile(
    r"[\s\u3000。.：:]*((?:…|\.{3,}|。{3,}|[（(]?(?:略|此处略|内容略|待补充?|待完善)[)）]?)+)[。.\s\u3000]*(?=\n|$)"
)


def bare_sections(given: Given) -> tuple[BareSection, ...]:
    """Headings without text, in the order of the text; a last heading where the text breaks off is none of them."""
    return given.once("bare_sections", lambda given: tuple(_find(given)))


def _find(given: Given) -> Iterator[BareSection]:
    report = given.report
    if not report.headings:
        return
    ends = [*(heading.start for heading in report.headings[1:]), body_end(report)]
    levels = [*(heading.level for heading in report.headings[1:]), 0]
    last = len(report.headings) - 1
    for index, (heading, end, next_level) in enumerate(zip(report.headings, ends, levels, strict=True)):
        if end < heading.end:
            continue
        if report.truncated and (index == last or heading.end >= (report.truncated_at or len(report.text))):
            continue
        under = report.folded[heading.end : end]
        omission = _OMISSION.match(under)
        if omission is not None:
            yield BareSection(heading, Span(heading.end + omission.start(1), heading.end + omission.end(1)))
        elif not under.strip(" \u3000\n。.：:，,") and next_level <= heading.level and not _says_all(given, index):
            yield BareSection(heading, None)


_LISTS_SENTENCES = re.compile(r"问题|不足|困难|短板|差距|打算|措施|计划|下一?步|方向|思路")


def _says_all(given: Given, index: int) -> bool:
    """Whether a heading is a sentence of a list of problems or steps, whole in itself: （三）城区学位供给紧张。"""
    report = given.report
    heading = report.headings[index]
    if "。" not in report.folded[heading.end - 1 : heading.end + 1]:
        return False
    above = next((each for each in reversed(report.headings[:index]) if each.level < heading.level), None)
    return above is not None and _LISTS_SENTENCES.search(above.title) is not None
