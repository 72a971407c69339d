"""Figures that stand in a relation: now and base and change, whole and parts, rate and what it is a rate of."""

from __future__ import annotations

from dataclasses import dataclass

from dudao.reports.model import Breakdown, Comparison, Figure, Proportion, Report


@dataclass(frozen=True, slots=True)
class Relations:
    """What `extract_relations` found."""

    comparisons: tuple[Comparison, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    proportions: tuple[Proportion, ...] = ()


def extract_relations(report: Report, figures: tuple[Figure, ...]) -> Relations:
    return Relations()
