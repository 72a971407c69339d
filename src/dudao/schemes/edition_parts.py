"""Parts of an edition beside its indicators: parameters, conclusions, gates, grades, credibility; and what all parts share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

from dudao.schemes.indicators import (
    GRAINS,
    Conclusion,
    Credibility,
    DatedValue,
    Gate,
    Grade,
    GradeSet,
    LegalBasis,
    Parameter,
)
from dudao.schemes.levels import LEVEL_NAMES
from dudao.schemes.numbers_in_units import number_in
from dudao.schemes.strict import Entry

STATUSES = ("confirmed", "unconfirmed", "observed", "example")
USES = ("none", "all", "unchecked")

T = TypeVar("T")


def closed(entries: Iterator[Entry], read: Callable[[Entry], T]) -> Iterator[T]:
    """The entries of a list, read; keys that nobody asked for are told."""
    for entry in entries:
        yield read(entry)
        entry.close()


def read_grain(entry: Entry) -> str:
    """The grain; the first of several levels where `levels` stands instead."""
    levels = read_levels(entry)
    if levels and entry.has("grain"):
        entry.fault("grain 和 levels 只写一个", "either grain or levels, not both", "grain")
    return levels[0] if levels else entry.choice("grain", GRAINS)


def read_levels(entry: Entry) -> tuple[str, ...]:
    """The levels of government that an indicator or conclusion is written for; () where it has a grain."""
    levels = entry.words("levels")
    for level in levels:
        if level not in LEVEL_NAMES:
            known = "、".join(LEVEL_NAMES)
            entry.fault(f"没有层级 {level}；可用：{known}", f"no level {level}: {', '.join(LEVEL_NAMES)}", "levels")
    return tuple(level for level in levels if level in LEVEL_NAMES)


def never(entry: Entry) -> Any:
    """What stands for a condition that could not be read; the fault is noted already."""
    from_text = Entry({"when": "false"}, entry.file, entry.faults)
    return from_text.formula("when")


def read_basis(entry: Entry) -> LegalBasis:
    """What something rests on."""
    note_zh, note_en = entry.bilingual("note", needed=False)
    return LegalBasis(
        instrument=entry.text("instrument", ""),
        article=entry.text("article", ""),
        status=entry.choice("status", STATUSES, "unconfirmed"),
        source=entry.text("source", ""),
        verified_on=entry.day("verified_on"),
        note_zh=note_zh,
        note_en=note_en,
        places=entry.places,
    )


def read_parameters(entry: Entry) -> Iterator[Parameter]:
    """The parameters of a file."""
    for own in entry.entries("parameters"):
        name_zh, name_en = own.bilingual("name")
        unit = own.text("unit", "")
        values = tuple(closed(own.entries("values"), partial(_dated_value, unit=unit)))
        yield Parameter(own.text("id"), name_zh, name_en, unit, values, own.origin(), own.places)
        own.close()
    entry.close()


def _dated_value(entry: Entry, unit: str) -> DatedValue:
    value = number_in(entry, "value", unit, is_plain=True)
    if value is None and not entry.has("value"):
        entry.fault("缺少 value", "value is missing")
    basis = entry.entry("basis")
    found = DatedValue(
        value=value if value is not None else Fraction(0),
        valid_from=entry.day("from"),
        valid_to=entry.day("to"),
        place=entry.text("place", ""),
        stage=entry.text("stage", ""),
        kind=entry.text("kind", ""),
        basis=read_basis(basis) if basis else LegalBasis("", status="unconfirmed"),
        origin=entry.origin(),
        places=entry.places,
    )
    if basis:
        basis.close()
    return found


def read_conclusion(entry: Entry) -> Conclusion:
    """A conclusion, at the first of its levels."""
    name_zh, name_en = entry.bilingual("name")
    return Conclusion(
        code=entry.text("code"),
        name_zh=name_zh,
        name_en=name_en,
        grain=read_grain(entry),
        needs=entry.words("needs"),
        rule=entry.formula("rule"),
        basis=tuple(closed(entry.entries("basis"), read_basis)),
        origin=entry.origin(),
        places=entry.places,
    )


def read_gate(entry: Entry) -> Gate:
    """A veto or downgrade."""
    name_zh, name_en = entry.bilingual("name")
    when = entry.formula("when") or never(entry)
    return Gate(
        code=entry.text("code"),
        name_zh=name_zh,
        name_en=name_en,
        grain=entry.choice("grain", GRAINS),
        when=when,
        at_most=entry.text("at_most", "fail"),
        basis=tuple(closed(entry.entries("basis"), read_basis)),
        origin=entry.origin(),
        places=entry.places,
    )


def read_grade(entry: Entry) -> Grade:
    """A band of the total score."""
    name_zh, name_en = entry.bilingual("name")
    low = entry.number("from", Fraction(0)) or Fraction(0)
    return Grade(entry.text("code"), name_zh, name_en, low, entry.places)


def read_grade_set(entry: Entry) -> GradeSet:
    """Other grades than the scheme's own, of a file in `grades/`."""
    name_zh, name_en = entry.bilingual("name")
    found = GradeSet(
        id=entry.text("id"),
        name_zh=name_zh,
        name_en=name_en,
        grades=tuple(closed(entry.entries("grades"), read_grade)),
        basis=tuple(closed(entry.entries("basis"), read_basis)),
        origin=entry.origin(),
    )
    entry.close()
    return found


def read_group(entry: Entry) -> tuple[str, str, str]:
    """Code and title of a group."""
    return (entry.text("code"), *entry.bilingual("title"))


def read_credibility(entry: Entry | None) -> Credibility | None:
    """What claimed scores count for; None where the scheme does not say."""
    if entry is None:
        return None
    found = Credibility(
        uses=entry.choice("uses", USES),
        ceiling=entry.number("ceiling", Fraction(1)) or Fraction(1),
        basis=tuple(closed(entry.entries("basis"), read_basis)),
    )
    entry.close()
    return found
