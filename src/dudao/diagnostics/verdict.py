"""How a run ends: one word, counts, and an exit code. Incomplete can never look like success."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from dudao.diagnostics.model import Diagnostic, Severity


class Verdict(StrEnum):
    """The one word a run ends in."""

    CLEAN = "clean"
    WARNINGS = "warnings"
    ERRORS = "errors"
    INCOMPLETE = "incomplete"

    @property
    def label_zh(self) -> str:
        return {"clean": "未发现问题", "warnings": "有提醒", "errors": "有错误", "incomplete": "检查不完整"}[self]


class ExitCode(IntEnum):
    """What a shell or another program is told (design, section 6)."""

    CLEAN = 0
    FOUND = 1
    MISUSE = 2
    TROUBLE = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what stands, by level and by family; suppressed remarks and gone ones are counted apart."""

    by_level: dict[str, int]
    by_family: dict[str, int]
    suppressed: int
    gone: int


def standing(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The remarks that count: not suppressed, and not merely reported as gone since the baseline."""
    return [each for each in diagnostics if each.suppression is None and each.baseline != "gone"]


def summarize(diagnostics: Iterable[Diagnostic]) -> Summary:
    """Count remarks by level and by family; every level is there, also with 0."""
    every = list(diagnostics)
    counted = standing(every)
    levels = Counter(each.severity.value for each in counted)
    return Summary(
        by_level={severity.value: levels[severity.value] for severity in Severity},
        by_family=dict(sorted(Counter(each.code[:3] for each in counted).items())),
        suppressed=sum(each.suppression is not None for each in every),
        gone=sum(each.baseline == "gone" for each in every),
    )


def verdict_of(diagnostics: Iterable[Diagnostic], *, is_incomplete: bool = False) -> Verdict:
    """The verdict of a run; notes alone leave it clean, a broken rule makes it incomplete."""
    if is_incomplete:
        return Verdict.INCOMPLETE
    ranks = [each.severity.rank for each in standing(diagnostics)]
    worst = max(ranks, default=0)
    return (Verdict.CLEAN, Verdict.WARNINGS, Verdict.ERRORS)[worst]


def exit_code_of(
    diagnostics: Iterable[Diagnostic], *, fail_on: Severity = Severity.ERROR, is_incomplete: bool = False
) -> ExitCode:
    """0 nothing at or above `fail_on`, 1 something, 3 a rule broke. Against a baseline only new and updated remarks count."""
    if is_incomplete:
        return ExitCode.TROUBLE
    counted = [each for each in standing(diagnostics) if each.baseline in (None, "new", "updated")]
    return ExitCode.FOUND if any(each.severity.rank >= fail_on.rank for each in counted) else ExitCode.CLEAN
