"""What an edition measures: indicators with their formulas, dated parameters, thresholds, scoring, cases. Values only; `edition` loads
them, `dudao.indicators` computes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dudao.schemes.evidence import RequiredEvidence
from dudao.schemes.faults import Origin as Origin
from dudao.schemes.faults import Places
from dudao.schemes.formula.nodes import Node, Place
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.values.periods import Period

GRAINS = ("school_stage", "school", "kindergarten", "county", "city", "province", "nation")
"""Whose rows an indicator speaks of, the smallest first."""
OPERATORS = (">=", "<=", ">", "<", "==")
ONE_LOWER = "one_lower"
"""What a downgrade may say in place of a grade: the next lower one (降低一个等次)."""
SCHOOL_YEAR_STARTS = (9, 1)
MISSING = ("block", "bound", "impute")
VERDICTS = ("threshold", "truth", "judged", "none")
"""By a threshold; by a formula that is itself true or false; by a person on documents; not judged at all."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula with its text and where it begins. `hanging`: the column in the file at which its further lines begin."""

    text: str
    node: Node
    origin: Origin
    hanging: int = 1

    def at(self, place: Place) -> Origin:
        """Where a place in the formula stands in the file."""
        start = self.origin.column if place.line == 1 else self.hanging
        column = start + place.column - 1 if self.origin.column else 0
        return Origin(self.origin.file, self.origin.line + place.line - 1, column)


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """What a value or an indicator rests on.

    Attributes:
        instrument: an id of the registry of instruments (`catalogue/legal/instruments.csv`), "" for a house rule.
        article: article, row or table of it; "" where it is not known.
        status: confirmed | unconfirmed | observed (as coded in an existing system) | example.
        source: where the fact was found, for those who verify it; `verified_on` the day somebody did.
    """

    instrument: str
    article: str = ""
    status: str = "confirmed"
    source: str = ""
    verified_on: date | None = None
    note_zh: str = ""
    note_en: str = ""
    places: Places = field(default=Places(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value of a parameter: half-open in time, for a place and its parts, a stage, or a kind of body; None is all."""

    value: Fraction
    valid_from: date | None
    valid_to: date | None
    place: str
    stage: str
    kind: str
    basis: LegalBasis
    origin: Origin
    places: Places = field(default=Places(), compare=False, repr=False)

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A norm, limit or weight that changes by date, place, stage or kind of body; a name in formulas."""

    id: str
    name_zh: str
    name_en: str
    unit: str
    values: tuple[DatedValue, ...]
    origin: Origin
    places: Places = field(default=Places(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a value is shown; it is always judged unrounded. Mode is half_up (四舍五入), half_even, up or down."""

    digits: int = 2
    mode: str = "half_up"


@dataclass(frozen=True, slots=True)
class Threshold:
    """`value operator limit`; the limit is a formula of parameters, fields and indicators of the same row."""

    operator: str
    limit: Expression


@dataclass(frozen=True, slots=True)
class Band:
    """A step of a banded score: from `low` (included) up to `high` (not included); None is open."""

    low: Fraction | None
    high: Fraction | None
    score: Fraction
    places: Places = field(default=Places(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ScoreStep:
    """A step of a cumulative score: the points where this condition and those of all steps below it hold."""

    when: Expression
    score: Fraction
    places: Places = field(default=Places(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a value becomes points.

    Attributes:
        method: marks (all or nothing by the verdict), bands, linear, deduction, cumulative, rubric, judged, gate.
        marks: the most it can give. `bands` for bands and rubric; `low`, `high`: values of no and of full marks (linear);
            `step`, `off`: points taken off for each step short of the threshold (deduction); `steps`, the lowest first
            (cumulative); `bonus`: marks beyond.
        not_applicable: drop (and weigh the others anew), full, or a fixed number of points.
        missing: missing (the score is missing too) or a fixed number, where a scheme really says so.
    """

    method: str
    marks: Fraction
    bands: tuple[Band, ...] = ()
    low: Fraction | None = None
    high: Fraction | None = None
    step: Fraction | None = None
    off: Fraction | None = None
    steps: tuple[ScoreStep, ...] = ()
    bonus: Fraction = Fraction(0)
    not_applicable: str = "drop"
    missing: str = "missing"
    places: Places = field(default=Places(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IndicatorCase:
    """A worked case of an indicator: rows of data, the body asked, and what must come out; the gate to publication.

    Attributes:
        tables: rows by table; each row maps column to the entry as typed (numbers as text, 未采集, 不适用 …).
        value: the exact value expected; None where `state` is not "known". `shown` as printed.
    """

    name: str
    tables: tuple[tuple[str, tuple[tuple[tuple[str, str], ...], ...]], ...]
    body: str
    period: str
    stage: str
    value: str | None
    shown: str | None
    state: str
    verdict: str | None
    score: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Exemption:
    """A coded exception: where it holds the limit is another one, or the indicator does not apply; always told."""

    when: Expression
    limit: Expression | None
    reason_zh: str
    reason_en: str
    basis: LegalBasis | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of an edition.

    Attributes:
        code: unique in the edition, a name in formulas. `group`: the point or area it belongs to.
        grain: whose rows it is computed on; `stages`: the school stages for which there is a value each, () for one value.
        applies: a condition on the row; where it is false the result is not applicable, with `applies_reason`.
        formula: None where the verdict is a person's (`judged`).
        missing: block (a missing input makes the result incomplete), bound (a verdict that holds for all they allow),
            impute (by `impute`, with its reason).
        rises: True where more is better, False where less is, None where neither.
    """

    code: str
    name_zh: str
    name_en: str
    measures_zh: str
    measures_en: str
    group: str
    grain: str
    stages: tuple[str, ...]
    unit: str
    formula: Expression | None
    applies: Expression | None
    applies_reason_zh: str
    applies_reason_en: str
    rounding: Rounding
    missing: str
    impute: Expression | None
    verdict: str
    threshold: Threshold | None
    exemptions: tuple[Exemption, ...]
    scoring: Scoring | None
    basis: tuple[LegalBasis, ...]
    gaming_zh: str
    gaming_en: str
    synonyms: tuple[str, ...]
    evidence: tuple[RequiredEvidence, ...]
    cases: tuple[IndicatorCase, ...]
    rises: bool | None
    is_helper: bool
    origin: Origin
    places: Places = field(default=Places(), compare=False, repr=False)

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """All its formulas."""
        found = [self.formula, self.applies, self.impute, self.threshold.limit if self.threshold else None]
        for exemption in self.exemptions:
            found += [exemption.when, exemption.limit]
        return tuple(each for each in found if each is not None)

    @property
    def all_expressions(self) -> tuple[Expression, ...]:
        """Those, and the conditions of its score, which may rest on its own value."""
        return (*self.expressions, *(each.when for each in (self.scoring.steps if self.scoring else ())))


@dataclass(frozen=True, slots=True)
class Grade:
    """A band of the total score (优秀, 良好 …): from `low` points, where no veto or downgrade speaks against it."""

    code: str
    name_zh: str
    name_en: str
    low: Fraction
    places: Places = field(default=Places(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GradeSet:
    """Other bands for the total than the scheme's own, as some province has them; chosen when computing. None at all means
    that points are given and no grade."""

    id: str
    name_zh: str
    name_en: str
    grades: tuple[Grade, ...]
    basis: tuple[LegalBasis, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Gate:
    """A veto or downgrade (一票否决, 降等): where `when` holds for a body, the verdict or grade is at most `at_most`."""

    code: str
    name_zh: str
    name_en: str
    grain: str
    when: Expression
    at_most: str  # fail, one_lower, or the code of a grade
    basis: tuple[LegalBasis, ...]
    origin: Origin
    places: Places = field(default=Places(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The verdict on a whole body: all of the listed indicators, or a formula over them.

    Attributes:
        rule: a truth in terms of indicators; names of indicators stand for their verdict (passed).
    """

    code: str
    name_zh: str
    name_en: str
    grain: str
    needs: tuple[str, ...]
    rule: Expression | None
    basis: tuple[LegalBasis, ...]
    origin: Origin
    places: Places = field(default=Places(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Credibility:
    """What a scheme makes of claimed scores (自评可信度): checked over claimed points, at most `ceiling`.

    `uses` is none (shown only), all (every claimed score times it) or unchecked (checked points as checked, others times it).
    """

    uses: str
    ceiling: Fraction
    basis: tuple[LegalBasis, ...]

    @property
    def is_confirmed(self) -> bool:
        """Whether the way it is worked out is the issuer's own."""
        return bool(self.basis) and all(each.status == "confirmed" for each in self.basis)


@dataclass(frozen=True, slots=True)
class Edition:
    """All content of one edition folder that measuring needs, beside the `Scheme` that reports need.

    `digest` is over every content file of the folder, so that a result can name what it was computed by.
    """

    slug: str
    edition: str
    title_zh: str
    title_en: str
    status_zh: str
    status_en: str
    is_official: bool
    level: str
    indicators: tuple[Indicator, ...]
    parameters: tuple[Parameter, ...]
    conclusions: tuple[Conclusion, ...]
    gates: tuple[Gate, ...]
    grades: tuple[Grade, ...]
    period_kind: str  # year | school_year
    valid_from: date | None
    valid_to: date | None
    digest: str
    folder: str
    published: date | None = None
    """Since when it is published and may not change any more; None for a draft."""
    credibility: Credibility | None = None
    grade_sets: tuple[GradeSet, ...] = ()
    own: OwnTables = NO_OWN_TABLES
    """The tables, columns, checks, stages and entries of lists that it brings along; data for it are read with them."""
    year_starts: tuple[int, int] = SCHOOL_YEAR_STARTS
    """Month and day on which its school years begin."""
    total: Fraction | None = None
    """What the marks sum to, where the scheme says so."""
    places: Places = field(default=Places(), compare=False, repr=False)
    groups: tuple[tuple[str, str, str], ...] = ()
    """Code and names of the groups of indicators, as far as `scheme.yaml` names them."""

    @property
    def group_names(self) -> dict[str, tuple[str, str]]:
        """The names of groups by code, Chinese and English."""
        return {code: (zh, en) for code, zh, en in self.groups}

    def day_of(self, period: Period) -> date:
        """The day on which a period is judged where nobody asks for another: its last one. A limit in force from the first
        day of the next school year is not applied to this one.
        """
        end = date(period.end.year, *self.year_starts) if period.kind == "school_year" else period.end
        return date.fromordinal(end.toordinal() - 1)

    def indicator(self, code: str) -> Indicator | None:
        """The indicator of a code."""
        return next((each for each in self.indicators if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a computation is asked for: a period, and the day on which parameters must be in force."""

    period: Period
    day: date
