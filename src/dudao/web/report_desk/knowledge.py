"""What is known of an evaluated body, for the report: asked of the apps below, handed to the core as it takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from dudao.facts.coverage import is_coverage, kind_and_words
from dudao.facts.known import KnownFacts
from dudao.facts.ledger_counts import is_count
from dudao.reports.bind.saved import parse_reference
from dudao.reports.draft.traces import traced
from dudao.web.assessments.known import known_of
from dudao.web.assessments.queries import scores_of
from dudao.web.datasets.queries import fact_address
from dudao.web.evidence.queries import evidence_for_point
from dudao.web.ledger.models import LedgerRecord
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import scheme_of

MOST_EVIDENCE = 12


@dataclass(frozen=True, slots=True)
class Proof:
    """A line of the evidence catalogue with its page."""

    number: str
    title: str
    address: str


def known_for(evaluated: RoundBody) -> KnownFacts:
    """Everything known of a body: accepted data, ledger, evidence, its indicators computed."""
    return known_of(evaluated)


def stamp_of(evaluated: RoundBody) -> str:
    """A name for the present state of everything known of a body; another name, and every check is out of date."""
    return known_of(evaluated).digest[:64]


def narratives_of(evaluated: RoundBody) -> dict[str, list[str]]:
    """By point what departments wrote about it in the self-assessment, paragraph by paragraph; live figures carry their facts."""
    return {
        each.point: [line for line in _with_facts(each.narrative, each.figures).splitlines() if line.strip()]
        for each in scores_of(evaluated)
        if each.narrative.strip()
    }


def _with_facts(text: str, figures: Sequence[dict[str, Any]]) -> str:
    """A narrative whose live figures carry their facts; one that is no longer where it was kept stays plain words."""
    for each in sorted(figures, key=lambda one: -int(one["position"])):
        start, quote = int(each["position"]), str(each["quote"])
        if quote and text[start : start + len(quote)] == quote:
            text = text[:start] + traced(quote, each["reference"]) + text[start + len(quote) :]
    return text


def source_of(evaluated: RoundBody, reference: str) -> str:
    """The address of the page that holds a fact, at its cell; "" where none does."""
    parsed = parse_reference(reference) if reference else None
    if parsed is None:
        return ""
    if is_count(parsed):
        kind, words = kind_and_words(parsed.key)
        area = {} if is_coverage(parsed) else {"body": parsed.body_code}
        asked = urlencode({**area, "kind": kind, **({"words": " ".join(words[:1])} if words else {})})
        return f"{reverse('ledger:entry-list')}?{asked}"
    if parsed.table == "ledger":
        found = LedgerRecord.objects.filter(body_id=evaluated.body_id, removed_at=None)
        entry = found.filter(Q(number=parsed.key) | Q(address=parsed.key)).first()
        return reverse("ledger:entry-detail", args=[entry.address]) if entry else ""
    return fact_address(evaluated, parsed)


def evidence_at(evaluated: RoundBody, headings: Sequence[str]) -> list[Proof]:
    """Evidence for the points that the nearest heading above a figure names, each with its page."""
    every = scheme_of(evaluated.round.edition).points
    named = ([each for each in every if each.title_zh in heading] for heading in reversed(headings))
    points = next((found for found in named if found), [])
    where = evaluated.round.address, evaluated.body_id
    entries = {each.pk: each for point in points for each in evidence_for_point(evaluated, point.code)}
    return [
        Proof(each.number, each.title, reverse("evidence:entry-detail", args=[*where, each.address]))
        for each in list(entries.values())[:MOST_EVIDENCE]
    ]
