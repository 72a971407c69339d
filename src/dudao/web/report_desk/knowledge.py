"""What is known of an evaluated body, for the report: asked of the apps below, handed to the core as it takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dudao.facts.known import KnownFacts
from dudao.reports.draft.traces import traced
from dudao.web.assessments.known import known_of
from dudao.web.assessments.queries import scores_of
from dudao.web.rounds.models import RoundBody


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
    """The address of the page that holds a fact; "" where none does."""
    return ""


def evidence_at(evaluated: RoundBody, headings: Sequence[str]) -> list[Any]:
    """Evidence for the points that the headings above a figure name."""
    return []
