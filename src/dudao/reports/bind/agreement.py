"""Does a printed figure agree with a fact: intervals, units, signs, and whether another unit would make it fit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dudao.reports.model import Figure
from dudao.values.quantities import Interval
from dudao.values.records import record
from dudao.values.units import Unit, parse_unit

COUNTED = frozenset(("institution", "thing", "times", "class", "division", "place_in_school"))
SCALES_OF = {"money": ("元", "万元", "亿元"), "person": ("人", "万人"), "person_times": ("人次", "万人次")}


@record
class Verdict:
    """How a figure stands to a fact: the fact's value in the figure's unit, printed minus that, and the unit that would fit."""

    agrees: bool
    expected: Decimal
    difference: Decimal
    slip: str = ""


def kind_of_unit(name: str | None) -> str:
    """What a unit measures, all counted things alike; "" for a bare number.

    >>> kind_of_unit("万元"), kind_of_unit("所"), kind_of_unit("个班"), kind_of_unit("%"), kind_of_unit(None)
    ('money', 'counted', 'counted', 'percent', '')
    """
    if not name:
        return ""
    unit = parse_unit(name)
    if unit is None:
        return "counted" if name in ("个", "所") else name
    if unit.dimension == "number":
        return ""
    return "counted" if unit.dimension in COUNTED else unit.dimension


def fits(figure_unit: str | None, fact_unit: str | None) -> bool:
    """Whether a figure may state a fact by what their units measure; a bare 万 may be of anything but a rate.

    >>> fits("亿元", "万元"), fits("万", "人"), fits("个", "所"), fits("%", "个百分点"), fits("人次", "人")
    (True, True, True, False, False)
    """
    printed, known = kind_of_unit(figure_unit), kind_of_unit(fact_unit)
    return printed == known or (printed == "" and figure_unit is not None and known not in ("percent", "points", ""))


def compare(figure: Figure, value: Decimal, unit: str | None, step: Decimal | None = None) -> Verdict:
    """The figure against a known value in the value's own sense (level, growth, difference).

    Args:
        unit: of the value. step: one unit of the last digit it was typed with, None where it is exact.
    Returns:
        exact arithmetic; a figure agrees when its printed interval holds the value, or when the value was typed more
        coarsely than the figure is printed and its own interval holds the figure.
    """
    ratio = _factor(unit) / _factor(figure.unit)
    expected = Fraction(value) * ratio
    sign = sign_of(figure)
    printed = Fraction(figure.value) * sign
    agrees = _signed(figure.interval, sign).contains(expected) or (
        step is not None and figure.bound is None and abs(printed - expected) <= Fraction(step) * ratio / 2
    )
    slip = "" if agrees else _slip(figure, value, unit, sign)
    return Verdict(agrees, _decimal(expected), _decimal(printed - expected), slip)


def sign_of(figure: Figure) -> int:
    """−1 for a printed fall whose number carries no sign (下降2.8%), else +1."""
    if figure.value < 0:
        return 1
    if figure.direction is not None:
        return -1 if figure.direction < 0 else 1
    if figure.role.value == "change" and figure.change and figure.change.startswith(("-", "−")):
        return -1
    return 1


def _signed(interval: Interval, sign: int) -> Interval:
    return interval if sign > 0 else interval.negated()


def factor_of(name: str | None) -> Decimal:
    """How many base units (元, 人) one of a unit is; 1 for a unit that is not known.

    >>> factor_of("亿元") / factor_of("万元")
    Decimal('10000')
    """
    unit = parse_unit(name) if name else None
    return Decimal(str(unit.factor)) if unit is not None else Decimal(1)


def _factor(name: str | None) -> Fraction:
    unit: Unit | None = parse_unit(name) if name else None
    return Fraction(str(unit.factor)) if unit is not None else Fraction(1)


def _slip(figure: Figure, value: Decimal, unit: str | None, sign: int) -> str:
    """The unit of the same kind with which the printed number would hold the value; "" where none does."""
    if figure.bound is not None or value == 0:
        return ""
    for name in SCALES_OF.get(kind_of_unit(figure.unit), ()):
        expected = Fraction(value) * _factor(unit) / _factor(name)
        if name != figure.unit and _signed(figure.interval, sign).contains(expected):
            return name
    return ""


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
