"""One cell of a sheet: its value as the table has it, its state, why it is blank, who wrote it last and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dudao.facts.contract import catalogue_lines
from dudao.values.absence import State
from dudao.web.policies import Words

STATE_LABELS = {state: state.label_zh for state in State}
BLANK_STATES = (State.NOT_COLLECTED, State.NOT_APPLICABLE, State.WITHHELD)


@dataclass(frozen=True, slots=True)
class BlankReason:
    """A coded reason why there is no value, and the states for which it can be given."""

    code: str
    states: tuple[str, ...]
    label_zh: str
    label_en: str


@cache
def blank_reasons() -> tuple[BlankReason, ...]:
    """The coded reasons of the catalogue, in their order."""
    return tuple(
        BlankReason(each["code"], tuple(each["states"].split("|")), each["label_zh"], each["label_en"])
        for each in catalogue_lines("blank_reasons")
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell.

    Attributes:
        value: in the column's unit, plain digits; words as the list has them; "" where there is none.
        written: what was typed, where it says more than the value (a unit in the cell, and so how exact it is).
        reason, note: why it is blank: a code of `blank_reasons` and a sentence.
        seq: the sheet's number when it was written; by, person, at: who and when.
    """

    value: str = ""
    state: str = State.NOT_COLLECTED.value
    reason: str = ""
    note: str = ""
    written: str = ""
    seq: int = 0
    by: str = ""
    person: str = ""
    at: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> Cell:
        """A cell as a row keeps it; a blank one where it keeps none."""
        if not kept:
            return BLANK
        return cls(**{LONG[short]: value for short, value in kept.items()})

    def kept(self) -> dict[str, Any]:
        """As a row keeps it: short names, nothing that is as in a blank cell."""
        pairs = ((short, getattr(self, name), getattr(BLANK, name)) for name, short in SHORT.items())
        return {short: own for short, own, blank in pairs if own != blank}

    @property
    def raw(self) -> str:
        """What a reader of tables is given for it."""
        if self.state in (State.VALUE, State.ZERO):
            return self.written or self.value
        return "" if self.is_blank else State(self.state).label_zh

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was said about it."""
        return self.state == State.NOT_COLLECTED and not self.reason and not self.note

    @property
    def says(self) -> tuple[str, str, str, str, str]:
        """What it says, without who and when: two cells that say the same do not differ."""
        return (self.value, self.state, self.reason, self.note, self.written)

    @property
    def shown(self) -> str:
        """For people: the value, else the state; "" for a blank."""
        return self.value if self.state in (State.VALUE, State.ZERO) else self.raw


SHORT = {
    "value": "v",
    "state": "s",
    "reason": "r",
    "note": "m",
    "written": "w",
    "seq": "n",
    "by": "b",
    "person": "p",
    "at": "t",
}
LONG = {short: name for name, short in SHORT.items()}
BLANK = Cell()


def reason_label(code: str) -> Words:
    """A reason in words; the code itself where it is not known."""
    return next((each.label_zh for each in blank_reasons() if each.code == code), code)
