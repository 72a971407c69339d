"""Indicators of an evaluated body from its drafts as they stand: value, limit, verdict, what is missing, how it came about."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from dudao.facts.contract import stages
from dudao.facts.known import KnownFacts
from dudao.indicators.output.wording import VERDICTS, unit_in
from dudao.indicators.results import FAIL, INCOMPLETE, PASS, ConclusionResult, IndicatorResult, Reason
from dudao.indicators.run import Run
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.indicators import Edition, Indicator
from dudao.web.datasets.known import period_of
from dudao.web.datasets.queries import tables_of
from dudao.web.pages.handed_in import language
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of

TONES = {PASS: "good", FAIL: "bad", INCOMPLETE: "waiting"}
SIGNS = {">=": "≥", "<=": "≤", "==": "="}
MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class Live:
    """One indicator (of one stage) as the panel shows it."""

    code: str
    name: str
    stage: str
    stage_id: str
    value: str
    limit: str
    verdict: str
    tone: str
    reasons: tuple[str, ...]
    missing: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """All indicators of a body, and the conclusions on it."""

    indicators: list[Live]
    conclusions: list[Live]

    def count(self, verdict: str) -> int:
        """How many indicators came to a verdict: pass, fail, incomplete."""
        return sum(each.tone == TONES[verdict] for each in self.indicators)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Verdict in words, its colour, how many."""
        lang = language()
        return [(VERDICTS[each][lang == "en"], TONES[each], self.count(each)) for each in (PASS, FAIL, INCOMPLETE)]


class _Runs:
    """The computations made last, by what they rest on; a run works out each result once."""

    def __init__(self) -> None:
        self.found: OrderedDict[tuple[str, str, str], Run] = OrderedDict()
        self.lock = Lock()

    def of(self, edition: Edition, facts: KnownFacts, period: str) -> Run:
        key = (edition.digest, facts.digest, period)
        with self.lock:
            run = self.found.pop(key, None)
        run = run or Run(edition, facts, period_of(period))
        with self.lock:
            self.found[key] = run
            while len(self.found) > MOST_KEPT:
                self.found.popitem(last=False)
        return run


_runs = _Runs()


def measured_of(evaluated: RoundBody) -> Measured:
    """The indicators of a body from its drafts."""
    edition = edition_of(evaluated.round.edition)
    run = _runs.of(edition, tables_of(evaluated, drafts=True), evaluated.round.period)
    found = list(_results(run, evaluated.body_id, evaluated.kind))
    names = {each.code: each for each in edition.conclusions}
    english = language() == "en"
    conclusions = [
        _concluded(each, names[each.conclusion].name_en if english else names[each.conclusion].name_zh)
        for each in run.conclusions({evaluated.body_id})
        if each.body == evaluated.body_id
    ]
    return Measured([_live(indicator, result, edition) for indicator, result in found], conclusions)


def _results(run: Run, code: str, kind: str) -> Iterator[tuple[Indicator, IndicatorResult]]:
    for indicator in run.chosen(None):
        if indicator.grain != kind:
            continue
        places = [at for at in run.places(indicator) if at.body == code]
        yield from ((indicator, result) for result in run.judge.results(indicator, places))


def _live(indicator: Indicator, result: IndicatorResult, edition: Edition) -> Live:
    lang = language()
    english = lang == "en"
    stage = stages(edition.own).get(result.stage)
    limit = ""
    if result.limit is not None:
        sign = SIGNS.get(result.operator or "", result.operator or "")
        limit = f"{sign} {result.limit.as_decimal(8).normalize():f}{unit_in(result.unit, lang)}"
    return Live(
        indicator.code,
        indicator.name_en if english else indicator.name_zh,
        (stage.label_en if english else stage.label_zh) if stage else "",
        result.stage,
        f"{result.shown}{unit_in(result.unit, lang)}" if result.shown else "",
        limit,
        VERDICTS[result.verdict][english],
        TONES.get(result.verdict, "off"),
        _words(result.reasons),
        sum(not each.is_zero for each in result.missing),
        indicator.group,
    )


def _concluded(each: ConclusionResult, name: str) -> Live:
    verdict = VERDICTS[each.verdict][language() == "en"]
    return Live(each.conclusion, name, "", "", "", "", verdict, TONES.get(each.verdict, "off"), _words(each.reasons), 0)


def _words(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    return tuple(each.en if language() == "en" else each.zh for each in reasons)


def traces_of(evaluated: RoundBody, code: str, stage: str = "") -> list[TraceNode]:
    """How an indicator or conclusion came about, one tree a stage; none for a code that the edition has not."""
    edition = edition_of(evaluated.round.edition)
    facts = tables_of(evaluated, drafts=True)
    run = Run(edition, facts, period_of(evaluated.round.period), is_traced=True)
    indicator = edition.indicator(code)
    found: list[TraceNode | None]
    if indicator is not None:
        places = [at for at in run.places(indicator) if at.body == evaluated.body_id and stage in ("", at.stage)]
        found = [run.judge.result(indicator, at).trace for at in places]
    else:
        found = [each.trace for each in run.conclusions({evaluated.body_id}) if each.conclusion == code]
    return [each for each in found if each is not None]
