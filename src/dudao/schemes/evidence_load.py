"""`evidence` of a point or an indicator, read strictly (see `evidence`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.schemes.edition_parts import closed, read_basis
from dudao.schemes.evidence import FILLED, LEVEL_WORDS, PER, RequiredEvidence, Years
from dudao.schemes.faults import Places
from dudao.schemes.formula.faults import nearest_or_all
from dudao.schemes.strict import Entry

SPAN = re.compile(r"(?P<one>-?\d{1,2})|(?P<first>-\d{1,2})?\.\.(?P<last>-?\d{1,2})")
MOST = 1000
EARLIEST = -30


def read_required(entry: Entry) -> tuple[RequiredEvidence, ...]:
    """What stands behind `evidence` of a point or an indicator; faults go where the entry puts them."""
    value = entry.raw("evidence")
    if value is None:
        return ()
    listed = value if isinstance(value, list) else [value]
    if all(isinstance(each, str) for each in listed):
        places = Places(entry.value_origin("evidence"), {})
        return tuple(RequiredEvidence(each, is_plain=True, places=places) for each in _each_once(entry, listed))
    if any(isinstance(each, str) for each in listed):
        entry.fault(
            "evidence 里词和条目不能混写；只有词的一项写成 {kind: 词}",
            "evidence mixes words and entries: write a word as {kind: word}",
            "evidence",
        )
        return ()
    found = tuple(closed(entry.entries("evidence"), _required))
    for number, each in enumerate(found):
        if each in found[:number]:
            entry.fault(f"佐证材料要求 {each.kind} 写了两次", f"the requirement {each.kind} stands twice", "evidence")
    return found


def _each_once(entry: Entry, words: list[str]) -> Iterator[str]:
    for number, word in enumerate(words):
        if not word.strip():
            entry.fault("evidence 里有空的一项", "evidence has an empty word", "evidence")
        elif word in words[:number]:
            entry.fault(f"佐证材料 {word} 写了两次", f"the evidence {word} stands twice", "evidence")
        else:
            yield str(word)


def _required(entry: Entry) -> RequiredEvidence:
    note_zh, note_en = entry.bilingual("note", needed=False)
    basis = entry.entry("basis")
    found = RequiredEvidence(
        kind=entry.text("kind"),
        title=entry.words("title"),
        issuer=entry.words("issuer"),
        level=entry.choice("level", tuple(LEVEL_WORDS), ""),
        filled=_filled(entry),
        covers=_years(entry, "covers"),
        dated=_years(entry, "dated"),
        per=entry.choice("per", tuple(PER), "body"),
        count=_count(entry),
        note_zh=note_zh,
        note_en=note_en,
        basis=read_basis(basis) if basis else None,
        places=entry.places,
    )
    if basis:
        basis.close()
    if found.per == "year" and (found.covers is None or found.covers.first is None):
        entry.fault(
            'per: year 须由 covers 写明从哪年到哪年，如 "-2..0"',
            'per: year needs covers with a first and a last year, such as "-2..0"',
            "per",
        )
    return found


def _filled(entry: Entry) -> tuple[str, ...]:
    words = entry.words("filled")
    for word in words:
        if word not in FILLED:
            zh, en = nearest_or_all(word, tuple(FILLED))
            entry.fault(f"filled 不能有 {word}{zh}", f"filled cannot hold {word}{en}", "filled", name=word)
    return tuple(word for word in words if word in FILLED)


def _count(entry: Entry) -> int:
    count = entry.number("count")
    if count is None:
        return 1
    if count.denominator != 1 or not 1 <= count <= MOST:
        entry.fault(f"count 应当是 1 到 {MOST} 的整数", f"count should be a whole number from 1 to {MOST}", "count")
        return 1
    return int(count)


def _years(entry: Entry, key: str) -> Years | None:
    raw = entry.raw(key)
    text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else entry.text(key, "")
    if not text:
        return None
    form = SPAN.fullmatch(text)
    if form is not None:
        last = int(form["one"] or form["last"])
        first = last if form["one"] else int(form["first"]) if form["first"] else None
        if EARLIEST <= (first if first is not None else last) <= last <= 0:
            return Years(first, last)
    entry.fault(
        f'{key} 应当写成 0（评价期）、-1（上一年）、"-2..0"（连续三年）或 "..0"（评价期及以前），写的是 {text}',
        f'{key} should be 0 (the period judged), -1 (the year before), "-2..0" (three years) or "..0" (up to it), not {text}',
        key,
    )
    return None
