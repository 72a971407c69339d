"""Where a formula is asked: the grain, the body, the stage, the row, the period."""

from __future__ import annotations

from dataclasses import dataclass

from dudao.indicators.evaluate.world import Row
from dudao.values.periods import Period


# not frozen: thousands are made for one county, and setting the fields of a frozen one takes four times as long
@dataclass(slots=True, unsafe_hash=True)
class At:
    """A place. `row` is the row of the grain's own table if there is one; `is_restated` asks for values on the next
    period's base."""

    grain: str
    body: str
    stage: str
    row: Row | None
    period: Period
    is_restated: bool = False
