"""What a computation gives: one result for each body, period, indicator and stage, and the conclusions on whole bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from dudao.indicators.trace.model import TraceNode
from dudao.values.exact import Exact
from dudao.values.records import record

PLAIN_DECIMALS, SIGNIFICANT = 4, 10
"""A value that has no more decimals is written in full; any other with so many significant digits."""
KNOWN, INCOMPLETE, NOT_APPLICABLE = "known", "incomplete", "not_applicable"
Explain = Callable[[], TraceNode]
PASS, FAIL, NONE = "pass", "fail", "none"


@record
class Reason:
    """One sentence on why a result is what it is, in both languages."""

    zh: str
    en: str


class Lack(str):
    """What was not there for a value: the text itself in Chinese, `en` in English, names as they are.

    Attributes:
        is_zero: no input is missing; the value divides by this, and it is 0.
    """

    __slots__ = ("en", "is_zero")
    en: str
    is_zero: bool

    def __new__(cls, zh: str, en: str = "", *, is_zero: bool = False) -> Lack:
        """Of what is said in both languages; the same in both where no English is given."""
        own = super().__new__(cls, zh)
        own.en, own.is_zero = en or zh, is_zero
        return own


def lacking(lacks: Iterable[Lack]) -> Iterator[Reason]:
    """What is missing and which denominators are 0, in sentences; nothing where there is neither."""
    found = tuple(lacks)
    for is_zero, zh, en in ((False, "缺", "missing"), (True, "分母为 0", "the denominator is 0")):
        own = [each for each in found if each.is_zero is is_zero]
        if own:
            yield Reason(f"{zh}：{'、'.join(own)}", f"{en}: {', '.join(each.en for each in own)}")


@record
class IndicatorResult:
    """One indicator of one body (and stage).

    Attributes:
        value: exact, in `unit`; a truth for indicators that are one; None where it is not known.
        shown: rounded as declared, for people; never judged.
        missing: the inputs that were not there, each named with its place where it has one; and denominators that are 0.
        operator, limit: the threshold that was applied after exemptions; None without one.
        verdict: pass, fail, incomplete, not_applicable or none.
        tell: gives the reasons. `explain` gives the trace; None where no trace was asked for.
        is_imputed: the value stands for one that is missing; shown as such wherever it is shown.
    """

    body: str
    period: str
    stage: str
    indicator: str
    value: Exact | bool | None
    shown: str
    state: str
    missing: tuple[Lack, ...]
    unit: str
    operator: str | None
    limit: Exact | None
    verdict: str
    score: Fraction | None = None
    tell: Callable[[], tuple[Reason, ...]] = field(default=tuple, compare=False, repr=False)
    explain: Explain | None = field(default=None, compare=False, repr=False)
    is_imputed: bool = False

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it is what it is, in sentences; written when they are read."""
        return self.tell()

    @property
    def trace(self) -> TraceNode | None:
        """How it came about, down to the cells; made when it is read, None where no trace was asked for."""
        return self.explain() if self.explain is not None else None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells one result from another."""
        return (self.body, self.period, self.stage, self.indicator)

    def value_text(self) -> str | None:
        """The value as a decimal string (see `number_text`), true or false; None where there is none."""
        if self.value is None or isinstance(self.value, bool):
            return None if self.value is None else str(self.value).lower()
        return number_text(self.value)

    def limit_text(self) -> str | None:
        """The limit that was applied, as a decimal string (see `number_text`); None without one."""
        return None if self.limit is None else number_text(self.limit)


@dataclass(frozen=True, slots=True)
class ConclusionResult:
    """The verdict on a body by one conclusion of the edition, gates applied."""

    body: str
    period: str
    conclusion: str
    verdict: str
    tell: Callable[[], tuple[Reason, ...]] = field(default=tuple, compare=False, repr=False)
    explain: Explain | None = field(default=None, compare=False, repr=False)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What fails or is missing, and the vetoes; written when they are read."""
        return self.tell()

    @property
    def trace(self) -> TraceNode | None:
        """How it came about; made when it is read, None where no trace was asked for."""
        return self.explain() if self.explain is not None else None


@dataclass(frozen=True, slots=True)
class IndicatorPoints:
    """The points of one indicator (and stage); None while it has none."""

    indicator: str
    stage: str
    state: str
    points: Fraction | None
    marks: Fraction


@dataclass(frozen=True, slots=True)
class GroupScore:
    """The points of a group of indicators; None while one of them is missing."""

    group: str
    state: str
    points: Fraction | None
    marks: Fraction
    explain: Explain | None = field(default=None, compare=False, repr=False)

    @property
    def trace(self) -> TraceNode | None:
        """How it came about; made when it is read, None where no trace was asked for."""
        return self.explain() if self.explain is not None else None


@dataclass(frozen=True, slots=True)
class ScoreLayers:
    """The claimed score (自评), the checked one (核验), how far the first can be believed, and the final one of both.

    Attributes:
        claimed, checked, final: sums of points; None while a point has none. `credibility`: None where nothing was checked.
        is_confirmed: whether the formula of credibility is the issuer's own.
    """

    claimed: Fraction | None
    checked: Fraction | None
    credibility: Fraction | None
    final: Fraction | None
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class BodyScore:
    """The total of a body and its grade ("" while there is none, or where a veto denies one)."""

    body: str
    period: str
    state: str
    points: Fraction | None
    marks: Fraction
    missing: int
    grade: str
    groups: tuple[GroupScore, ...]
    indicators: tuple[IndicatorPoints, ...]
    reasons: tuple[Reason, ...] = ()
    explain: Explain | None = field(default=None, compare=False, repr=False)
    layers: ScoreLayers | None = None

    @property
    def trace(self) -> TraceNode | None:
        """How it came about; made when it is read, None where no trace was asked for."""
        return self.explain() if self.explain is not None else None

    def trace_of(self, group: str) -> TraceNode | None:
        """How the points of a group came about; None where no trace was asked for."""
        return next((each.trace for each in self.groups if each.group == group), None)


@dataclass(frozen=True, slots=True)
class Results:
    """All results of one run, with what they were computed by and on."""

    scheme: str
    edition: str
    edition_digest: str
    data_digest: str
    period: str
    results: tuple[IndicatorResult, ...]
    conclusions: tuple[ConclusionResult, ...] = ()
    scores: tuple[BodyScore, ...] = ()
    engine: str = "exact"

    def find(self, body: str, indicator: str, stage: str = "") -> IndicatorResult | None:
        """The result of an indicator for a body and stage."""
        return next(
            (each for each in self.results if (each.body, each.indicator, each.stage) == (body, indicator, stage)), None
        )


def number_text(value: Exact) -> str:
    """A number as other programs get it: in full where it has at most PLAIN_DECIMALS, else with SIGNIFICANT digits.

    >>> number_text(Exact.of(Fraction(123456789012, 1000))), number_text(Exact.of(Fraction(2, 3)))
    ('123456789.012', '0.6666666667')
    """
    exact = value.fraction
    if exact is None:
        exact = sum(value.bounds(60), Fraction(0)) / 2
    elif (exact * 10**PLAIN_DECIMALS).denominator == 1:
        return f"{value.as_decimal(PLAIN_DECIMALS):f}"
    rounding = Context(prec=SIGNIFICANT, rounding=ROUND_HALF_UP)
    shown = rounding.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return f"{Exact.of(shown).as_decimal(60):f}"


def shown_value(value: Exact | bool | None, digits: int, mode: str) -> str:
    """A value rounded as declared; words for a truth, "" where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.printed(digits, mode)
