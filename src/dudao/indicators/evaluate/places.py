"""Where a formula is asked: the grain, the body, the stage, the row, the period; and what was found out there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from dudao.indicators.evaluate.world import ReadyKey, Row
from dudao.values.periods import Period

if TYPE_CHECKING:
    from dudao.indicators.evaluate.values import Raw
    from dudao.indicators.results import Lack
    from dudao.values.exact import Exact


class Outcome(NamedTuple):
    """What an indicator came to at a place, as its result tells it."""

    value: Exact | bool | None
    shown: str
    state: str
    missing: tuple[Lack, ...]
    operator: str | None
    limit: Exact | None
    verdict: str


# not frozen: thousands are made for one county, and setting the fields of a frozen one takes four times as long
@dataclass(slots=True, eq=False)
class At:
    """A place; `Lookups.place` makes each one once a run, so that what is worked out there is kept with it.

    Attributes:
        row: the row of the grain's own table if there is one. `label`: of the period.
        is_restated: values are asked for on the next period's base.
        ready: the cells of the row as formulas take them, by column; none where another base is asked for.
        contents, outcomes: what the indicators came to here, by code: as formulas take it, and judged.
        conditions: what was asked here in so many words, and what it came to.
        kept: places and rows that were looked up from here, and traces, by what was asked for.
    """

    grain: str
    body: str
    stage: str
    row: Row | None
    period: Period
    label: str
    is_restated: bool
    ready: Mapping[ReadyKey, Any]
    contents: dict[str, Raw] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    conditions: dict[str, Raw] = field(default_factory=dict)
    kept: dict[tuple[str, Any], Any] = field(default_factory=dict)
