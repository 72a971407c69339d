"""What a placeholder stands for: a place, another name, a value, a date, a section."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dudao.reports.model import Person, Placeholder
from dudao.reports.rules.contract import RuleContext
from dudao.reports.rules.places import LEVEL_OF_ENDING
from dudao.schemes.lexicons import alternatives, load_words
from dudao.values.spans import Span

_MARKS = r"[Xx×╳✕*＊﹡_＿○◯〇□■△▲◇◆#某…\s]"
_ENDING = re.compile(
    rf"(?:{alternatives(tuple(LEVEL_OF_ENDING))})(?:、{_MARKS}+(?:{alternatives(tuple(LEVEL_OF_ENDING))}))*$"
)
_LISTED_PLACES = re.compile(r"、.*(?:地|市|县|区|镇|乡|街道|州|旗)$")


@cache
def _unit_ending() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(load_words('mask_units'))})$")


def stands_for(placeholder: Placeholder) -> str:
    """What is left out: place | name | value | date | section | template | blank.

    `name` is any name that is not a division's: a person, a school, an agency; `blank` a bare mask, of which only its
    place tells what it stands for.

    >>> [stands_for(Placeholder(0, 2, text, "letters")) for text in ("XX市", "xx.x万", "X月", "XX中学", "xxxx人次", "X、X两地")]
    ['place', 'value', 'date', 'name', 'value', 'place']
    """
    return _stands_for(placeholder.text, placeholder.kind)


@lru_cache(maxsize=4096)
def _stands_for(text: str, kind: str) -> str:
    if kind in ("template", "stripped"):
        is_date = kind == "stripped" and text[-1:] in "月日" and "年" in text
        return "date" if is_date else ("template" if kind == "template" else "value")
    if kind == "ellipsis":
        return "section"
    if kind == "year" or re.fullmatch(rf"(?:{_MARKS}|[\d.])+(?:年|月|日|年度|学年)", text):
        return "date"
    if place_level(text) is not None:
        return "place"
    if kind != "mou" and re.fullmatch(rf"{_MARKS}+", text):
        return "blank"
    if kind != "mou" and re.match(rf"(?:第|[\d.,]|{_MARKS}|[(（\[【]|[)）\]】])", text) and _unit_ending().search(text):
        return "value"
    return "name"


@lru_cache(maxsize=4096)
def place_level(text: str) -> str | None:
    """The level of a masked division: XX市 is a city; None for anything else.

    >>> place_level("XX市"), place_level("某某县"), place_level("XX中学"), place_level("李XX")
    ('city', 'county', None, None)
    """
    rest = re.sub(rf"^{_MARKS}+", "", text)
    if rest == text:
        return None
    if rest in LEVEL_OF_ENDING:
        return LEVEL_OF_ENDING[rest]
    return "city" if _LISTED_PLACES.search(rest) else None


def name_span(context: RuleContext, person: Person) -> Span:
    """Where a person's name itself stands, without the post printed beside it."""
    at = context.text.rfind(person.name, person.start, person.end)
    return Span(at, at + len(person.name)) if at >= 0 else person.span
