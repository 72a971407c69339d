"""Everything known about an evaluated body as the core takes it: data, ledger, evidence, and its indicators computed as facts.

What other apps know is asked by their queries; computing is the core's business. One result is kept a process, by what it
rests on: the same data are not computed twice, changed data never give an old number.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

from django.db.models import Count, Max

from dudao.facts.derive import derive_facts
from dudao.facts.known import Fact, KnownBody, KnownFacts, LedgerEntry
from dudao.indicators.results import NOT_APPLICABLE, IndicatorResult, Results
from dudao.indicators.run import Run
from dudao.schemes.indicators import Edition, Indicator
from dudao.values.absence import State
from dudao.values.digests import digest_of_json
from dudao.values.periods import Period, parse_period
from dudao.values.reference import FactReference
from dudao.web.areas import in_area
from dudao.web.bodies.models import Body
from dudao.web.ledger.models import LedgerRecord
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of

COMPUTED = "computed"
MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a body, with its indicators computed.

    Attributes:
        given: data, ledger, evidence as people entered them. `known`: the same with sums and rates, and each computed
            indicator as a fact of the table `computed`.
        results: of the body itself; None where the round's year cannot be read.
    """

    given: KnownFacts
    known: KnownFacts
    results: Results | None
    period: Period | None


def known_of(evaluated: RoundBody, *, drafts: bool = False) -> KnownFacts:
    """Everything known about a body: accepted data (drafts too where asked), ledger, evidence, computed indicators."""
    return measured_of(evaluated, drafts=drafts).known


_kept: OrderedDict[tuple[int, bool], tuple[str, Measured]] = OrderedDict()
_lock = Lock()


def measured_of(evaluated: RoundBody, *, drafts: bool = False) -> Measured:
    """The same with the results; computed once for what it rests on."""
    key, stamp = (evaluated.pk, drafts), _stamp(evaluated)
    with _lock:
        found = _kept.get(key)
        if found is not None and found[0] == stamp:
            _kept.move_to_end(key)
            return found[1]
    measured = _measure(evaluated, _given(evaluated))
    with _lock:
        _kept[key] = (stamp, measured)
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return measured


def _stamp(evaluated: RoundBody) -> str:
    """What the result rests on, asked cheaply: it changes whenever something that is known of the body does."""
    ledger = LedgerRecord.objects.filter(in_area("body__path", evaluated.path), removed_at=None)
    bodies = Body.objects.filter(in_area("path", evaluated.path))
    parts = (
        evaluated.round.address,
        evaluated.round.edition.digest,
        evaluated.round.period,
        ledger.aggregate(Count("pk"), Max("pk"), Max("written_at")),
        bodies.aggregate(Count("pk"), Count("closed_on"), Count("bodyname")),
    )
    return "|".join(map(str, parts))


def _given(evaluated: RoundBody) -> KnownFacts:
    """What people entered: bodies and ledger."""
    bodies = tuple(
        KnownBody(code, name, kind, parent or "", valid_to=closed)
        for code, name, kind, parent, closed in Body.objects.filter(in_area("path", evaluated.path)).values_list(
            "code", "name", "kind", "parent_id", "closed_on"
        )
    )
    rows = LedgerRecord.objects.filter(in_area("body__path", evaluated.path), removed_at=None).order_by("date", "id")
    ledger = tuple(_entry(each) for each in rows)
    given = frozenset(name for name, there in (("bodies", bodies), ("ledger", ledger)) if there)
    stamp = digest_of_json([[str(each) for each in bodies], [str(each) for each in ledger]])
    return KnownFacts(bodies=bodies, ledger=ledger, given=given, digest=stamp)


def _entry(row: LedgerRecord) -> LedgerEntry:
    return LedgerEntry(
        kind=row.kind,
        reference=FactReference("ledger", row.body_id, "", "subject", row.number or row.address),
        date=row.date,
        body_code=row.body_id,
        actor=row.actor,
        post=row.post,
        subject=row.subject,
        location=row.place,
        planned=row.planned,
        done=row.done,
        deadline=row.deadline,
        responsible=row.responsible,
        document_number=row.document_number,
        evidence=row.evidence,
        unit=row.unit,
        number=row.number or row.address,
    )


def _measure(evaluated: RoundBody, given: KnownFacts) -> Measured:
    edition, period = edition_of(evaluated.round.edition), parse_period(evaluated.round.period)
    derived = derive_facts(given.facts, given.bodies)
    if period is None:
        return Measured(given, replace(given, facts=(*given.facts, *derived)), None, None)
    results = results_of(edition, given, period, evaluated.body_id)
    by_code = {each.code: each for each in edition.indicators}
    computed = (_as_fact(each, by_code[each.indicator], period) for each in results.results)
    facts = (*given.facts, *derived, *(each for each in computed if each is not None))
    return Measured(given, replace(given, facts=facts), results, period)


def results_of(
    edition: Edition, given: KnownFacts, period: Period, code: str, *, only: str = "", is_traced: bool = False
) -> Results:
    """The indicators (or one), conclusions and score of a body itself; those of its schools are worked out on the way.

    Args:
        is_traced: whether results can be explained; asked for one indicator at a time.
    """
    run = Run(edition, given, period, is_traced=is_traced)
    own: list[IndicatorResult] = []
    for indicator in run.chosen([only] if only else None):
        if indicator.grain != "school_stage":
            own += run.judge.results(indicator, [at for at in run.places(indicator) if at.body == code])
    conclusions = () if only else tuple(run.conclusions({code}))
    scores = () if only else tuple(run.scores({code}))
    identity = (edition.slug, edition.edition, edition.digest, given.digest, period.label())
    return Results(*identity, tuple(own), conclusions, scores)


def _as_fact(result: IndicatorResult, indicator: Indicator, period: Period) -> Fact | None:
    """A computed number as a fact, rounded as the scheme declares; None for a truth, which no report prints."""
    if isinstance(result.value, bool) or not indicator.unit:
        return None
    rounding = indicator.rounding
    value = result.value.quantize(rounding.digits, rounding.mode) if result.value is not None else None
    state = State.NOT_COLLECTED if value is None else State.ZERO if value == 0 else State.VALUE
    return Fact(
        reference=FactReference(COMPUTED, result.body, result.period, result.indicator, result.stage),
        label=indicator.name_zh,
        value=value,
        state=state if result.state != NOT_APPLICABLE else State.NOT_APPLICABLE,
        unit=indicator.unit,
        body_code=result.body,
        period=period,
        stage=result.stage or None,
        synonyms=indicator.synonyms,
        metric=indicator.code,
        formula=indicator.formula.text if indicator.formula else "",
    )
