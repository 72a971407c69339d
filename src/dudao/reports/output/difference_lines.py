"""Each difference between two versions as one line of words: what it is of, what it was, what it is, and notes.

    一般公共预算教育支出（2021）  60.93亿元 → 61.20亿元  +0.27亿元，+0.44%

Text and page are made from these lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from dudao.diagnostics.model import Bilingual
from dudao.facts.index import plain
from dudao.reports.compare.model import (
    ClaimChange,
    DocumentChange,
    FigureChange,
    FrontChange,
    HasState,
    NamedDocument,
    ReportDifference,
    Section,
    SectionChange,
    State,
)
from dudao.reports.model import Figure
from dudao.values.quantities import quantize
from dudao.values.spans import Span

STATES = {
    State.CHANGED: Bilingual("变动", "changed"),
    State.CAME: Bilingual("新增", "came"),
    State.WENT: Bilingual("删去", "went"),
    State.UNCHANGED: Bilingual("未变", "unchanged"),
}
GROUPS = {
    "front": Bilingual("标题和落款", "Title and closing"),
    "figures": Bilingual("数字", "Figures"),
    "documents": Bilingual("引用文件", "Documents"),
    "claims": Bilingual("没有数字的表述", "Claims without a figure"),
    "sections": Bilingual("章节", "Sections"),
}
PARTS = {
    "title": Bilingual("标题", "title"),
    "addressee": Bilingual("主送", "addressee"),
    "signatory": Bilingual("署名", "signatory"),
    "date": Bilingual("日期", "date"),
}
NOTES = {
    "unit": Bilingual("改了单位", "another unit"),
    "hedge": Bilingual("改了约数或界限", "another hedge or bound"),
    "period": Bilingual("改了时期", "another period"),
    "misprint": Bilingual("改了误写的数字", "a misprint mended or made"),
    "title": Bilingual("改了标题", "retitled"),
    "number": Bilingual("改了编号", "renumbered"),
    "document_number": Bilingual("改了文号", "another number"),
    "level": Bilingual("改了层级", "another level"),
    "place": Bilingual("移了位置", "moved"),
    "text": Bilingual("正文改了 {share}", "{share} of the text changed"),
    "order": Bilingual("正文的句子换了次序", "sentences in another order"),
    "reworded": Bilingual("改了措辞", "reworded"),
    "given": Bilingual("这一句现在有了数字", "its sentence has a figure now"),
    "taken": Bilingual("这一句原来有数字", "its sentence had a figure"),
}
_Change = TypeVar("_Change", bound=HasState)
BEGINNING = Bilingual("（第一个标题之前）", "(before the first heading)")


@dataclass(frozen=True, slots=True)
class Line:
    """One difference in words; `old` or `new` is "" where a version has none. Spans are of the two texts."""

    state: State
    what: str
    old: str
    new: str
    notes: tuple[str, ...] = ()
    old_span: Span | None = None
    new_span: Span | None = None


def lines_of(difference: ReportDifference, lang: str) -> dict[str, tuple[Line, ...]]:
    """The lines of what came, went or changed, by group, in the order of the new text."""
    return {
        "front": tuple(_front(each, lang) for each in difference.front),
        "figures": tuple(_figure(each, lang) for each in _differing(difference.figures)),
        "documents": tuple(_document(each, lang) for each in _differing(difference.documents)),
        "claims": tuple(_claim(each, lang) for each in _differing(difference.claims)),
        "sections": tuple(_section(each, lang) for each in _differing(difference.sections)),
    }


def counts_in_words(lines: Sequence[Line], lang: str) -> str:
    """变动 2，新增 1: the states that occur, with their counts."""
    counted = Counter(line.state for line in lines)
    parts = [f"{STATES[state].in_language(lang)} {counted[state]}" for state in State if counted[state]]
    return (", " if lang == "en" else "，").join(parts)


def share_in_words(share: Decimal) -> str:
    """A share as a per cent with one decimal, never rounded to none or all.

    >>> share_in_words(Decimal("0.98213")), share_in_words(Decimal("0.0002")), share_in_words(Decimal("0.9999"))
    ('98.2%', '<0.1%', '>99.9%')
    """
    percent = quantize(share * 100, 1)
    if percent == 0 and share > 0:
        return "<0.1%"
    if percent == 100 and share < 1:
        return ">99.9%"
    return f"{percent}%" if percent % 1 else f"{percent:.0f}%"


def _differing(changes: Iterable[_Change]) -> Iterable[_Change]:
    return (each for each in changes if each.state is not State.UNCHANGED)


def _front(change: FrontChange, lang: str) -> Line:
    return Line(change.state, PARTS[change.part].in_language(lang), change.old or "", change.new or "")


def _figure(change: FigureChange, lang: str) -> Line:
    figure = change.new or change.old
    assert figure is not None  # noqa: S101 - a change has a side
    notes = [*_by_how_much(change), *(_note(name, lang) for name in change.aspects if name != "value")]
    return Line(
        change.state,
        f"{figure.metric}（{figure.period}）" if figure.period else figure.metric,
        _printed(change.old, change),
        _printed(change.new, change),
        tuple(notes),
        change.old.span if change.old else None,
        change.new.span if change.new else None,
    )


def _printed(figure: Figure | None, change: FigureChange) -> str:
    """The figure as printed, with its period where that is what differs, and the sign that its verb carries."""
    if figure is None:
        return ""
    text = (
        f"−{figure.text}" if figure.direction == -1 and figure.value > 0 and figure.text[:1].isdigit() else figure.text
    )
    return f"{figure.period or '—'} {text}" if "period" in change.aspects else text


def _by_how_much(change: FigureChange) -> list[str]:
    if change.difference is None:
        return []
    notes = [f"{_signed(change.difference)}{change.unit or ''}"]
    if change.relative is not None:
        notes.append(f"{_signed(quantize(change.relative, 2))}%")
    return notes


def _signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{plain(abs(value))}"


def _document(change: DocumentChange, lang: str) -> Line:
    notes = ("document_number" if name == "number" else name for name in change.aspects)
    old, new = _named(change.old), _named(change.new)
    return Line(
        change.state,
        new or old,
        old,
        new,
        tuple(_note(name, lang) for name in notes),
        change.old.places[0] if change.old else None,
        change.new.places[0] if change.new else None,
    )


def _named(document: NamedDocument | None) -> str:
    if document is None:
        return ""
    number = f"（{document.number}）" if document.number and document.title else document.number or ""
    return f"《{document.title}》{number}" if document.title else number


def _claim(change: ClaimChange, lang: str) -> Line:
    name = "reworded" if change.state is State.CHANGED else "given" if change.new is None else "taken"
    claim = change.new or change.old
    return Line(
        change.state,
        claim.text if claim else "",
        change.old.text if change.old else "",
        change.new.text if change.new else "",
        (_note(name, lang),) if change.aspects else (),
        change.old.span if change.old else None,
        change.new.span if change.new else None,
    )


def _section(change: SectionChange, lang: str) -> Line:
    notes = [_note(name, lang) for name in change.aspects if name != "text"]
    if "text" in change.aspects and change.share is not None:
        notes.append(
            NOTES["text"].fill({"share": share_in_words(change.share)}, lang) if change.share else _note("order", lang)
        )
    old, new = _headed(change.old, lang), _headed(change.new, lang)
    return Line(
        change.state,
        new or old,
        old,
        new,
        tuple(notes),
        change.old.span if change.old else None,
        change.new.span if change.new else None,
    )


def _headed(section: Section | None, lang: str) -> str:
    if section is None:
        return ""
    return section.name or BEGINNING.in_language(lang)


def _note(name: str, lang: str) -> str:
    return NOTES[name].in_language(lang)
