"""Figures as ranges in base units, and what follows from them; shared by the rules on numbers.

A printed number stands for every value that rounds to it. Floats take the first look; where they come near an edge,
exact fractions decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from dudao.diagnostics.model import Bilingual
from dudao.reports.extract.stretches import dimension_of, factor_of
from dudao.reports.model import Comparison, Figure
from dudao.values.quantities import (
    Bounds,
    Interval,
    printed_interval,
    quantize,
    relative_change,
    rough_bounds,
    surely_meet,
)
from dudao.values.units import exact_factor, parse_unit

ARITHMETIC = Bilingual(
    "本系统约定：印出的数按其末位的舍入范围比较，舍入能解释的差别不报",
    "house rule: a printed number is read as the range that its last digit allows; what rounding explains is not reported",
)

RATES = frozenset(("percent", "permille"))
"""Dimensions of levels that are themselves rates."""


@lru_cache(maxsize=256)
def exact_scale(unit: str | None) -> Fraction:
    """How many base units one printed unit is, exactly; 1 for an unknown unit."""
    known = parse_unit(unit) if unit else None
    return Fraction(1) if known is None else exact_factor(known)


COUNTED = frozenset(("person", "institution", "class", "division", "place_in_school", "staff_post", "times"))
ROUND_COUNT = 100
"""A count of whole hundreds (1200人) may have been rounded; any other is taken as exact."""


def is_exact_count(figure: Figure) -> bool:
    """Whether a figure is a whole number of countable things in their plain unit: 35所, 836名, not 47.3万人."""
    if figure.approx is not None or figure.bound is not None or factor_of(figure.unit) != 1:
        return False
    if dimension_of(figure.unit) not in COUNTED:
        return False
    number = float(figure.value)
    return number.is_integer() and (number % ROUND_COUNT != 0 or number < ROUND_COUNT)


def amount(figure: Figure) -> Interval:
    """The range of a figure in base units (元, 人, 所, %)."""
    if is_exact_count(figure):
        return Interval(Fraction(figure.value), Fraction(figure.value))
    return figure.interval.scaled(exact_scale(figure.unit))


def rough_amount(figure: Figure) -> Bounds:
    """`amount` in floats."""
    if is_exact_count(figure):
        return float(figure.value), float(figure.value)
    low, high = rough_bounds(figure.value, approx=figure.approx, bound=figure.bound)
    factor = factor_of(figure.unit)
    return low * factor, high * factor


def signed_values(figure: Figure, direction: int) -> tuple[Decimal, ...]:
    """What a printed change may mean: its verb gives the sign, a printed minus may repeat it, a bare word leaves it open."""
    value = figure.value
    if value < 0:
        return (value, -value) if direction < 0 else (value,)
    if direction < 0:
        return (-value,)
    return (value,) if direction > 0 or figure.text[:1] in "+＋" else (value, -value)


def stated_ranges(figure: Figure, direction: int) -> Iterator[Interval]:
    """The ranges of a printed change, one for each reading of its sign."""
    for value in signed_values(figure, direction):
        if value < 0:
            yield printed_interval(-value, approx=figure.approx, bound=figure.bound).negated()
        else:
            yield printed_interval(value, approx=figure.approx, bound=figure.bound)


def base_range(comparison: Comparison) -> Interval | None:
    """The earlier value: as printed, else the level less the difference printed beside it; None without either."""
    if comparison.base is not None:
        return amount(comparison.base)
    if comparison.now is None or comparison.difference is None or not comparison.difference_direction:
        return None
    difference = amount(comparison.difference)
    return amount(comparison.now).minus(difference if comparison.difference_direction > 0 else difference.negated())


def rough_base(comparison: Comparison) -> Bounds | None:
    """`base_range` in floats."""
    if comparison.base is not None:
        return rough_amount(comparison.base)
    if comparison.now is None or comparison.difference is None or not comparison.difference_direction:
        return None
    now, low_high = rough_amount(comparison.now), rough_amount(comparison.difference)
    if comparison.difference_direction > 0:
        return now[0] - low_high[1], now[1] - low_high[0]
    return now[0] + low_high[0], now[1] + low_high[1]


def growth_agrees_roughly(comparison: Comparison) -> bool:
    """Whether floats already show that the amounts can give the printed rate; False asks for the exact look."""
    base = rough_base(comparison)
    change, now = comparison.change, comparison.now
    if base is None or change is None or now is None or base[0] <= 0:
        return base is None or base[1] <= 0
    level = rough_amount(now)
    low, high = (level[0] / base[1] - 1) * 100, (level[1] / base[0] - 1) * 100
    if dimension_of(change.unit) == "permille":
        low, high = low * 10, high * 10
    for value in signed_values(change, comparison.direction):
        stated = rough_bounds(abs(value), approx=change.approx, bound=change.bound)
        if surely_meet((low, high), stated if value >= 0 else (-stated[1], -stated[0])):
            return True
    return False


def growth_allowed(comparison: Comparison) -> Interval | None:
    """The growth in per cent that the printed amounts allow; None where there is no base or it may be zero."""
    base = base_range(comparison)
    if base is None or comparison.now is None:
        return None
    return relative_change(base, amount(comparison.now))


def scale_slip(comparison: Comparison) -> int:
    """By how many powers of ten the level's unit seems slipped (-4: 万元 printed for 元 …), 0 if it does not.

    Only where level and base lie more than 1,000 times apart and the slip brings them within three times of each other.
    """
    now, base = comparison.now, comparison.base
    if now is None or base is None or not now.value or not base.value:
        return 0
    ratio = float(now.value) * factor_of(now.unit) / (float(base.value) * factor_of(base.unit))
    for power in (4, 8, -4, -8):
        if 0.3 < ratio * 10.0**power < 3 and not 0.001 < ratio < 1000:
            return power
    return 0


def shown_range(found: Interval, decimals: int, suffix: str = "") -> str:
    """A range for people: one number where both ends round to it, else low～high; signs kept.

    >>> shown_range(Interval(Fraction("6.105"), Fraction("6.114")), 2, "%")
    '6.11%'
    >>> shown_range(Interval(Fraction("0.2548"), Fraction("0.7663")), 2, "%")
    '0.25%～0.77%'
    """
    if found.low is None or found.high is None:
        edge = found.low if found.low is not None else found.high
        return "" if edge is None else f"{quantize(edge, decimals)}{suffix}"
    low, high = quantize(found.low, decimals), quantize(found.high, decimals)
    if low == high:
        return f"{low}{suffix}"
    middle = quantize((found.low + found.high) / 2, decimals)
    if high - low <= Decimal(1).scaleb(-decimals):
        return f"{middle}{suffix}"
    return f"{low}{suffix}～{high}{suffix}"


def printed(figure: Figure) -> str:
    """A figure as people read it: a table cell with the unit that stands in its header."""
    unit = figure.unit or ""
    return figure.text if figure.cell is None or figure.text.endswith(unit) else f"{figure.text}{unit}"


def decimals_of(figure: Figure) -> int:
    """How many digits a figure prints behind its point."""
    exponent = figure.value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
