"""How values, units and legal bases are worded for people, in either language; in English nothing Chinese but names and quotations."""

from __future__ import annotations

import re

from dudao.indicators.results import FAIL, INCOMPLETE, NOT_APPLICABLE, PASS
from dudao.indicators.trace.model import TraceNode
from dudao.indicators.unit_words import TRUTHS as TRUTHS
from dudao.indicators.unit_words import numbers_in as numbers_in
from dudao.indicators.unit_words import unit_in as unit_in
from dudao.schemes.indicators import LegalBasis
from dudao.schemes.legal import known_instruments

VERDICTS = {
    PASS: ("达标", "pass"),
    FAIL: ("未达标", "fail"),
    INCOMPLETE: ("缺数据", "incomplete"),
    NOT_APPLICABLE: ("不适用", "not applicable"),
    "none": ("", ""),
}
STATUSES = {
    "confirmed": ("已核实", "confirmed"),
    "unconfirmed": ("未核实", "unconfirmed"),
    "observed": ("按已有系统的做法，未对照原文", "as coded elsewhere, not compared with the text"),
    "example": ("示例，非官方", "example, not official"),
}
ALONE = re.compile(r"-?[\d.]+")


def value_in(node: TraceNode, lang: str) -> str:
    """The value of a step with its unit; truths in the language, but the words of a cell as they stand in it."""
    value = node.value
    if lang == "en" and node.kind != "cell":
        value = TRUTHS.get(value, value)
    return f"{value}{unit_in(node.unit, lang)}"


def basis_words(basis: LegalBasis, lang: str) -> str:
    """What a basis rests on: instrument and article; without an instrument the source; and what has to be known about it."""
    english = lang == "en"
    instrument = known_instruments().by_id.get(basis.instrument)
    title = f"《{instrument.title}》{instrument.number}" if instrument else ""
    note = basis.note_en if english else basis.note_zh
    if not title and not basis.article:
        shows_source = basis.source and basis.status != "example"
        own = "" if note else "house rule" if english else "本系统约定"
        title = f"{'source' if english else '来源'} {basis.source}" if shows_source else own
    joint = "; " if english else "；"
    return joint.join(filter(None, (f"{title} {basis.article}".strip(), note)))


def is_telling(node: TraceNode) -> bool:
    """Whether the numbers put into a formula say more than its value: not for a name or a number alone."""
    return (
        bool(node.with_numbers)
        and node.with_numbers not in (node.value, node.expression)
        and not ALONE.fullmatch(node.with_numbers)
    )


def troubles_first(node: TraceNode) -> tuple[TraceNode, ...]:
    """The steps below one; of a conclusion those that are missed or lack data come first."""
    if node.kind != "conclusion":
        return node.children
    order = {FAIL: 0, INCOMPLETE: 1}
    return tuple(sorted(node.children, key=lambda child: order.get(child.verdict, 2)))
