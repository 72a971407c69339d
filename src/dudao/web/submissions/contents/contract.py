"""What an ingredient of a submission answers for: what must be there before freezing, and the parts that are sealed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dudao.bundles.write import Source
from dudao.web.policies import Words
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a submission should have. What is `is_required` and not met stops the freezing; the rest is confirmed with
    a reason.

    `address` is where it is mended, "" for nowhere. `lines`: what of it is not there, one by one.
    """

    stage: StageKind
    words: Words
    is_met: bool
    address: str = ""
    is_required: bool = True
    lines: tuple[str, ...] = ()


@dataclass(slots=True)
class Gathered:
    """What is sealed, and what of it the public notice shows.

    Attributes:
        approvals: who accepted what before, plain texts. report_version: key of the report's version, None without one.
        report_text: paragraphs as `level` (0 for text) and `text`. scores: rows as `point`, `title`, `marks`, `score`.
    """

    sources: list[Source] = field(default_factory=list)
    approvals: list[dict[str, str]] = field(default_factory=list)
    report_version: int | None = None
    report_text: list[dict[str, Any]] = field(default_factory=list)
    scores: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ingredient:
    """What belongs to one stage of the timetable; a round without the stage does not ask for it."""

    stage: StageKind
    needs: Callable[[RoundBody], list[Need]]
    gather: Callable[[RoundBody, Gathered], None]
