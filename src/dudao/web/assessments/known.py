"""Everything known about an evaluated body as the core takes it: data, ledger, evidence, and its indicators computed as facts.

What other apps know is asked by their queries; computing is the core's business. One result is kept a process, by what it
rests on: the same data are not computed twice, changed data never give an old number.
"""

from __future__ import annotations

import csv
from collections import OrderedDict
from dataclasses import dataclass, replace
from io import StringIO
from threading import Lock

from django.db.models import Count, Max, Sum

from dudao.facts.derive import derive_facts
from dudao.facts.known import Fact, KnownFacts
from dudao.indicators.results import NOT_APPLICABLE, IndicatorResult, Results
from dudao.indicators.run import Run
from dudao.schemes.formula.nodes import Text, walk
from dudao.schemes.indicators import Edition, Gate, Indicator
from dudao.values.absence import State
from dudao.values.digests import digest_of_json
from dudao.values.formula_marks import as_text_cell
from dudao.values.periods import Period, parse_period
from dudao.values.reference import FactReference
from dudao.web.areas import in_area
from dudao.web.bodies.models import Body
from dudao.web.datasets.known import facts_of_content
from dudao.web.datasets.models import BaseTable, Sheet, TableVersion
from dudao.web.datasets.queries import tables_of
from dudao.web.datasets.states import VersionState
from dudao.web.evidence.queries import as_table
from dudao.web.ledger.models import LedgerRecord
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of

COMPUTED, VETO = "computed", "veto"
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
    key, stamp = (evaluated.pk, drafts), _stamp(evaluated, drafts=drafts)
    with _lock:
        found = _kept.get(key)
        if found is not None and found[0] == stamp:
            _kept.move_to_end(key)
            return found[1]
    measured = _measure(evaluated, _given(evaluated, drafts=drafts))
    with _lock:
        _kept[key] = (stamp, measured)
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return measured


def _stamp(evaluated: RoundBody, *, drafts: bool) -> str:
    """What the result rests on, asked cheaply: it changes whenever something that is known of the body does."""
    ledger = LedgerRecord.objects.filter(in_area("body__path", evaluated.path), removed_at=None)
    bodies = Body.objects.filter(in_area("path", evaluated.path))
    versions = TableVersion.objects.filter(sheet__evaluated__body_id=evaluated.body_id, state=VersionState.ACCEPTED)
    sheets = Sheet.objects.filter(evaluated=evaluated)
    parts = (
        evaluated.round.address,
        evaluated.round.edition.digest,
        evaluated.round.period,
        ledger.aggregate(Count("pk"), Max("pk"), Max("written_at")),
        bodies.aggregate(Count("pk"), Count("closed_on"), Count("bodyname")),
        versions.aggregate(Count("pk"), Max("pk"), Max("decided_at")),
        BaseTable.objects.filter(body_id=evaluated.body_id).aggregate(Count("pk"), Max("at")),
        sheets.aggregate(Count("pk"), Sum("seq")) if drafts else "",
        evaluated.evidence.filter(removed_at=None).aggregate(Count("pk"), Sum("pk"), Max("written_at")),
        list(evaluated.gate_declarations.values_list("gate", "is_occurred")),
    )
    return "|".join(map(str, parts))


def _given(evaluated: RoundBody, *, drafts: bool) -> KnownFacts:
    """What people entered: tables, bodies, ledger, the catalogue of evidence, vetoes declared, the body's own name."""
    found = tables_of(evaluated, drafts=drafts)
    evidence = as_table(evaluated)
    vetoes = _vetoes(evaluated, found)
    given = {*found.given, *(("evidence",) if evidence else ()), *(("veto",) if vetoes else ())}
    stamp = digest_of_json([found.digest, [str(each) for each in evidence], [str(each.reference) for each in vetoes]])
    terms = found.terms if found.terms.names else replace(found.terms, names=(evaluated.name,))
    facts = (*found.facts, *vetoes)
    return replace(found, facts=facts, evidence=evidence, terms=terms, given=frozenset(given), digest=stamp)


def _vetoes(evaluated: RoundBody, found: KnownFacts) -> tuple[Fact, ...]:
    """Vetoes as the coordinator declared them, as rows of the table in which gates look; an item that the data hold stays."""
    there = {each.reference.key for each in found.facts if each.reference.table == VETO}
    gates = {each.code: each for each in edition_of(evaluated.round.edition).gates}
    rows = []
    for declared in evaluated.gate_declarations.all():
        items = _items_of(gates[declared.gate]) if declared.gate in gates else []
        answer = "是" if declared.is_occurred else "否"
        rows += [(item, answer) for item in items if item not in there]
    if not rows:
        return ()
    content = StringIO()
    lines = csv.writer(content, lineterminator="\n")
    lines.writerow(("body_code", "period", "item", "occurred"))
    lines.writerows((evaluated.body_id, evaluated.round.period, as_text_cell(item), answer) for item, answer in rows)
    text = content.getvalue()
    own = edition_of(evaluated.round.edition).own
    return facts_of_content(VETO, own, text.encode(), digest_of_json(text))


def _items_of(gate: Gate) -> list[str]:
    """The items that a gate asks for in the table of vetoes: the texts of its condition."""
    return [each.value for each in walk(gate.when.node) if isinstance(each, Text)]


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
