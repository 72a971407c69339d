"""What a scheme says of scoring a point: marks, bonus, by which steps, and the methods of the indicators that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import product

from django.utils.translation import gettext as _

from dudao.indicators.output.wording import unit_in
from dudao.indicators.score.traced import METHODS
from dudao.schemes.formula.render import plain
from dudao.schemes.indicators import Edition, Indicator, Scoring
from dudao.schemes.model import Point
from dudao.web.pages.handed_in import language
from dudao.web.schemes.editions import edition_of, scheme_of
from dudao.web.schemes.models import PublishedEdition

MOST_STEPS = 60
"""Scores that are listed one by one; a point with more takes any score within its marks."""
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Method:
    """How one indicator of a point is scored; its words are in the language of the page that reads them."""

    indicator: Indicator
    scoring: Scoring
    marks: Decimal
    bonus: Decimal

    @property
    def name(self) -> str:
        """The indicator's name."""
        return self.indicator.name_en if language() == "en" else self.indicator.name_zh

    @property
    def word(self) -> str:
        """The method in words."""
        return METHODS.get(self.scoring.method, ("", ""))[language() == "en"]

    @property
    def lines(self) -> list[str]:
        """Bands, steps, deduction."""
        return _lines(self.scoring, unit_in(self.indicator.unit, language()))


@dataclass(frozen=True, slots=True)
class Marked:
    """A point as it is scored.

    Attributes:
        marks: the most it gives, None for a point that is met or not met. `bonus`: what may be asked beyond, 0 for none.
        steps: the only scores there are, the lowest first; () where any score within the marks (to 0.01) is possible.
    """

    point: Point
    marks: Decimal | None
    bonus: Decimal
    steps: tuple[Decimal, ...]
    methods: tuple[Method, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Points under one heading of the scheme."""

    code: str
    title: str
    points: tuple[Marked, ...]


def parts_of(published: PublishedEdition) -> tuple[Part, ...]:
    """The points of an edition under their headings, in the scheme's order."""
    scheme = scheme_of(published)
    marked = marked_points(published)
    titles = dict(scheme.groups)
    codes = dict.fromkeys(each.point.group for each in marked.values())
    return tuple(
        Part(code, titles.get(code, ""), tuple(each for each in marked.values() if each.point.group == code))
        for code in codes
    )


def marked_points(published: PublishedEdition) -> dict[str, Marked]:
    """The points of an edition by code."""
    return _marked(published.name, published.digest, published.folder)


@lru_cache(maxsize=32)
def _marked(name: str, digest: str, folder: str) -> dict[str, Marked]:
    published = PublishedEdition(name=name, digest=digest, folder=folder)
    edition = edition_of(published)
    return {point.code: _point(point, edition) for point in scheme_of(published).points}


def _point(point: Point, edition: Edition) -> Marked:
    own = tuple(each for each in edition.indicators if not each.is_helper and _belongs(each, point))
    scored = [each for each in own if each.scoring is not None and each.scoring.method != "gate"]
    methods = tuple(_method(each, each.scoring) for each in scored if each.scoring is not None)
    summed = sum((each.marks for each in methods), Decimal(0))
    marks = Decimal(point.marks) if point.marks else summed if methods else None
    bonus = sum((each.bonus for each in methods), Decimal(0))
    steps = _steps([each.scoring for each in scored if each.scoring is not None]) if marks == summed else ()
    return Marked(point, marks, bonus, steps, methods, own)


def _belongs(indicator: Indicator, point: Point) -> bool:
    return indicator.group == point.code or indicator.code in point.indicators


def _decimal(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(CENT).normalize() + 0


def _method(indicator: Indicator, scoring: Scoring) -> Method:
    return Method(indicator, scoring, _decimal(scoring.marks), _decimal(scoring.bonus))


def _lines(scoring: Scoring, unit: str) -> list[str]:
    """Bands, ends and steps in words, values in the indicator's unit."""
    lines = []
    for band in scoring.bands:
        low = f"≥{plain(band.low)}{unit}" if band.low is not None else ""
        high = f"<{plain(band.high)}{unit}" if band.high is not None else ""
        lines.append(f"{low} {high} → {plain(band.score)}".strip())
    if scoring.low is not None and scoring.high is not None:
        low, high = f"{plain(scoring.low)}{unit}", f"{plain(scoring.high)}{unit}"
        ends = {"low": low, "high": high, "marks": plain(scoring.marks)}
        lines.append(_("%(low)s 得 0 分，%(high)s 得 %(marks)s 分，其间按比例") % ends)
    if scoring.step is not None and scoring.off is not None:
        words = {"step": f"{plain(scoring.step)}{unit}", "off": plain(scoring.off)}
        lines.append(_("每差 %(step)s，扣 %(off)s 分") % words)
    lines.extend(f"{each.when.text} → {plain(each.score)}" for each in scoring.steps)
    return lines


def _steps(scored: list[Scoring]) -> tuple[Decimal, ...]:
    """Every sum that the methods can give; () where one of them gives any number, or there are too many."""
    choices = [_scores(each) for each in scored]
    if not choices or any(not each for each in choices):
        return ()
    sums = {sum(each, Fraction(0)) for each in product(*choices)} if _size(choices) <= MOST_STEPS**2 else set()
    return tuple(_decimal(each) for each in sorted(sums)) if len(sums) <= MOST_STEPS else ()


def _size(choices: list[list[Fraction]]) -> int:
    size = 1
    for each in choices:
        size *= len(each)
    return size


def _scores(scoring: Scoring) -> list[Fraction]:
    """The scores that one method can give; [] where it gives any number."""
    if scoring.method == "marks":
        return [Fraction(0), scoring.marks]
    if scoring.method in ("bands", "rubric"):
        return sorted({Fraction(0), *(each.score for each in scoring.bands)}) if scoring.bands else []
    if scoring.method == "cumulative":
        return sorted({Fraction(0), *(each.score for each in scoring.steps)})
    if scoring.method == "deduction" and scoring.off:
        count = int(scoring.marks / scoring.off)
        return sorted({Fraction(0), *(scoring.marks - number * scoring.off for number in range(count + 1))})
    return []
