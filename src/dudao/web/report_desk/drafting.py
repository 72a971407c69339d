"""The first text of a report: the edition's sentences, what is known of the body, and what departments wrote of each point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dudao.facts.known import KnownFacts
from dudao.reports.draft.compose import compose_report, with_narratives
from dudao.reports.draft.document import OfficialDocument
from dudao.reports.draft.fact_book import find_body
from dudao.values.periods import parse_period
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import drafting_of, scheme_of


def compose_for(
    evaluated: RoundBody, known: KnownFacts, narratives: Mapping[str, Sequence[str]] | None = None
) -> OfficialDocument:
    """The draft of a body's report; the date of issue is left open.

    Args:
        narratives: by point what departments wrote, paragraph by paragraph; figures in it may carry their facts
            (`dudao.reports.draft.traces`).
    """
    published = evaluated.round.edition
    drafting = with_narratives(drafting_of(published), narratives or {})
    return compose_report(
        scheme_of(published),
        drafting,
        known,
        period=parse_period(evaluated.round.period),
        body=find_body(known, evaluated.body_id),
    )
