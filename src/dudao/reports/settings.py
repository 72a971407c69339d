"""Settings of a working folder (`dudao.toml`) that the checker obeys. Reading the file is done here, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dudao.values.periods import Period


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What a check run is told: the day judged on, the period evaluated, which codes to leave out, limits, language."""

    day: date | None = None
    period: Period | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    report_limit: int | None = None
    options: dict[str, dict[str, object]] = field(default_factory=dict)
