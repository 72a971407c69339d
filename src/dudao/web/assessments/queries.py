"""Self-assessments, for a person and for the apps above; each in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from dudao.web.acting import Acting
from dudao.web.assessments.models import GateDeclaration, SelfAssessment
from dudao.web.assessments.points import Marked, Part, marked_points, parts_of
from dudao.web.assessments.states import PointState
from dudao.web.audit.models import AuditEntry
from dudao.web.rounds.models import Round, RoundBody, Task
from dudao.web.rounds.progress import Progress
from dudao.web.rounds.queries import own_bodies
from dudao.web.rounds.states import RoundState
from dudao.web.schemes.editions import edition_of


@dataclass(frozen=True, slots=True)
class PointScore:
    """What a body says of one point, for the report, the submission and the review.

    Attributes:
        marks: None for a point without marks; then `is_met` is the verdict. `figures`: live figures of the narrative, as
            kept (`figures.as_bindings` gives them as bindings of a report).
    """

    point: str
    title: str
    group: str
    marks: Decimal | None
    self_score: Decimal | None
    is_met: bool | None
    bonus: Decimal | None
    bonus_reason: str
    above_reason: str
    reason: str
    narrative: str
    figures: tuple[dict[str, Any], ...]
    state: str
    version: int


def assessments_of(evaluated: RoundBody) -> dict[str, SelfAssessment]:
    """The self-assessment of every point by code; one that nobody wrote yet is there, unsaved."""
    written = {each.point: each for each in evaluated.self_assessments.all()}
    for each in written.values():
        each.evaluated = evaluated
    return {
        code: written.get(code) or SelfAssessment(evaluated=evaluated, point=code)
        for code in marked_points(evaluated.round.edition)
    }


def scores_of(evaluated: RoundBody) -> list[PointScore]:
    """Every point of a body in the scheme's order, with what it says of it."""
    found = assessments_of(evaluated)
    return [_score(each, found[each.point.code]) for part in parts_of(evaluated.round.edition) for each in part.points]


def _score(marked: Marked, found: SelfAssessment) -> PointScore:
    return PointScore(
        point=marked.point.code,
        title=marked.point.title_zh,
        group=marked.point.group,
        marks=marked.marks,
        self_score=found.score,
        is_met=found.is_met,
        bonus=found.bonus,
        bonus_reason=found.bonus_reason,
        above_reason=found.above_reason,
        reason=found.reason,
        narrative=found.narrative,
        figures=tuple(found.figures),
        state=found.state,
        version=found.version,
    )


def is_complete(evaluated: RoundBody) -> bool:
    """Whether every point is accepted and every veto of the scheme declared."""
    accepted = evaluated.self_assessments.filter(state=PointState.ACCEPTED).count()
    gates = {gate.code for gate in edition_of(evaluated.round.edition).gates}
    declared = set(evaluated.gate_declarations.values_list("gate", flat=True))
    return accepted >= len(marked_points(evaluated.round.edition)) and gates <= declared


def progress(found: Round) -> dict[int, Progress]:
    """Points accepted of all points, by the id of the round's body."""
    total = len(marked_points(found.edition))
    rows = SelfAssessment.objects.filter(evaluated__round=found, state=PointState.ACCEPTED)
    done = dict(rows.order_by().values_list("evaluated_id").annotate(Count("pk")))
    return {pk: Progress(done.get(pk, 0), total) for pk in found.bodies.values_list("pk", flat=True)}


@dataclass(frozen=True, slots=True)
class Row:
    """A point on the table: how it is scored, what was written, who does it."""

    marked: Marked
    found: SelfAssessment
    task: Task | None
    evidence: tuple[str, ...]
    """Numbers of the entries of the catalogue that speak for it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Points under one heading with their totals; `score` is None while one of them has none."""

    part: Part
    rows: tuple[Row, ...]

    @property
    def marks(self) -> Decimal:
        """Marks of its points."""
        return sum((each.marked.marks or Decimal(0) for each in self.rows), Decimal(0))

    @property
    def score(self) -> Decimal:
        """Points of those that have any."""
        return sum((each.found.score or Decimal(0) for each in self.rows), Decimal(0))

    @property
    def bonus(self) -> Decimal:
        """Bonus asked for."""
        return sum((each.found.bonus or Decimal(0) for each in self.rows), Decimal(0))

    @property
    def open(self) -> int:
        """How many points have neither score nor verdict."""
        return sum(each.found.score is None and each.found.is_met is None for each in self.rows)


def table_of(evaluated: RoundBody) -> list[Group]:
    """The whole table, as the paper form has it."""
    found = assessments_of(evaluated)
    tasks = {
        task.point: task
        for task in Task.objects.filter(evaluated=evaluated).select_related("lead").prefetch_related("partners")
    }
    numbers: dict[str, list[str]] = defaultdict(list)
    rows = evaluated.evidence.filter(removed_at=None, points__isnull=False).order_by("sorting", "id")
    for point, number in rows.values_list("points__point", "number"):
        numbers[point].append(number)

    def row(each: Marked) -> Row:
        code = each.point.code
        return Row(each, found[code], tasks.get(code), tuple(numbers[code]))

    return [Group(part, tuple(map(row, part.points))) for part in parts_of(evaluated.round.edition)]


def task_of(evaluated: RoundBody, point: str) -> Task | None:
    """Who does a point."""
    return (
        Task.objects.filter(evaluated=evaluated, point=point)
        .select_related("lead")
        .prefetch_related("partners")
        .first()
    )


def open_assessments_for(acting: Acting) -> QuerySet[RoundBody]:
    """Evaluated bodies whose self-assessment somebody may look into or at, in rounds that were opened, newest first."""
    rows = own_bodies(acting).exclude(round__state=RoundState.DRAFT).select_related("round__edition", "round__office")
    return rows.annotate(
        accepted=Count("self_assessments", filter=Q(self_assessments__state=PointState.ACCEPTED))
    ).order_by("-round__opened_at", "path")


def declared_gates(evaluated: RoundBody) -> dict[str, GateDeclaration]:
    """Declarations by the code of the veto."""
    return {each.gate: each for each in evaluated.gate_declarations.all()}


# ─────────────── history ───────────────

Change = tuple[str, object, object]
"""Column, what it was, what it became."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something done to a point; what one person wrote in one go is one step. `number` is the version it led to."""

    entry: AuditEntry
    changes: tuple[Change, ...]
    number: int


def target_of(evaluated: RoundBody, point: str) -> str:
    """What the audit calls a point's self-assessment."""
    return f"self-assessment {evaluated.round.address} {evaluated.body_id} {point}"


def history_of(evaluated: RoundBody, point: str, *, since: int = 0) -> list[Step]:
    """What was done to a point after a version, newest first; the saves of one person in a row are put together."""
    entries = AuditEntry.objects.filter(target=target_of(evaluated, point)).order_by("number")
    steps: list[Step] = []
    for entry in entries:
        number = int(entry.details.get("version", 0))
        if number > since:
            _put(steps, Step(entry, tuple(_changes(entry)), number))
    return steps[::-1]


def _changes(entry: AuditEntry) -> Iterable[Change]:
    for name, (before, after) in entry.details.get("changed", {}).items():
        yield name, before, after


def _put(steps: list[Step], new: Step) -> None:
    last = steps[-1] if steps else None
    if last is None or not new.changes or not last.changes or last.entry.person_id != new.entry.person_id:
        steps.append(new)
        return
    merged = {name: (before, after) for name, before, after in last.changes}
    for name, before, after in new.changes:
        merged[name] = (merged[name][0] if name in merged else before, after)
    steps[-1] = Step(new.entry, tuple((name, *pair) for name, pair in merged.items()), new.number)
