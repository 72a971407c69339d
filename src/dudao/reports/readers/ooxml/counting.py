"""How a generated number is printed: the number formats of Word (ISO/IEC 29500-1, 17.18.59) that Chinese files use.

Which number comes next is for `numbering.py`.
"""

from __future__ import annotations

from collections.abc import Callable

_PLAIN = "零一二三四五六七八九"
_LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def chinese_counting(number: int, digits: str = _PLAIN, places: str = "十百千", *, short_ten: bool = True) -> str:
    """A number below 100,000,000 in Chinese characters, as people count; beyond, in Arabic digits.

    >>> [chinese_counting(n) for n in (1, 10, 11, 20, 101, 110, 1005, 20013)]
    ['一', '十', '十一', '二十', '一百零一', '一百一十', '一千零五', '二万零一十三']
    """
    if number >= 100_000_000:
        return str(number)
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        tail = chinese_counting(low, digits, places, short_ten=False) if low else ""
        return chinese_counting(high, digits, places) + "万" + (digits[0] if 0 < low < 1000 else "") + tail
    if number == 0:
        return digits[0]
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + (places[place - 1] if place else "")
        gap = False
    if short_ten and 10 <= number < 20:
        return text[1:]
    return text


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _letters(number: int) -> str:
    """A … Z, AA, BB … as Word goes on: the same letter repeated."""
    if not 0 < number <= 780:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (times + 1)


def _from(first: str, last: int) -> Callable[[int], str]:
    """Ready-made characters that follow each other in Unicode, from 1 to `last`; beyond, Arabic digits."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _circled(number: int) -> str:
    for low, high, first in ((0, 0, "⓪"), (1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if low <= number <= high:
            return chr(ord(first) + number - low)
    return str(number)


def _cycle(letters: str) -> Callable[[int], str]:
    return lambda number: letters[(number - 1) % len(letters)] if number > 0 else str(number)


def _digits(digits: str) -> Callable[[int], str]:
    table = {ord("0") + value: digit for value, digit in enumerate(digits)}
    return lambda number: str(number).translate(table)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "chineseCounting": chinese_counting,
    "chineseCountingThousand": chinese_counting,
    "chineseLegalSimplified": lambda number: chinese_counting(number, _LEGAL_SIMPLIFIED, "拾佰仟", short_ten=False),
    "ideographLegalTraditional": lambda number: chinese_counting(number, _LEGAL_TRADITIONAL, "拾佰仟", short_ten=False),
    "japaneseCounting": chinese_counting,
    "japaneseDigitalTenThousand": _digits("〇一二三四五六七八九"),
    "taiwaneseCounting": chinese_counting,
    "taiwaneseCountingThousand": chinese_counting,
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "koreanCounting": chinese_counting,
    "ideographDigital": _digits("〇一二三四五六七八九"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda number: _cycle(_STEMS)(number) + _cycle(_BRANCHES)(number),
    "none": lambda number: "",
}


def shown_number(number: int, number_format: str) -> str:
    """A number as Word prints it in a format; Arabic digits for a format that is not in the table.

    >>> [shown_number(n, "decimalEnclosedCircle") for n in (1, 20, 21)], shown_number(28, "lowerLetter")
    (['①', '⑳', '㉑'], 'bb')
    >>> shown_number(14, "upperRoman"), shown_number(3, "ideographTraditional"), shown_number(12, "chineseCountingThousand")
    ('XIV', '丙', '十二')
    """
    return FORMATS.get(number_format, str)(number)
