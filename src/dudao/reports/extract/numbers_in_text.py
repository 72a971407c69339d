"""Numbers with what touches them: unit, hedge, bound, sign, misprint. One scan for Arabic numbers, one for Chinese ones.

A number without a unit is kept as *bare* until it is known whether its neighbour lends it one (2.1和1.3个百分点) or its
words ask for one (差异系数0.52). What only looks like a quantity goes out in `not_figures`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from dudao.reports.extract.not_figures import is_chinese_look_alike, is_look_alike, may_stand_bare
from dudao.reports.extract.number_patterns import ARABIC, CHINESE
from dudao.values.numerals import is_well_formed_numeral, parse_chinese_numeral, parse_fraction, parse_tenths

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTERS = str.maketrans("lIOo", "1100")
NOT_NEAR = frozenset("最附临靠贴邻接将新远邻切")
SIGNS = frozenset("-−－+")
AFTER_SIGN_OF_RANGE = re.compile(r"[0-9A-Za-z%万亿元人个所名]")
BOUNDS_BEFORE = (
    # the word, and the word it counts as in `Figure.bound`
    *(
        (word, word)
        for word in ("不得低于", "不得少于", "不得超过", "不得高于", "不低于", "不少于", "不小于", "不高于")
    ),
    *(
        (word, word)
        for word in ("不超过", "不大于", "不多于", "未超过", "不足", "不到", "至少", "最多", "高于", "低于")
    ),
    *((word, word) for word in ("少于", "多于", "大于", "小于", "超过", "突破", "超", "逾")),
    *(
        ("≥", "不低于"),
        ("≤", "不超过"),
        (">", "高于"),
        ("<", "低于"),
        ("＞", "高于"),
        ("＜", "低于"),
        ("≧", "不低于"),
        ("≦", "不超过"),
    ),
)
BOUND_BY_LAST = {
    last: tuple((word, meaning) for word, meaning in BOUNDS_BEFORE if word[-1] == last)
    for last in {word[-1] for word, _ in BOUNDS_BEFORE}
}
LOWER = {
    "不得低于": "不低于",
    "不得少于": "不少于",
    "不得超过": "不超过",
    "不得高于": "不高于",
    "未超过": "不超过",
    "不到": "不足",
}
LONGEST_SIDE = 12
"""Characters of one side of a ratio; a longer run of digits is none, and could not be divided exactly."""
JOINTS = frozenset(("、", "和", "及", "与", "，", ",", "或", "以及", "、和"))
READ = ("colon", "mark", "base", "scale", "fuzzy", "fuzzy2", "after")
RANGE = re.compile(r"[-—–~～－]{1,2}|至|到")


class Number:
    """A number found in the text, before its sentence is read. Offsets are of the folded text."""

    __slots__ = (
        "start",
        "end",
        "value",
        "unit",
        "approx",
        "bound",
        "numeral",
        "wrong",
        "second",
        "sign",
        "is_bare",
        "core",
    )

    def __init__(self, start: int, end: int, value: Decimal, unit: str | None) -> None:
        self.start, self.end, self.value, self.unit = start, end, value, unit
        self.approx: str | None = None
        self.bound: str | None = None
        self.numeral = "arabic"
        self.wrong = ""
        self.second: str | None = None  # the other side of a ratio, as printed
        self.sign = 0  # printed before the number
        self.is_bare = False
        self.core = start  # where the number itself begins, after 约 or a sign


def scan_numbers(folded: str, blocked: Sequence[tuple[int, int]]) -> list[Number]:
    """Every number that may state a quantity, in order; `blocked` are stretches (times, titles, masks) that hold none."""
    arabic = _lend_units(_scan_arabic(folded, blocked), folded)
    chinese = _scan_chinese(folded, blocked)
    if not chinese:
        return arabic
    return sorted(arabic + chinese, key=lambda number: number.start)


def _scan_arabic(folded: str, blocked: Sequence[tuple[int, int]]) -> list[Number]:
    numbers: list[Number] = []
    index, count = 0, len(blocked)
    next_start, next_end = blocked[0] if blocked else (len(folded), len(folded))
    for found in ARABIC.finditer(folded):
        start, end = found.span()
        while next_end <= start:
            index += 1
            next_start, next_end = blocked[index] if index < count else (len(folded), len(folded) + 1)
            if index >= count:
                break
        if next_start < end and start < next_end:
            continue
        number = _read_arabic(found, folded)
        if number is not None:
            numbers.append(number)
    return numbers


def _read_arabic(found: re.Match[str], folded: str) -> Number | None:
    start = found.start()
    colon, mark, base, scale, fuzzy, fuzzy2, after = found.group(*READ)
    if colon:
        return _read_ratio(found, folded)
    number_end = found.end("number_end")
    unit = (scale or "") + (base or "") or None
    wrong = "" if mark is None or mark == "." else mark
    if unit is None and (wrong or not may_be_listed(folded, start, number_end)):
        return None
    printed = folded[start:number_end]
    if wrong:
        printed = printed.replace(wrong, ".")
    if not printed.isdigit() and not (printed[-1].isdigit() and printed.replace(".", "").isdigit()):
        plain = printed.replace(",", "")
        if not plain.replace(".", "").isdigit():
            if base is None or not any(letter.isdigit() for letter in plain):
                return None
            wrong = "".join(letter for letter in plain if letter.isalpha())
            plain = plain.translate(LETTERS)
        printed = plain
    number = Number(start, found.end("tail") if unit else number_end, Decimal(printed), _plain_unit(unit))
    number.wrong = wrong
    number.is_bare = unit is None
    if unit is None:
        return number
    fuzzy = fuzzy or fuzzy2
    if fuzzy is not None:
        number.approx = "余" if fuzzy == "余" else "多"
    _read_after(number, after)
    if is_look_alike(folded, start, number.end, base or "", number):
        return None
    _read_before(number, folded)
    return number


def _plain_unit(unit: str | None) -> str | None:
    return "%" if unit in ("％", "﹪") else unit


def _read_after(number: Number, after: str | None) -> None:
    if after is None:
        return
    number.end += len(after)
    if after in ("左右", "上下"):
        number.approx = number.approx or after
    else:
        number.bound = after.lstrip("及或").replace("之内", "以内")


def _read_before(number: Number, folded: str) -> None:
    """Signs, 约 and 近 that touch the number, and bounding words before it."""
    start = number.start
    if start == 0:
        return
    before = folded[start - 1]
    if before in SIGNS and _is_sign(before, folded, start):
        number.start -= 1
        number.sign = 1 if before == "+" else -1
        if number.sign < 0:
            number.value = -number.value
        start -= 1
        before = folded[start - 1 : start]
    if before == "约":
        number.approx = number.approx or "约"
        number.start = start - 2 if folded[start - 2 : start - 1] == "大" else start - 1
    elif before == "近" and folded[start - 2 : start - 1] not in NOT_NEAR:
        number.approx = number.approx or "近"
        number.start = start - 1
    elif before == "近" and folded[start - 2] in "接将":
        number.approx = number.approx or "近"
        if folded[start - 2] == "将":
            number.start = start - 2
    elif number.bound is None and before in BOUND_BY_LAST:
        for word, meaning in BOUND_BY_LAST[before]:
            if folded.startswith(word, start - len(word)):
                number.bound = LOWER.get(meaning, meaning)
                break


def _is_sign(mark: str, folded: str, start: int) -> bool:
    """Whether a dash or plus before a number is its sign, and not the middle of a range, a compound or a plan (3+2)."""
    return start < 2 or AFTER_SIGN_OF_RANGE.match(folded[start - 2]) is None


def _read_ratio(found: re.Match[str], folded: str) -> Number | None:
    """1∶15.2: the value is the side that is not 1; of two other sides, the first over the second."""
    from_number = found.start()
    if is_look_alike(folded, from_number, found.end(), ":", None):
        return None
    printed = folded[from_number : found.end("number_end")].translate(LETTERS).replace(",", "")
    if found["mark"] not in (None, ".") or max(len(printed), len(found["second"])) > LONGEST_SIDE:
        return None
    first, second = Decimal(printed), Decimal(found["second"])
    if second == 0 or first == 0:
        return None
    value = second if first == 1 else first if second == 1 else round(first / second, 4)
    number = Number(from_number, found.end(), value, None)
    number.second = found["second"]
    _read_before(number, folded)
    return number


def may_be_listed(folded: str, start: int, end: int) -> bool:
    """Whether a bare number may be a figure at all: something follows that ends it, or a number that lends its unit."""
    following = folded[end : end + 1]
    return (
        not following
        or following in "、和及与，,。；;）)\n至到-—–~～－：!！的"
        and folded[start - 1 : start] not in "+-第每"
    )


def _lend_units(numbers: list[Number], folded: str) -> list[Number]:
    """Give bare numbers the unit of the number they are listed with; drop those that stay bare for no reason."""
    kept: list[Number] = []
    follower: Number | None = None
    for number in reversed(numbers):
        if number.unit == "个" and _counts_points(number, follower, folded):
            number.unit = "个百分点"
        if (
            number.is_bare
            and not _takes_unit(number, follower, folded)
            and not may_stand_bare(folded, number.start, number.end)
        ):
            follower = number
            continue
        if number.is_bare:
            _read_before(number, folded)
        kept.append(number)
        follower = number
    kept.reverse()
    return kept


def _counts_points(number: Number, follower: Number | None, folded: str) -> bool:
    """分别提高4.6个、2.7个百分点: the first is in points too."""
    if follower is None or follower.unit not in ("个百分点", "百分点"):
        return False
    between = folded[number.end : follower.start]
    is_shared = number.value != number.value.to_integral_value() or "分别" in folded[number.start - 12 : number.start]
    return between in ("、", "和", "及", "与") and is_shared


def _takes_unit(number: Number, follower: Number | None, folded: str) -> bool:
    if follower is None or follower.unit is None or follower.second is not None:
        return False
    between = folded[number.end : follower.start]
    if between in JOINTS:
        if between in "，," and "分别" not in folded[max(0, number.start - 30) : number.start]:
            return False
        if _begins_line(folded, number.start) and between == "、":
            return False
    elif RANGE.fullmatch(between) is None:
        return False
    elif (
        "由" not in folded[max(0, number.start - 12) : number.start]
        and "从" not in folded[max(0, number.start - 12) : number.start]
    ):
        number.bound, follower.bound = "以上", follower.bound or "以内"
    number.unit = follower.unit
    return True


def _begins_line(folded: str, start: int) -> bool:
    return start == 0 or folded[start - 1] in "\n。；"


def _scan_chinese(folded: str, blocked: Sequence[tuple[int, int]]) -> list[Number]:
    numbers: list[Number] = []
    index, count = 0, len(blocked)
    for found in CHINESE.finditer(folded):
        start, end = found.span()
        while index < count and blocked[index][1] <= start:
            index += 1
        if index < count and blocked[index][0] < end:
            continue
        number = _read_chinese(found, folded)
        if number is not None:
            number.numeral = "cjk"
            numbers.append(number)
    return numbers


def _read_chinese(found: re.Match[str], folded: str) -> Number | None:
    start, end = found.start(), found.end("tail")
    text = folded[start:end]
    number: Number | None
    if found["parts"] or found["fraction"]:
        number = _fraction(start, end, text, folded)
    elif found["fold"]:
        count = parse_chinese_numeral(text.strip("翻了番"))
        number = Number(start, end, Decimal(1) if count is None else count, "番")
    elif found["tenths"]:
        value = None if folded[start - 1 : start] in ("第", "几", "现", "百") else parse_tenths(text)
        number = None if value is None else Number(start, end, value, "成")
    else:
        number = _counted(found, folded)
    if number is not None:
        _read_after(number, found["after"])
        _read_before(number, folded)
    return number


def _fraction(start: int, end: int, text: str, folded: str) -> Number | None:
    read = parse_fraction(text)
    if read is None:
        return None
    number, below = read
    if below in (100, 1000):
        return Number(start, end, number, "%" if below == 100 else "‰")
    return Number(start, end, round(number / below, 4), None)


def _counted(found: re.Match[str], folded: str) -> Number | None:
    """A numeral with a measure word; 三千六百万元 is 3600 万元, as it is read."""
    start = found.start()
    base, scale, fuzzy = found["base"], found["scale"] or "", found["fuzzy"]
    numeral = folded[start : found.end("tail") - len(base) - len(scale) - len(fuzzy or "")]
    if not is_well_formed_numeral(numeral) and not (fuzzy and numeral in "百千万"):
        return None
    if not scale and len(numeral) > 1 and numeral[-1] in "万亿" and "亿" not in numeral[:-1]:
        numeral, scale = numeral[:-1], numeral[-1]
    value = parse_chinese_numeral(numeral) or ({"百": 100, "千": 1000, "万": 10_000}.get(numeral))
    if value is None or is_chinese_look_alike(folded, start, found.end("tail"), numeral, base):
        return None
    number = Number(start, found.end("tail"), Decimal(value), scale + base)
    if fuzzy:
        number.approx = "余" if fuzzy == "余" else "多"
    return number
