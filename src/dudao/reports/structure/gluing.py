"""Headings run together with what stands before them: set apart where their numbers fit into the outline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dudao.reports.structure.characters import has_marks
from dudao.reports.structure.drafts import Draft
from dudao.reports.structure.markers import find_marker, ordinal_of

_NUMBER = "一二三四五六七八九十"
_CHAPTER_INSIDE = re.compile(
    rf"[。！？：:；;][ \u3000]*(?P<at>(?P<number>[{_NUMBER}]{{1,3}})[ \u3000]*[、．](?=[^。；;]{{2,60}}))"
)
_SECTION_INSIDE = re.compile(
    rf"[。！？][ \u3000]*(?P<at>[（(][ \u3000]*(?P<number>[{_NUMBER}]{{1,3}})[ \u3000]*[）)](?=[^。；;]{{2,50}}。))"
)
_SECTION_AFTER_CHAPTER = re.compile(
    r"(?<=[\u4e00-\u9fff”》）)])[ \u3000]*(?P<at>[（(][ \u3000]*一[ \u3000]*[）)])(?![ \u3000]*[项款条、和])"
)
CHAPTER_TITLE = 60
SHORTEST_CHAPTER = 60
LONG = 300
"""Characters of a paragraph that may hold several chapters; in a shorter one a first number begins a list."""


def unglue_headings(drafts: list[Draft]) -> list[Draft]:
    """The drafts with headings of level 1 and 2 at the beginning of their own."""
    made: list[Draft] = []
    last_chapter = 0
    for draft in drafts:
        parts = [draft] if draft.kind != "body" or draft.numbering else _apart(draft, last_chapter)
        for part in parts:
            marker = find_marker(part.lines[0].text) if part.kind == "body" else None
            if marker is not None and marker.level == 1 and marker.ordinal:
                last_chapter = marker.ordinal
        made += parts
    return made


def _apart(draft: Draft, last_chapter: int) -> list[Draft]:
    parts = _cut(draft, _chapters(draft.raw, last_chapter))
    return [piece for part in parts for piece in _sections_apart(part)]


def _chapters(raw: str, last: int) -> list[int]:
    """Where chapters begin inside a paragraph, in the sequence of their numbers."""
    if "、" not in raw and "．" not in raw:
        return []
    found = [(match.start("at"), ordinal_of(match["number"])) for match in _CHAPTER_INSIDE.finditer(raw)]
    if not found:
        return []
    own = find_marker(raw)
    expected = own.ordinal + 1 if own is not None and own.level == 1 and own.ordinal else last + 1
    places: list[int] = []
    for place, ordinal in found:
        if find_marker(raw[place : place + 12]) is not None and ordinal == expected:
            places.append(place)
            expected += 1
    begins_at_one = expected - len(places) == 1
    if begins_at_one and (len(raw) < LONG and (len(places) < 2 or len(raw) < len(places) * SHORTEST_CHAPTER)):
        return []
    return places


def _sections_apart(draft: Draft) -> list[Draft]:
    raw = draft.raw
    marker = find_marker(raw)
    if marker is None or marker.level > 2:
        return [draft]
    rest = draft
    made = []
    if marker.level == 1:
        inner = _SECTION_AFTER_CHAPTER.search(raw, marker.length, marker.length + CHAPTER_TITLE)
        if inner and not _ends_phrase(raw[marker.length : inner.start("at")]):
            rest = draft.split(inner.start("at"))
            rest.notes.append(("heading_glued", _phrase(rest.raw)))
            made.append(draft)
    return made + _cut(rest, _sections(rest.raw))


def _ends_phrase(text: str) -> bool:
    return any(mark in text for mark in "。；;！？")


def _phrase(text: str) -> str:
    return re.split(r"[。；;：:]", text, maxsplit=1)[0][:40]


def _sections(raw: str) -> list[int]:
    """Where （二）, （三） … begin in a long paragraph that itself begins with the number before."""
    marker = find_marker(raw)
    if marker is None or marker.level != 2 or not marker.ordinal or len(raw) < SHORTEST_CHAPTER:
        return []
    expected, places = marker.ordinal + 1, []
    for match in _SECTION_INSIDE.finditer(raw):
        if ordinal_of(match["number"]) == expected:
            places.append(match.start("at"))
            expected += 1
    return places


def _cut(draft: Draft, places: Sequence[int]) -> list[Draft]:
    if not places:
        return [draft]
    parts = []
    for place in reversed(places):
        part = draft.split(place)
        part.notes.append(("heading_glued", _phrase(part.raw)))
        parts.append(part)
    return [draft, *reversed(parts)] if draft.lines and (draft.raw or has_marks(draft.raw)) else list(reversed(parts))
