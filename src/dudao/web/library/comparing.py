"""Two documents side by side: figures of one metric with bars, and which sections differ; of each what its reader may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dudao.reports.bind.agreement import factor_of, kind_of_unit
from dudao.reports.compare.likeness import letters_of
from dudao.reports.compare.model import Section, SectionChange, State
from dudao.reports.compare.sections import compare_sections, match_sections
from dudao.reports.model import Heading
from dudao.reports.structure.fold import fold
from dudao.values.spans import Span
from dudao.web.library import queries
from dudao.web.library.models import Document, FoundFigure
from dudao.web.library.queries import Opened
from dudao.web.library.states import DocumentState
from dudao.web.policies import Words

MOST_PAIRS, MOST_OF_ONE, MOST_OFFERED = 100, 3, 20
LONGEST = 200_000
"""Characters of a text whose sections are compared while somebody waits."""
BAR = 100
STATES: Mapping[State, tuple[Words, str]] = {
    State.UNCHANGED: (gettext_lazy("相同"), "off"),
    State.CHANGED: (gettext_lazy("不同"), "waiting"),
    State.CAME: (gettext_lazy("只在后一份"), "open"),
    State.WENT: (gettext_lazy("只在前一份"), "open"),
}
ASPECTS: Mapping[str, Words] = {
    "number": gettext_lazy("编号"),
    "title": gettext_lazy("标题"),
    "level": gettext_lazy("层级"),
    "place": gettext_lazy("位置"),
    "text": gettext_lazy("文字"),
}
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A metric in both documents: the figures, bars of 0 to 100 for both, and the difference in words ("" for none)."""

    metric: str
    left: FoundFigure
    right: FoundFigure
    left_bar: int
    right_bar: int
    difference: str


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of one or both documents and what differs in it."""

    left: str
    right: str
    state: Words
    tone: str
    told: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two documents compared; `sections` None where one of them is not read whole, or too long."""

    pairs: list[Pair]
    is_cut: bool
    sections: list[SectionRow] | None
    same_sections: int = 0


def offered_for(document: Document, words: str) -> dict[str, QuerySet[Document]]:
    """What a document may be compared with: other years of its place, other places in its year, or what is asked for."""
    rows = Document.objects.filter(state=DocumentState.PUBLISHED).exclude(pk=document.pk)
    if words:
        return {"asked": rows.filter(title__icontains=words)[:MOST_OFFERED]}
    alike = rows.filter(kind=document.kind)
    offered = {}
    if document.place:
        offered["years"] = alike.filter(place=document.place).order_by("-year", "-id")[:MOST_OFFERED]
    if document.year:
        offered["places"] = alike.filter(year=document.year).exclude(place=document.place)[:MOST_OFFERED]
    return offered


def compare(left: Opened, right: Opened) -> Compared:
    """Both documents as far as each is read."""
    pairs = _pairs(_by_key(left), _by_key(right))
    changes = _sections(left, right)
    rows = None if changes is None else [_row(each) for each in changes if each.state is not State.UNCHANGED]
    same = sum(each.state is State.UNCHANGED for each in changes or ())
    return Compared(pairs[:MOST_PAIRS], len(pairs) > MOST_PAIRS, rows, same)


def _by_key(opened: Opened) -> dict[Key, list[FoundFigure]]:
    found: dict[Key, list[FoundFigure]] = defaultdict(list)
    for each in queries.figures_of(opened):
        found[letters_of(fold(each.metric)), each.role, kind_of_unit(each.unit or None)].append(each)
    return found


def _pairs(left: Mapping[Key, list[FoundFigure]], right: Mapping[Key, list[FoundFigure]]) -> list[Pair]:
    """Figures of one metric, role and kind of unit, the first with the first; in the order of the left document."""
    return [
        _pair(one, other)
        for key, figures in left.items()
        if key[0] and key in right
        for one, other in list(zip(figures, right[key], strict=False))[:MOST_OF_ONE]
    ]


def _pair(left: FoundFigure, right: FoundFigure) -> Pair:
    one, other = _value(left), _value(right)
    most = max(abs(one), abs(other)) or Decimal(1)
    bars = [int(abs(each) / most * BAR) for each in (one, other)]
    return Pair(left.metric, left, right, bars[0], bars[1], _difference(left, one, other))


def _value(figure: FoundFigure) -> Decimal:
    """In the base unit of its kind."""
    return figure.canonical if figure.canonical is not None else figure.value * factor_of(figure.unit or None)


def _difference(left: FoundFigure, one: Decimal, other: Decimal) -> str:
    """How much more the right one is: points between rates, else per cent of the left, one decimal; "" where it is 0."""
    if kind_of_unit(left.unit or None) in ("percent", "points"):
        return _("%(points)s个百分点") % {"points": f"{(other - one) / factor_of(left.unit or None):+.2f}"}
    return f"{(other - one) / abs(one) * 100:+.1f}%" if one else ""


def _sections(left: Opened, right: Opened) -> list[SectionChange] | None:
    if not (left.is_whole and right.is_whole):
        return None
    if max(left.rendition.characters, right.rendition.characters) > LONGEST:
        return None
    one, other = _sections_of(left), _sections_of(right)
    changes = compare_sections(one, other, match_sections(one, other))
    return sorted(changes, key=_place)


def _place(change: SectionChange) -> tuple[int, int]:
    return (change.old.span.start, 0) if change.old else (change.new.span.start if change.new else 0, 1)


def _sections_of(opened: Opened) -> list[Section]:
    """The sections by the outline: each from its heading to the next."""
    text, begins = "", {}
    for page in queries.pages_of(opened, 1, max(opened.rendition.pages, 1)):
        begins[page.number] = len(text)
        text += page.text + "\n"
    outline = [each for each in opened.rendition.outline if each["page"] in begins]
    starts = [begins[each["page"]] + int(each.get("start", 0)) for each in outline]
    ends = [*starts[1:], len(text)]
    return [
        _section(each, start, max(end, start), text) for each, start, end in zip(outline, starts, ends, strict=True)
    ]


def _section(line: Mapping[str, Any], start: int, end: int, text: str) -> Section:
    after = min(start + len(line["number"]) + len(line["title"]), end)
    heading = Heading(line["level"], line["number"], line["title"], start, after, marker=line["number"])
    return Section(heading, Span(start, end), None, text[after:end].strip())


def _row(change: SectionChange) -> SectionRow:
    label, tone = STATES[change.state]
    told = "、".join(str(ASPECTS[each]) for each in change.aspects)
    if change.share:
        told += _("（文字有 %(share)d%% 不同）") % {"share": round(change.share * 100)}
    return SectionRow(change.old.name if change.old else "", change.new.name if change.new else "", label, tone, told)
