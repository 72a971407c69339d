"""Personal data and names that a file shows, page by page, with the boxes they stand in: found before anything is public.

Pure: takes texts and lines of pages, knows no database. What is found is never repeated whole, only as `shown`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from dudao.reports.rules.masking.personal_patterns import PersonalDatum, personal_data
from dudao.reports.structure.fold import fold
from dudao.values.spans import Span
from dudao.web.policies import Words

Box = tuple[float, float, float, float]
NAMES = {"MSK002": "half-masked", "MSK006": "unmasked"}
"""Remarks of the checker about names: half masked (张某某, 李XX), and words that are masked elsewhere and printed here."""
KINDS: dict[str, Words] = {
    "identity": _("身份证号"),
    "phone": _("手机号码"),
    "card": _("银行卡号或账号"),
    "address": _("住址"),
    "contact": _("联系电话（手机）"),
    "half-masked": _("没有遮全的姓名"),
    "unmasked": _("别处已遮、此处未遮的名称"),
}
LONGEST_SHOWN = 40
MARGIN = 0.003
"""Around a box, as a share of the page: glyphs reach a little over the line's box."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page as the library keeps it: its text, a line feed after every line, and the lines with their boxes."""

    number: int
    text: str
    lines: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Exposure:
    """Something that should perhaps not be public: where it stands, and how it may be repeated.

    `boxes` is empty where the page has no lines with places (a text only); then the whole page is shown to be judged.
    """

    key: str
    kind: str
    page: int
    start: int
    end: int
    shown: str
    boxes: tuple[Box, ...]

    @property
    def label(self) -> Words:
        """What it is, in words."""
        return KINDS[self.kind]


def exposures_in(pages: Sequence[PageLines], remarks: Sequence[dict[str, Any]]) -> list[Exposure]:
    """All that pages expose, in the order of the text: shapes of personal data, and the checker's remarks about names."""
    by_number = {page.number: page for page in pages}
    found = {each.key: each for page in pages for each in _data_of(page)}
    for remark in remarks:
        page = by_number.get(remark.get("page") or 0)
        if remark.get("code") in NAMES and page is not None and remark.get("start") is not None:
            each = _exposure(NAMES[remark["code"]], page, int(remark["start"]), int(remark["end"]), remark["quote"])
            found.setdefault(each.key, each)
    return sorted(found.values(), key=lambda each: (each.page, each.start))


def _data_of(page: PageLines) -> Iterator[Exposure]:
    """Data within a line, and data that a line break cuts in two."""
    joined, places = _without_breaks(page.text)
    for datum in personal_data(fold(page.text)):
        yield _exposure(_kind(datum), page, datum.span.start, datum.span.end, datum.shown)
    for datum in personal_data(fold(joined)):
        span = Span(places[datum.span.start], places[datum.span.end - 1] + 1)
        if "\n" in page.text[span.start : span.end]:
            yield _exposure(_kind(datum), page, span.start, span.end, datum.shown)


def _kind(datum: PersonalDatum) -> str:
    return "contact" if datum.is_published_contact else datum.kind


def _without_breaks(text: str) -> tuple[str, list[int]]:
    """A text without its line feeds, and where each of its characters stood."""
    places = [at for at, mark in enumerate(text) if mark != "\n"]
    return "".join(text[at] for at in places), places


def _exposure(kind: str, page: PageLines, start: int, end: int, shown: str) -> Exposure:
    boxes = tuple(boxes_of(page, start, end))
    return Exposure(f"{kind}-{page.number}-{start}-{end}", kind, page.number, start, end, shown[:LONGEST_SHOWN], boxes)


def boxes_of(page: PageLines, start: int, end: int) -> Iterator[Box]:
    """Where characters of a page stand: one box for each line they touch, cut by the width of the characters.

    >>> page = PageLines(1, "电话138\\n", [[0.1, 0.1, 0.8, 0.2, "电话138"]])
    >>> [[round(side, 3) for side in box] for box in boxes_of(page, 2, 5)]
    [[0.497, 0.097, 0.803, 0.203]]
    """
    at = 0
    for left, top, right, bottom, text in page.lines:
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            widths = [_width(mark) for mark in text]
            whole = sum(widths) or 1.0
            begin = left + (right - left) * sum(widths[:first]) / whole
            stop = left + (right - left) * sum(widths[:last]) / whole
            yield _widened(begin, top, stop, bottom)
        at += len(text) + 1


def _width(mark: str) -> float:
    """Han and full-width marks take a whole square, others about half of one."""
    return 1.0 if ord(mark) > 0x2E7F else 0.5


def _widened(left: float, top: float, right: float, bottom: float) -> Box:
    return max(0.0, left - MARGIN), max(0.0, top - MARGIN), min(1.0, right + MARGIN), min(1.0, bottom + MARGIN)
