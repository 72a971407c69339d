"""How a value becomes points, read: what counts in the indicator's unit is written with it (80%, 8000[元/生]), points are not."""

from __future__ import annotations

from fractions import Fraction

from dudao.schemes.edition_parts import closed, never
from dudao.schemes.indicators import Band, ScoreStep, Scoring
from dudao.schemes.numbers_in_units import number_in
from dudao.schemes.strict import Entry, exact_number

METHODS = ("marks", "bands", "linear", "deduction", "cumulative", "rubric", "judged", "gate")
NEEDED = {
    "marks": ("marks",),
    "bands": ("marks", "bands"),
    "rubric": ("marks", "bands"),
    "linear": ("marks", "low", "high"),
    "deduction": ("marks", "step", "off"),
    "cumulative": ("marks", "steps"),
    "judged": ("marks",),
}


def read_scoring(entry: Entry, unit: str) -> Scoring:
    """The scoring of an indicator of a unit; `low`, `high`, `step` and the ends of bands come out in that unit."""
    found = Scoring(
        method=entry.choice("method", METHODS),
        marks=_points(entry, "marks"),
        bands=tuple(closed(entry.entries("bands"), lambda band: _band(band, unit))),
        low=number_in(entry, "low", unit),
        high=number_in(entry, "high", unit),
        step=number_in(entry, "step", unit, is_difference=True),
        off=_points(entry, "off") if entry.has("off") else None,
        steps=tuple(closed(entry.entries("steps"), _step)),
        bonus=_points(entry, "bonus"),
        not_applicable=_policy(entry, "not_applicable", ("drop", "full")),
        missing=_policy(entry, "missing", ("missing",)),
        places=entry.places,
    )
    for key in NEEDED.get(found.method, ()):
        if not entry.has(key):
            entry.fault(f"计分方法 {found.method} 缺 {key}", f"scoring by {found.method} needs {key}", "method")
    entry.close()
    return found


def _band(entry: Entry, unit: str) -> Band:
    score = entry.number("score")
    if score is None and not entry.has("score"):
        entry.fault("缺少 score", "score is missing")
    return Band(number_in(entry, "from", unit), number_in(entry, "to", unit), score or Fraction(0), entry.places)


def _step(entry: Entry) -> ScoreStep:
    when = entry.formula("when")
    for key in ("when", "score"):
        if not entry.has(key):
            entry.fault(f"缺少 {key}", f"{key} is missing")
    return ScoreStep(when or never(entry), _points(entry, "score"), entry.places)


def _points(entry: Entry, key: str) -> Fraction:
    points = entry.number(key) or Fraction(0)
    if points < 0:
        entry.fault(f"{key} 不能是负数", f"{key} cannot be negative", key)
    return max(points, Fraction(0))


def _policy(entry: Entry, key: str, words: tuple[str, ...]) -> str:
    """What is done without a value: a word, or a fixed number of points."""
    value = entry.raw(key)
    if value is None or str(value) in words:
        return words[0] if value is None else str(value)
    points = exact_number(value)
    if points is None:
        entry.fault(
            f"{key} 只能是 {'、'.join(words)} 或分数，写的是 {value}",
            f"{key} can be {', '.join(words)} or points, not {value}",
            key,
        )
        return words[0]
    return str(points)
