"""A scheme and facts to results: every indicator of every body and stage, judged; then the conclusions on whole bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from dudao.facts.known import KnownFacts
from dudao.indicators.conclude import conclude
from dudao.indicators.evaluate.formulas import formulas_of
from dudao.indicators.evaluate.judge import Judge
from dudao.indicators.evaluate.lookups import Lookups
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.world import World
from dudao.indicators.results import BodyScore, ConclusionResult, IndicatorResult, Results
from dudao.indicators.score.bodies import score_bodies
from dudao.schemes.indicators import Edition, Indicator
from dudao.values.periods import Period


def run_edition(
    edition: Edition,
    facts: KnownFacts,
    period: Period,
    *,
    day: date | None = None,
    bodies: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
    is_traced: bool = False,
) -> Results:
    """Compute an edition on facts.

    Args:
        day: the day on which parameters must be in force; the last day of the period where it is left out, by the
            day on which the edition's school years begin.
        bodies: codes of the bodies wanted, with all below them; all where it is left out.
        indicators: codes wanted; all but helpers where it is left out.
    """
    run = Run(edition, facts, period, day=day, is_traced=is_traced)
    wanted = set(run.codes_below(bodies)) if bodies is not None else None
    results: list[IndicatorResult] = []
    for indicator in run.chosen(indicators):
        places = [at for at in run.places(indicator) if wanted is None or at.body in wanted]
        results += run.judge.results(indicator, places)
    conclusions: list[ConclusionResult] = []
    scores: list[BodyScore] = []
    if indicators is None:
        conclusions = list(run.conclusions(wanted))
        scores = list(run.scores(wanted))
    return Results(
        edition.slug,
        edition.edition,
        edition.digest,
        facts.digest,
        period.label(),
        tuple(results),
        tuple(conclusions),
        tuple(scores),
    )


class Run:
    """One computation: the world, the names, the judge; results are worked out once each."""

    def __init__(
        self, edition: Edition, facts: KnownFacts, period: Period, *, day: date | None = None, is_traced: bool = False
    ) -> None:
        self.edition = edition
        self.period = period
        self.day = day or edition.day_of(period)
        self.world = World.of(facts, self.day)
        formulas = formulas_of(edition)
        self.judge = Judge(formulas, Lookups(formulas.symbols, self.world, self.day), is_traced=is_traced)
        self._places: dict[str, tuple[At, ...]] = {}

    def chosen(self, codes: Sequence[str] | None) -> Iterator[Indicator]:
        """The indicators asked for, in the edition's order."""
        for indicator in self.edition.indicators:
            if (codes is None and not indicator.is_helper) or (codes is not None and indicator.code in codes):
                yield indicator

    def conclusions(self, bodies: Collection[str] | None = None) -> Iterator[ConclusionResult]:
        """The conclusions on some bodies; on all where none are named."""
        return conclude(self.edition, self.judge, self.places_at, bodies)

    def scores(self, bodies: Collection[str] | None = None) -> Iterator[BodyScore]:
        """The scores of some bodies; of all where none are named."""
        return score_bodies(self.edition, self.judge, self.places_at, bodies)

    def codes_below(self, bodies: Sequence[str]) -> Iterator[str]:
        """The codes of some bodies and all below them."""
        for code in bodies:
            yield from self.world.below(code)

    def places(self, indicator: Indicator) -> Iterator[At]:
        """Where an indicator is computed: each row of its grain, or each body once a stage."""
        if indicator.grain == "school_stage":
            for at in self.places_at("school_stage"):
                if not indicator.stages or at.stage in indicator.stages:
                    yield at
            return
        for at in self.places_at(indicator.grain):
            for stage in indicator.stages or ("",):
                yield self.judge.lookups.in_stage(at, stage)

    def places_at(self, grain: str) -> Iterator[At]:
        """The bodies (or parts of schools) of a grain."""
        found = self._places.get(grain)
        if found is None:
            found = self._places[grain] = tuple(self._find_places(grain))
        return iter(found)

    def _find_places(self, grain: str) -> Iterator[At]:
        place = self.judge.lookups.place
        for code in self.world.bodies_with(grain, self.period):
            rows = self.world.rows_of(grain, code, self.period)
            if grain == "school_stage":
                for row in rows:
                    yield place(grain, code, row.stage, row, self.period)
            else:
                yield place(grain, code, "", rows[0] if rows else None, self.period)
