"""Figures on sentences written for the project: found at all, value and unit, role, year of the period, sign of the change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

import pytest

from dudao.reports.extract.reading import extract_reading
from dudao.reports.model import Figure
from dudao.reports.structure.build import report_from_text
from tests.quality.labelled_figures import LabelledFigure, LabelledSentence, load_sentences

YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass
class Tally:
    """How many of those asked were right, and what was not."""

    right: int = 0
    asked: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, *, is_right: bool, miss: str) -> None:
        self.asked += 1
        self.right += is_right
        if not is_right:
            self.misses.append(miss)

    @property
    def rate(self) -> float:
        return self.right / self.asked if self.asked else 1.0

    def said(self) -> str:
        return "\n".join([f"{self.right} of {self.asked}: {self.rate:.3f}", *self.misses])


def read_figures(sentence: LabelledSentence) -> tuple[Figure, ...]:
    report = replace(report_from_text(sentence.text), title=sentence.title)
    return extract_reading(report).figures


@cache
def score() -> dict[str, Tally]:
    tallies = {name: Tally() for name in ("found", "given", "value", "unit", "role", "year", "sign", "metric")}
    for sentence in load_sentences():
        figures = read_figures(sentence)
        _compare(sentence, figures, tallies)
    return tallies


def _compare(sentence: LabelledSentence, figures: tuple[Figure, ...], tallies: dict[str, Tally]) -> None:
    by_place = {(figure.start, figure.text): figure for figure in figures}
    wanted = {(label.start, label.text) for label in sentence.figures}
    for place, figure in by_place.items():
        tallies["given"].count(is_right=place in wanted, miss=f"{figure.text} ({figure.role}) in {sentence.text}")
    for label in sentence.figures:
        found = by_place.get((label.start, label.text))
        tallies["found"].count(is_right=found is not None, miss=f"{label.text} in {sentence.text}")
        if found is not None:
            for name, is_right, got in _judge(label, found):
                tallies[name].count(is_right=is_right, miss=f"{label.text}: {got} in {sentence.text}")


def _judge(label: LabelledFigure, figure: Figure) -> Iterator[tuple[str, bool, object]]:
    yield "value", figure.value == label.value, figure.value
    yield "unit", figure.unit == label.unit, figure.unit
    yield "role", figure.role.value == label.role, figure.role.value
    if label.year is not None:
        years = YEAR.findall(figure.period or "") or [str(figure.when.last_year) if figure.when else ""]
        yield "year", years[-1] == str(label.year), figure.period
    if label.sign:
        yield "sign", _sign(figure) == label.sign, figure.change
    if label.metric is not None:
        yield "metric", label.metric in figure.metric, figure.metric


def _sign(figure: Figure) -> str:
    """The sign of the change that a figure states or carries; a from-to pair by its two ends."""
    change = figure.change or ""
    if "→" in change:
        before, after = (float(part.rstrip("%")) for part in change.split("→"))
        return "+" if after > before else "-"
    return change[:1]


def test_there_are_enough_sentences() -> None:
    sentences = load_sentences()
    assert len(sentences) >= 300
    assert sum(len(sentence.figures) for sentence in sentences) >= 800


def test_figures_are_found_and_little_else_is() -> None:
    found, given = score()["found"], score()["given"]
    f1 = 2 * found.rate * given.rate / (found.rate + given.rate)
    assert f1 >= 0.98, f"missed {found.said()}\nnot asked for {given.said()}"


@pytest.mark.parametrize(
    ("name", "asked"),
    [("value", 0.99), ("unit", 0.99), ("role", 0.95), ("year", 0.95), ("sign", 0.99), ("metric", 0.95)],
)
def test_of_the_figures_found_the_rest_is_right(name: str, asked: float) -> None:
    tally = score()[name]
    assert tally.asked >= (5 if name == "metric" else 100)
    assert tally.rate >= asked, tally.said()
