"""What follows from the facts given: sums over the bodies below, then the derived measures of the catalogue.

A missing part makes the sum or the rate missing; it is never read as zero. A value given directly goes before a derived one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from dudao.facts.contract import DerivedMetric, FieldSchema, derived_metrics, fields_of_file, stages
from dudao.facts.known import Fact, KnownBody
from dudao.values.absence import State
from dudao.values.periods import Period
from dudao.values.reference import FactReference

Key = tuple[str, str | None, str, str]  # metric, stage, body, period label
Facts = dict[Key, Fact]


def derive_facts(facts: Iterable[Fact], bodies: Iterable[KnownBody]) -> tuple[Fact, ...]:
    """Sums over the tree of bodies and derived measures, each naming the facts it rests on; given facts not repeated."""
    known: Facts = {}
    periods: dict[str, Period] = {}
    for fact in facts:
        if fact.basis or fact.unit is None:
            continue
        label = fact.period.label()
        periods.setdefault(label, fact.period)
        key = (fact.metric, fact.stage, fact.body_code, label)
        other = known.get(key)
        if other is None or (other.value is None and fact.value is not None):
            known[key] = fact
    found = _roll_up(known, tuple(bodies))
    found.extend(_derive(known, periods))
    return tuple(found)


# ───────────────────────────── sums over bodies ─────────────────────────────


@cache
def _summed_fields() -> dict[tuple[str, str | None], FieldSchema]:
    fields = (*fields_of_file("government"), *fields_of_file("school_stage"))
    return {(field.metric, field.stage): field for field in fields if field.rollup == "sum" and not field.previous}


def _roll_up(known: Facts, bodies: tuple[KnownBody, ...]) -> list[Fact]:
    """Sums of counts over the bodies below, from the schools upwards.

    A body's sum is over all its children valid at the end of the period; it is missing where one of them has no value.
    A body with one child only is not summed: its table of bodies is plainly not whole.
    Children of two kinds (counties and the city's own schools) are added only where all values come from schools.
    """
    children: dict[str, list[KnownBody]] = defaultdict(list)
    for body in bodies:
        if body.parent_code:
            children[body.parent_code].append(body)
    if not children:
        return []
    found: list[Fact] = []
    asked: dict[str, set[tuple[str, str | None, str]]] = defaultdict(set)
    for metric, stage, code, label in known:
        asked[code].add((metric, stage, label))
    for parent in _upwards(bodies, children):
        if len(children[parent]) < 2:
            continue
        wanted: set[tuple[str, str | None, str]] = set()
        for child in children[parent]:
            wanted |= asked[child.code]
        for metric, stage, label in sorted(wanted, key=str):
            fact = _sum_of(known, metric, stage, parent, label, children[parent])
            if fact is not None:
                known[(metric, stage, parent, label)] = fact
                asked[parent].add((metric, stage, label))
                found.append(fact)
    return found


def _upwards(bodies: tuple[KnownBody, ...], children: dict[str, list[KnownBody]]) -> list[str]:
    """Bodies that have children, each after all of its children; a ring in the tree is left out."""
    order: list[str] = []
    done: set[str] = set()

    def visit(code: str, path: frozenset[str]) -> None:
        if code in done or code in path or len(path) > 12:
            return
        for child in children.get(code, ()):
            visit(child.code, path | {code})
        done.add(code)
        if code in children:
            order.append(code)

    for code in [*children, *(body.code for body in bodies)]:
        visit(code, frozenset())
    return order


def _sum_of(
    known: Facts, metric: str, stage: str | None, parent: str, label: str, children: list[KnownBody]
) -> Fact | None:
    field = _summed_fields().get((metric, stage)) or _summed_fields().get((metric, None))
    given = known.get((metric, stage, parent, label))
    if field is None or (given is not None and given.value is not None):
        return None
    parts = [known.get((metric, stage, child.code, label)) for child in children]
    present = [part for part in parts if part is not None]
    period = present[0].period
    counted = [child for child in children if _is_valid(child, period)]
    from_schools = [part.reference.table == "school_stage" or part.formula == SCHOOL_SUM for part in present]
    if len({child.kind for child in counted}) > 1 and not all(from_schools):
        return None
    by_school = all(from_schools)
    missing = [
        child
        for child in counted
        if not _counts(known.get((metric, stage, child.code, label)), child, known, label, by_school)
    ]
    has_value = not missing and any(part.value is not None for part in present)
    total = sum((part.value for part in present if part.value is not None), Decimal(0))
    return Fact(
        reference=FactReference("computed", parent, label, metric, stage or ""),
        label=present[0].label if stage is None or by_school is False else _label_of(metric, stage, present[0].label),
        value=total if has_value else None,
        state=(State.ZERO if total == 0 else State.VALUE) if has_value else State.NOT_COLLECTED,
        unit=present[0].unit,
        body_code=parent,
        period=period,
        stage=stage,
        synonyms=field.synonyms,
        derived_from=tuple(part.reference for part in present),
        formula=SCHOOL_SUM if by_school else BODY_SUM,
        metric=metric,
    )


SCHOOL_SUM, BODY_SUM = "所辖学校之和", "所辖县（市、区）之和"


def _label_of(metric: str, stage: str, other: str) -> str:
    field = next((each for each in fields_of_file("government") if (each.metric, each.stage) == (metric, stage)), None)
    return field.label_zh if field else other


def _is_valid(body: KnownBody, period: Period) -> bool:
    return (body.valid_from is None or body.valid_from < period.end) and (
        body.valid_to is None or body.valid_to >= period.end
    )


def _counts(part: Fact | None, child: KnownBody, known: Facts, label: str, by_school: bool) -> bool:
    """Whether a child is accounted for: it has a value, the measure does not apply, or it has no such stage."""
    if part is not None:
        return part.value is not None or part.state is State.NOT_APPLICABLE
    if not by_school:
        return False
    return any(("students", stage, child.code, label) in known for stage in stages())


# ───────────────────────────── derived measures ─────────────────────────────


def _derive(known: Facts, periods: dict[str, Period]) -> list[Fact]:
    places: dict[tuple[str, str | None], list[tuple[str, str]]] = defaultdict(list)
    for metric, stage, code, label in known:
        places[(metric, stage)].append((code, label))
    found = []
    for measure in derived_metrics():
        first = measure.numerator[0]
        for stage in _parts(first[2])[:1]:
            for code, label in places[(first[1], stage)]:
                given = known.get((measure.id, measure.stage, code, label))
                if given is not None and given.value is not None:
                    continue
                fact = _derived_fact(measure, known, code, label, periods[label])
                if fact is not None:
                    found.append(fact)
    return found


def _parts(stage: str | None) -> tuple[str | None, ...]:
    return stages()[stage].parts or (stage,) if stage is not None else (None,)


def _derived_fact(measure: DerivedMetric, known: Facts, code: str, label: str, period: Period) -> Fact | None:
    """One derived value; None where an input is not known at all."""
    above = _terms(measure.numerator, known, code, label)
    below = _terms(measure.denominator, known, code, label)
    if above is None or below is None:
        return None
    inputs = [fact for _, fact in (*above, *below)]
    state = _state_of(inputs)
    value: Decimal | None = None
    if state is State.VALUE:
        divisor = _total(below) if below else Decimal(1)
        if divisor == 0:
            state = State.NOT_APPLICABLE
        else:
            value = _total(above) * measure.scale / divisor
            state = State.ZERO if value == 0 else State.VALUE
    return Fact(
        reference=FactReference("computed", code, label, measure.id, measure.stage or ""),
        label=measure.label_zh,
        value=value,
        state=state,
        unit=measure.unit,
        body_code=code,
        period=period,
        stage=measure.stage,
        synonyms=measure.synonyms,
        derived_from=tuple(fact.reference for fact in inputs),
        formula=_formula(measure, above, below),
        metric=measure.id,
    )


def _terms(
    terms: tuple[tuple[int, str, str | None], ...], known: Facts, code: str, label: str
) -> list[tuple[int, Fact]] | None:
    found = []
    for sign, metric, stage in terms:
        for part in _parts(stage):
            fact = known.get((metric, part, code, label))
            if fact is None:
                return None
            found.append((sign, fact))
    return found


def _total(terms: list[tuple[int, Fact]]) -> Decimal:
    return sum((sign * fact.value for sign, fact in terms if fact.value is not None), Decimal(0))


def _state_of(inputs: list[Fact]) -> State:
    """VALUE where every input has one; else the state that says most about why not."""
    states = {fact.state for fact in inputs}
    for state in (State.NOT_COLLECTED, State.WITHHELD, State.NOT_APPLICABLE):
        if state in states:
            return state
    return State.VALUE


MANY_TERMS = 5
"""A formula of more terms is shown by the sentence that defines it."""


@cache
def _formula_of(labels_above: tuple[str, ...], labels_below: tuple[str, ...], scale: Decimal) -> str:
    above = " + ".join(labels_above).replace("+ −", "− ")
    if labels_below and len(labels_above) > 1:
        above = f"（{above}）"
    if not labels_below:
        return above
    below = " + ".join(labels_below).replace("+ −", "− ")
    if len(labels_below) > 1:
        below = f"（{below}）"
    return f"{above} ÷ {below}" + (f" × {scale}" if scale != 1 else "")


def _formula(measure: DerivedMetric, above: list[tuple[int, Fact]], below: list[tuple[int, Fact]]) -> str:
    if len(above) + len(below) > MANY_TERMS:
        return measure.source
    return _formula_of(_labels(above), _labels(below), measure.scale)


def _labels(terms: list[tuple[int, Fact]]) -> tuple[str, ...]:
    return tuple(("−" if sign < 0 else "") + fact.label for sign, fact in terms)
