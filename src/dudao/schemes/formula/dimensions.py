"""The algebra of units in formulas: what a product, a quotient or a sum is measured in.

A dimension is a product of base dimensions with whole exponents, 元/生 is money over person. Rates (%) are pure numbers
that are told as such; 个百分点 is the difference of two rates and nothing else. A unit is a dimension with its size:
万元 is 10,000 of money, 人/百生 is 1/100 of person over person, so a formula never multiplies by 100.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from dudao.values.units import SCALES, exact_factor, parse_unit

Exponents = tuple[tuple[str, int], ...]

OTHER_NAMES = {
    **dict.fromkeys(("生", "师", "学生", "教师", "幼儿", "person", "people", "pupil", "pupils", "student"), "人"),
    **dict.fromkeys(("students", "teacher", "teachers", "child", "children"), "人"),
    **dict.fromkeys(("班级", "class", "classes"), "班"),
    **dict.fromkeys(("校", "school", "schools"), "所"),
    **dict.fromkeys(("yuan", "CNY", "RMB"), "元"),
    "room": "间",
    "rooms": "间",
    "book": "册",
    "books": "册",
    "computer": "台",
    "computers": "台",
    "m2": "㎡",
    "hour": "小时",
    "hours": "小时",
}
"""Names that stand behind a stroke (元/生), and English ones, that count the same as a unit of the list."""
ENGLISH_SCALES = {"thousand ": 1000, "million ": 1_000_000, "billion ": 1_000_000_000, "hundred ": 100, "100 ": 100}
YEARS = {"年": 1, "学年": 1, "year": 1, "school year": 1, "月": 12, "month": 12}
"""A flow per year is the usual one: 元/生·年 is 元/生; per month is twelve times it."""
COUNTED_BY_NAME = frozenset(("thing", "times", "division"))
"""Dimensions that hold different things (册, 台, 间): each name is its own."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """What something measures. `role` is "" for an amount, "rate" for a part of 1 (%), "points" for a difference of rates."""

    exponents: Exponents = ()
    role: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it measures nothing but how much: a ratio, a rate, a count of nothing in particular."""
        return not self.exponents and self.role != "points"

    def times(self, other: Dimension, sign: int = 1) -> Dimension:
        """The dimension of a product, or of a quotient with sign -1."""
        powers = dict(self.exponents)
        for name, power in other.exponents:
            powers[name] = powers.get(name, 0) + sign * power
        return Dimension(tuple(sorted((name, power) for name, power in powers.items() if power)))

    def measures_like(self, other: Dimension) -> bool:
        """Whether the two can be added and compared: equal, or a plain number beside a rate."""
        if self.exponents != other.exponents:
            return False
        return (self.role == "points") == (other.role == "points")

    def __str__(self) -> str:
        if self.role == "points":
            return "个百分点"
        if not self.exponents:
            return "%" if self.role == "rate" else "1"
        over = "·".join(_shown(name, power) for name, power in self.exponents if power > 0) or "1"
        under = "·".join(_shown(name, -power) for name, power in self.exponents if power < 0)
        return f"{over}/{under}" if under else over


NUMBER = Dimension()
RATE = Dimension(role="rate")
POINTS = Dimension(role="points")
_SHOWN = {"money": "元", "person": "人", "area": "㎡", "institution": "所", "class": "班"}


def _shown(name: str, power: int) -> str:
    text = _SHOWN.get(name, name)
    return text if power == 1 else f"{text}^{power}"


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit as written: its dimension and how many base units it is."""

    name: str
    dimension: Dimension
    factor: Fraction


@cache
def currencies() -> frozenset[str]:
    """Moneys by their letters in ISO 4217, XXX for money of no country; each is its own, nothing converts one into another."""
    return frozenset((Path(__file__).parents[1] / "catalogue" / "currencies.txt").read_text("ascii").split())


@cache
def parse_measure(name: str) -> Measure | None:
    """A unit of a field, a parameter or an indicator; None where no such unit is known.

    >>> str(parse_measure("元/生").dimension), parse_measure("万元").factor, parse_measure("人/百生").factor
    ('元/人', Fraction(10000, 1), Fraction(1, 100))
    >>> str(parse_measure("%").dimension), str(parse_measure("个百分点").dimension), parse_measure("元每生")
    ('%', '个百分点', None)
    """
    name = name.strip().replace("％", "%")
    if name in ("", "1", ":1", "比值"):
        return Measure(name, NUMBER, Fraction(1))
    if name in ("个百分点", "百分点", "percentage points", "pp"):
        return Measure(name, POINTS, Fraction(1, 100))
    if name == "percent":
        return Measure(name, RATE, Fraction(1, 100))
    if name in ("%", "‰"):
        return Measure(name, RATE, Fraction(1, 100 if name == "%" else 1000))
    head, *unders = name.split("/")
    whole = _plain(head)
    if whole is None:
        return None
    dimension, factor = whole
    for under in unders:
        for part in under.split("·"):
            below = (NUMBER, Fraction(1, YEARS[part])) if part in YEARS else _plain(part)
            if below is None:
                return None
            dimension, factor = dimension.times(below[0], -1), factor / below[1]
    return Measure(name, dimension, factor)


def _plain(name: str) -> tuple[Dimension, Fraction] | None:
    """A unit without a stroke: 万元, 百生, 间, million USD, USD million."""
    scale = next((each for each in sorted(SCALES, key=len, reverse=True) if each and name.startswith(each)), "")
    english = next((each for each in ENGLISH_SCALES if name.startswith(each)), "")
    if english:
        inner = _plain(name.removeprefix(english))
        return None if inner is None else (inner[0], inner[1] * ENGLISH_SCALES[english])
    before, _, last = name.rpartition(" ")
    if before in currencies() and f"{last} " in ENGLISH_SCALES:
        return Dimension(((before, 1),)), Fraction(ENGLISH_SCALES[f"{last} "])
    if name in currencies():
        return Dimension(((name, 1),)), Fraction(1)
    for size, base in ((1, name), (SCALES.get(scale, 1), name.removeprefix(scale))):
        own = OTHER_NAMES.get(base, base)
        unit = parse_unit(own)
        if unit is not None and unit.per is None and unit.dimension not in ("number", "percent", "points", "permille"):
            kind = own if unit.dimension in COUNTED_BY_NAME else unit.dimension
            return Dimension(((kind, 1),)), size * exact_factor(unit)
    return None
