"""One cell to a value: numbers as people type them, the five states, units written into the cell, dates and periods.

A blank is never zero, and nothing is guessed in silence: whatever is doubtful comes back with the name of a problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any

from dudao.facts.contract import FieldSchema
from dudao.schemes.formula.dimensions import parse_measure
from dudao.values.absence import State
from dudao.values.numerals import parse_chinese_numeral
from dudao.values.periods import Period, month, parse_period, school_year, year
from dudao.values.records import record
from dudao.values.units import Unit, parse_unit


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error (#N/A), or a formula whose result was never stored ("formula")."""

    text: str


@record
class Entry:
    """What a cell of a number column says: exact value in the column's unit, state, one unit of the last digit typed.

    `problem` is the name of a kind in `problems`, "" if all is well; `params` belong to its message.
    """

    value: Decimal | None
    state: State
    step: Decimal | None = None
    problem: str = ""
    params: dict[str, Any] = field(default_factory=dict)


WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("　"): " ",
    ord("\xa0"): " ",
    ord("．"): ".",
    ord("−"): "-",
    ord("﹣"): "-",
    ord("％"): "%",
}
LONGEST_NUMBER = 60
"""Characters of the longest entry that is looked at as a number."""
BLANK = Entry(None, State.NOT_COLLECTED)

STATE_WORDS = {
    **dict.fromkeys(("零", "〇"), State.ZERO),
    **dict.fromkeys(
        ("未采集", "未统计", "缺", "缺失", "暂缺", "暂无", "暂无数据", "无数据", "na", "n/a", "not_collected", "missing", "null", "none", "nan",
         "not collected", "not available", "not reported", "unknown", "..", ":"),
        State.NOT_COLLECTED,
    ),
    **dict.fromkeys(("…", "……", "...", "......", "⋯", "⋯⋯"), State.NOT_COLLECTED),
    **dict.fromkeys(("不适用", "不涉及", "not_applicable", "not applicable", "z", "—", "——", "–", "-", "--", "/", "\\", "／", "*—"), State.NOT_APPLICABLE),
    **dict.fromkeys(("不予公开", "不公开", "保密", "涉密", "withheld", "suppressed", "confidential", "c"), State.WITHHELD),
    "zero": State.ZERO,
}  # fmt: skip
AMBIGUOUS = frozenset(("无", "没有", "未", "×", "x"))

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_IN_BRACKETS = re.compile(r"[(]\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*[)]")
_SCIENTIFIC = re.compile(r"-?\d+(?:\.\d+)?[eE][+-]?\d{1,2}")
_NUMBER = re.compile(
    r"(?P<hedge>约|近|超过|超|逾|大约|约为)?\s*(?P<number>[-+]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?)\s*(?P<more>余|多)?"
    r"(?P<unit>[^\d\s,.]{0,8})(?P<after>余|多|左右|以上|以下)?"
)


def parse_number_cell(raw: Any, column: FieldSchema, unit: str | None) -> Entry:
    """A cell of a number column.

    Args:
        raw: as the reader gave it: text, number, CellError or None.
        unit: the unit of its heading, None where the heading names none and the column's own holds.
    Returns:
        the value in the column's own unit, scaled exactly; zero only where zero was entered.

    >>> from dudao.facts.contract import table_schema
    >>> column = table_schema("city").by_id["edu_exp_t"]
    >>> parse_number_cell("58.72", column, "亿元").value, parse_number_cell("６２３,１００", column, None).value
    (Decimal('587200'), Decimal('623100'))
    >>> parse_number_cell("", column, None).state.value, parse_number_cell("/", column, None).state.value
    ('not_collected', 'not_applicable')
    """
    if raw is None or raw == "":
        return BLANK
    if isinstance(raw, CellError):
        name = "formula-without-value" if raw.text == "formula" else "cell-error"
        return Entry(None, State.NOT_COLLECTED, None, name, {"found": raw.text})
    if isinstance(raw, bool):
        return _not_a_number(raw)
    if isinstance(raw, (int, float, Decimal)):
        if not isfinite(raw):
            return _not_a_number(raw)
        return _scaled(_decimal(raw), column, unit)
    if isinstance(raw, (date, datetime)):
        return _not_a_number(raw)
    text = str(raw)
    if len(text) > LONGEST_NUMBER:
        return _not_a_number(text)
    if _PLAIN.fullmatch(text):
        return _scaled(Decimal(text), column, unit)
    return _parse_text(text, column, unit)


def _decimal(raw: int | float | Decimal) -> Decimal:
    """A stored number as the person sees it: a float by its shortest form, 3.0 as 3."""
    if isinstance(raw, float):
        return Decimal(int(raw)) if raw.is_integer() else Decimal(repr(round(raw, 10)))
    return Decimal(raw)


def _parse_text(text: str, column: FieldSchema, unit: str | None) -> Entry:
    plain = text.translate(WIDTHS).strip().strip("'\"‘’“”").strip()
    if not plain:
        return BLANK
    state = STATE_WORDS.get(plain) or STATE_WORDS.get(plain.lower())
    if state is State.ZERO:
        return Entry(Decimal(0), State.ZERO)
    if state is not None:
        return Entry(None, state)
    if plain in AMBIGUOUS:
        return Entry(None, State.NOT_COLLECTED, None, "zero-or-missing", {"found": text})
    if plain.startswith("#"):
        return Entry(None, State.NOT_COLLECTED, None, "cell-error", {"found": plain})
    if (marked := _marked_number(plain, text, column, unit)) is not None:
        return marked
    found = _NUMBER.fullmatch(plain)
    if found is None:
        numeral = parse_chinese_numeral(plain)
        return _not_a_number(text) if numeral is None else _scaled(numeral, column, unit)
    number = Decimal(found["number"].replace(",", "").replace(" ", ""))
    written = found["unit"]
    for hedge in ("左右", "以上", "以下", "余", "多"):
        if written.endswith(hedge):
            written = written.removesuffix(hedge)
            return _approximate(_scaled(number, column, written or unit), text)
    entry = _scaled(number, column, written or unit)
    return _approximate(entry, text) if found["hedge"] or found["more"] or found["after"] else entry


def _marked_number(plain: str, text: str, column: FieldSchema, unit: str | None) -> Entry | None:
    """A number with a mark: in brackets for a negative one, with ￥ in a column of yuan, in scientific notation; None for others."""
    if found := _IN_BRACKETS.fullmatch(plain):
        entry = _scaled(-Decimal(found[1].replace(",", "")), column, unit)
        if entry.problem or entry.value is None:
            return entry
        params = {"found": text, "expected": f"{entry.value:f}"}
        return Entry(entry.value, entry.state, entry.step, "negative-in-brackets", params)
    own = unit or column.unit or ""
    if plain[0] in "¥￥$" and own.partition("/")[0] in ("元", "USD"):
        return _parse_text(plain[1:], column, unit)
    if _SCIENTIFIC.fullmatch(plain):
        return _approximate(_scaled(Decimal(plain), column, unit), text)
    return None


def _approximate(entry: Entry, text: str) -> Entry:
    if entry.value is None:
        return entry
    expected = f"{entry.value:f}"
    return Entry(entry.value, entry.state, entry.step, "approximate-number", {"found": text, "expected": expected})


def _not_a_number(raw: Any) -> Entry:
    return Entry(None, State.NOT_COLLECTED, None, "not-a-number", {"found": raw})


def _scaled(number: Decimal, column: FieldSchema, unit: str | None) -> Entry:
    """The number in the column's unit; a difference by a power of ten is exact."""
    exponent = number.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else None
    if unit is not None and unit != column.unit:
        factor = factor_between(unit, column.unit)
        if factor is None:
            return Entry(None, State.NOT_COLLECTED, None, "unit-does-not-fit", {"found": unit, "unit": column.unit})
        number, step = number * factor, None if step is None else step * factor
        if number == number.to_integral_value():
            number = number.quantize(Decimal(1))
    if number == 0:
        return Entry(number, State.ZERO, step)
    return _limits(Entry(number, State.VALUE, step), column, is_percent=unit == "%")


def _limits(entry: Entry, column: FieldSchema, *, is_percent: bool) -> Entry:
    value = entry.value
    if value is None:
        return entry
    found = f"{value:f}"
    if column.type == "rate" and Decimal(0) < value <= 1 and not is_percent:
        percent = value * 100
        params = {"found": found, "expected": f"{percent.normalize():f}"}
        step = None if entry.step is None else entry.step * 100
        return Entry(percent, entry.state, step, "fraction-for-percent", params)
    if column.minimum is not None and value < column.minimum:
        return Entry(value, entry.state, entry.step, "below-minimum", {"found": found, "limit": column.minimum})
    if column.maximum is not None and value > column.maximum:
        return Entry(value, entry.state, entry.step, "above-maximum", {"found": found, "limit": column.maximum})
    if column.type == "count" and value != value.to_integral_value():
        return Entry(value, entry.state, entry.step, "count-not-whole", {"found": found})
    return entry


OTHER_NAMES = {"m2": "㎡", "M2": "㎡", "m²": "㎡", "平米": "㎡", "元/生·年": "元/生", "百分比": "%", "百分数": "%"}
COUNTED = frozenset(("institution", "thing", "times", "class", "division", "place_in_school"))


def factor_between(unit: str, own: str | None) -> Decimal | None:
    """How many of the column's own unit one of the given unit is; None where the two measure different things.

    >>> factor_between("亿元", "万元"), factor_between("元/生", "元"), factor_between("%", "人"), factor_between("户", "所")
    (Decimal('10000'), Decimal('1'), None, Decimal('1'))
    >>> factor_between("million USD", "USD"), factor_between("EUR", "USD")
    (Decimal('1000000'), None)
    """
    given, wanted = _unit(unit), _unit(own)
    if own is None:
        return Decimal(1)
    if given is None or wanted is None:
        return Decimal(1) if unit == own else _factor_of_measures(unit, own)
    if given.dimension == "number":  # a bare 万 scales the column's own kind
        return Decimal(given.factor)
    one, other = _counted(given), _counted(wanted)
    if one != other:
        return None
    return Decimal(str(given.factor)) / Decimal(str(wanted.factor))


def _factor_of_measures(unit: str, own: str) -> Decimal | None:
    """The same for units that schemes bring along: million USD in USD, students in pupils."""
    given, wanted = parse_measure(unit), parse_measure(own)
    if given is None or wanted is None or not given.dimension.measures_like(wanted.dimension):
        return None
    factor = given.factor / wanted.factor
    return Decimal(factor.numerator) / Decimal(factor.denominator)


def _unit(name: str | None) -> Unit | None:
    if name is None:
        return None
    return parse_unit(OTHER_NAMES.get(name, name))


def _counted(unit: Unit) -> str:
    return "thing" if unit.dimension in COUNTED else unit.dimension


_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?(?:[ T]\d{1,2}:\d{2}.*)?")


_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile(r"[〇○零一二三四五六七八九]{4}(?=年|$|[-—–~至])")
_CHINESE_PART = re.compile(r"([一二三四五六七八九十]{1,3})(?=[月日])")


def _with_digits(text: str) -> str:
    """A date or period in Chinese numerals (二〇二一年九月一日) in digits; any other text as it is."""
    if not _CHINESE_YEAR.match(text):
        return text
    text = _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), text)
    return _CHINESE_PART.sub(lambda found: str(parse_chinese_numeral(found[0]) or found[0]), text)


def parse_date_cell(raw: Any) -> date | None:
    """A cell of a date column; a month alone is its first day. None where it is no date or an impossible one.

    >>> parse_date_cell("2021年4月30日"), parse_date_cell("2021.6"), parse_date_cell("20210430"), parse_date_cell("2021-2-30")
    (datetime.date(2021, 4, 30), datetime.date(2021, 6, 1), datetime.date(2021, 4, 30), None)
    """
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = _with_digits(clean_text(raw))
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None


def clean_text(raw: Any) -> str:
    """A cell as text: half-width, trimmed, a whole number without its .0."""
    if type(raw) is str:
        return raw.strip() if raw.isascii() else _clean(raw)
    if raw is None or isinstance(raw, CellError):
        return ""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(Decimal(repr(raw))))  # a long code keeps the digits that the spreadsheet shows
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return str(raw).translate(WIDTHS).strip()


def prose(raw: Any) -> str:
    """A cell of words as it was typed, only trimmed: its commas, brackets and digits keep their width.

    >>> prose(" 全面达标，无大班额（含民办） "), clean_text("全面达标，无大班额（含民办）")
    ('全面达标，无大班额（含民办）', '全面达标,无大班额(含民办)')
    """
    return raw.strip() if type(raw) is str else clean_text(raw)


@lru_cache(maxsize=4_096)
def _clean(text: str) -> str:
    """Text half-width and trimmed; the name of a row is asked for several times."""
    return text.translate(WIDTHS).strip()


_YEAR = re.compile(r"(\d{4})\s*(?:年度?|财年)?")
_SCHOOL_YEAR = re.compile(r"(\d{4})\s*[-—–~至/]+\s*(\d{4}|\d{2})\s*(?:学年度?|年度?)?")
_MONTH = re.compile(r"(\d{4})(?:-|年|\.|/)(\d{1,2})月?底?")
_HALF = re.compile(r"(\d{4})年?(上|下)半年")
_TERM = re.compile(r"(\d{4})年?(春|秋)季?学?期?")


def parse_period_cell(raw: Any) -> Period | None:
    """A cell of a period column: 2021, 2021年度, 2020-2021学年, 2021年9月, 2021年上半年, 2021年秋季学期, 2020-01..2021-09.

    >>> [parse_period_cell(text).label() for text in ("2021年", 2021.0, "２０２０—２０２１学年", "2021年9月", "2021年秋季学期")]
    ['2021', '2021', '2020-2021', '2021-09', '2021-2022']
    """
    if isinstance(raw, (date, datetime)):
        return year(raw.year) if (raw.month, raw.day) in ((1, 1), (12, 31)) else month(raw.year, raw.month)
    text = _with_digits(clean_text(raw).replace(" ", "").removeprefix("截至").removesuffix("底"))
    if found := _YEAR.fullmatch(text):
        return year(int(found[1])) if 1900 <= int(found[1]) < 2200 else None
    if (found := _SCHOOL_YEAR.fullmatch(text)) and int(found[2]) % 100 == (int(found[1]) + 1) % 100:
        return school_year(int(found[1]))
    if found := _HALF.fullmatch(text):
        return _half(int(found[1]), is_second=found[2] == "下")
    if found := _TERM.fullmatch(text):
        return school_year(int(found[1]) - (found[2] == "春"))
    if found := _MONTH.fullmatch(text):
        return month(int(found[1]), int(found[2])) if 1 <= int(found[2]) <= 12 else None
    return parse_period(text)


def _half(number: int, *, is_second: bool) -> Period:
    turn = date(number, 7, 1)
    return Period(turn, date(number + 1, 1, 1), "half") if is_second else Period(date(number, 1, 1), turn, "half")
