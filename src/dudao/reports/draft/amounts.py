"""Known values as reports print them: units for people, two decimals, rounding half up, never rounded to all or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from dudao.schemes.drafting import Form
from dudao.values.quantities import quantize

HUNDRED_MILLION = Decimal(10_000)
"""万元 in a 亿元."""
DECIMALS = 2
MOST_DECIMALS = 8


def decimals_for(*values: Decimal, unit: str | None, form: Form) -> int | None:
    """The decimals of amounts that stand side by side: money in 元 with two, unless all are whole; None for any other.

    >>> decimals_for(Decimal("3618.4"), Decimal(2000), unit="元", form=Form()), decimals_for(Decimal(600), unit="元", form=Form())
    (2, 0)
    """
    if form.decimals is not None or unit != "元":
        return form.decimals
    return 0 if all(value == value.to_integral_value() for value in values) else DECIMALS


def printed_number(value: Decimal, *, decimals: int | None = None) -> str:
    """A number with two decimals, fewer where it is exact with fewer, more where two would print 0 or 100 for less or more.

    >>> [printed_number(Decimal(text)) for text in ("40", "99.4", "17.8091", "2.675", "99.999", "0.0004", "12.301")]
    ['40', '99.4', '17.81', '2.68', '99.999', '0.0004', '12.30']
    """
    if decimals is None:
        decimals = min(DECIMALS, max(0, -_exponent(value.normalize())))
    rounded = quantize(value, decimals)
    while rounded in (0, 100) and rounded != value and decimals < MOST_DECIMALS:
        decimals += 1
        rounded = quantize(value, decimals)
    return f"{rounded:f}"


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


AS_KNOWN = Form()


def unit_for(*values: Decimal, unit: str | None, form: Form = AS_KNOWN) -> str | None:
    """The unit in which amounts that stand side by side are printed: 亿元 where all reach one, else as known.

    >>> unit_for(Decimal(609340), Decimal(587160), unit="万元"), unit_for(Decimal(12000), Decimal(9800), unit="万元")
    ('亿元', '万元')
    """
    if form.unit and (unit or "", form.unit) in SCALES:
        return form.unit
    if unit == "万元" and values and all(abs(value) >= HUNDRED_MILLION for value in values):
        return "亿元"
    return unit


SCALES = {("万元", "亿元"): Decimal(10_000), ("人", "万人"): Decimal(10_000), ("元", "万元"): Decimal(10_000)}
"""How many of a unit one of another is; a unit that cannot be turned into the one asked for stays as it is."""
PRINTED_UNITS = frozenset(unit for pair in SCALES for unit in pair)


def printed_amount(
    value: Decimal, unit: str | None, *, to: str | None = None, form: Form = AS_KNOWN, decimals: int | None = None
) -> str:
    """An amount with its unit; money in 亿元 and people in 万人 with two decimals.

    Args:
        to: the unit to print in, the one `unit_for` gives where it is left out.
        decimals: for amounts in the unit they are known in, `decimals_for` of what stands beside it.

    >>> printed_amount(Decimal(609340), "万元"), printed_amount(Decimal(4617), "万元"), printed_amount(Decimal(327), "所")
    ('60.93亿元', '4617万元', '327所')
    >>> printed_amount(Decimal("11628.90"), "元", form=Form(decimals=2)), printed_amount(Decimal("17.809"), "%")
    ('11628.90元', '17.81%')
    >>> printed_amount(Decimal(2731600), "人", form=Form(unit="万人"))
    '273.16万人'
    """
    to = to or unit_for(value, unit=unit, form=form)
    if to == unit:
        shown = decimals if decimals is not None else decimals_for(value, unit=unit, form=form)
        return f"{printed_number(value, decimals=shown)}{unit or ''}"
    return f"{printed_number(value / SCALES[(unit or '', to or '')], decimals=DECIMALS)}{to}"


def printed_percent(percent: Decimal) -> str:
    """The size of a growth in per cent, without its sign, two decimals unless that would print none.

    >>> [printed_percent(Decimal(text)) for text in ("3.7775", "-0.264", "0.001", "100")]
    ['3.78%', '0.26%', '0.001%', '100.00%']
    """
    return f"{printed_number(abs(percent), decimals=DECIMALS)}%"


def printed_points(points: Decimal) -> str:
    """The size of a change of a rate in percentage points, without its sign.

    >>> printed_points(Decimal("0.3")), printed_points(Decimal("-0.2512"))
    ('0.3个百分点', '0.25个百分点')
    """
    return f"{printed_number(abs(points))}个百分点"


def printed_day(day: date, *, with_year: bool = True) -> str:
    """A day as official documents print it, without leading zeros (GB/T 9704-2012, 7.3.5.4).

    >>> printed_day(date(2021, 3, 5)), printed_day(date(2021, 3, 5), with_year=False)
    ('2021年3月5日', '3月5日')
    """
    return (f"{day.year}年" if with_year else "") + f"{day.month}月{day.day}日"


def printed_month(day: date) -> str:
    """The month of a day: 2021年3月."""
    return f"{day.year}年{day.month}月"


def printed_as_of(day: date) -> str:
    """A statistical date: the last day of a month is its end (月底), that of December the end of the year.

    >>> printed_as_of(date(2021, 9, 30)), printed_as_of(date(2020, 12, 31)), printed_as_of(date(2021, 8, 20))
    ('2021年9月底', '2020年底', '2021年8月20日')
    """
    if (day + timedelta(days=1)).day != 1:
        return printed_day(day)
    return f"{day.year}年底" if day.month == 12 else f"{day.year}年{day.month}月底"
