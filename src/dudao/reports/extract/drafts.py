"""A figure in the making: what each step of `figures` adds, until it is frozen as a `Figure`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dudao.reports.extract.cues import Cue
from dudao.reports.extract.numbers_in_text import Number
from dudao.reports.model import Role, TimeMention
from dudao.values.periods import Period


@dataclass(slots=True)
class Draft:
    """One number with the words that lead to it.

    Attributes:
        zone: where its own words begin: after the last comma, bracket or figure.
        cues: the cues among those words; the direct ones end at the number.
        clause_start: where its clause begins.
        noun_end: where the counted noun after it ends, -1 if there is none.
        carried: the figure whose metric it takes over, having none of its own.
        is_to: a level reached (增加到, 降至); `base`: the figure it came from.
        is_part: 其中 or the like is among its words.
        follows_from: 由 or 从 is among its words.
        opens_path: 由 or 从 stands before it, and a level reached follows.
        against: what it is compared with, as printed (全省平均水平), "" if nothing is said.
    """

    number: Number
    zone: int
    clause_start: int
    cues: list[Cue]
    role: Role = Role.LEVEL
    metric: str = ""
    subject: tuple[int, int] | None = None
    direction: int | None = None
    comparison: str | None = None
    change: str | None = None
    carried: Draft | None = None
    base: Draft | None = None
    is_to: bool = False
    opens_path: bool = False
    is_mean: bool = False
    is_part: bool = False
    follows_from: bool = False
    against: str = ""
    against_time: TimeMention | None = None
    mention: TimeMention | None = None
    own_mention: bool = False
    label: str | None = None
    when: Period | None = None
    noun_end: int = -1
    scope: str | None = None
    same_basis: bool = False
    run: Sequence[Draft] = ()
