"""Chinese, full-width and mixed numerals to numbers and back."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
GROUPS = {"万": 10_000, "亿": 100_000_000, "萬": 10_000, "億": 100_000_000}
FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％－＋", "0123456789.,%-+")

_DIGIT = "[一二两三四五六七八九]"
_HUNDREDS = (
    rf"(?:{_DIGIT}千(?:零?{_DIGIT}百(?:零?{_DIGIT}?十{_DIGIT}?|零{_DIGIT}|{_DIGIT})?|零{_DIGIT}?十{_DIGIT}?|零{_DIGIT}|{_DIGIT})?"
    rf"|{_DIGIT}百(?:零?{_DIGIT}?十{_DIGIT}?|零{_DIGIT}|{_DIGIT})?|{_DIGIT}?十{_DIGIT}?|{_DIGIT})"
)
WELL_FORMED = re.compile(
    rf"(?:{_HUNDREDS}亿)?(?:零?{_HUNDREDS}万)?(?:零?{_HUNDREDS})?(?:点[零〇一二三四五六七八九]+)?|[零〇]|[一二三四五六七八九〇零○]{{4}}"
)


def is_well_formed_numeral(text: str) -> bool:
    """Whether Chinese characters are one numeral, and not a run of digits that stands for something else.

    >>> [is_well_formed_numeral(word) for word in ("一百二十", "两万三千", "十三五", "三五", "九点五", "")]
    [True, True, False, False, True, False]
    """
    return bool(text) and WELL_FORMED.fullmatch(text) is not None


def parse_chinese_numeral(text: str) -> Decimal | None:
    """A numeral in Chinese characters to a number; None where it is none.

    >>> [str(parse_chinese_numeral(word)) for word in ("三", "十二", "一百二十三", "一千零五", "两万三", "二〇二一", "九点五")]
    ['3', '12', '123', '1005', '23000', '2021', '9.5']
    >>> parse_chinese_numeral("若干") is None
    True
    """
    if not text:
        return None
    whole, dot, part = text.partition("点")
    if dot:
        digits = [DIGITS.get(letter) for letter in part]
        head = parse_chinese_numeral(whole)
        if head is None or not digits or None in digits:
            return None
        return head + Decimal("0." + "".join(map(str, digits)))
    if all(letter in DIGITS for letter in text):
        return Decimal("".join(str(DIGITS[letter]) for letter in text))
    return _placed(text)


def _placed(text: str) -> Decimal | None:
    total = section = digit = 0
    last_place = 1
    for letter in text:
        if letter in DIGITS:
            digit = DIGITS[letter]
            last_place = 1 if letter in "零〇" else last_place
        elif letter in PLACES:
            last_place = PLACES[letter]
            section += (digit or 1) * last_place
            digit = 0
        elif letter in GROUPS:
            total = (
                (total + section + digit) * GROUPS[letter]
                if GROUPS[letter] > 10_000
                else total + (section + digit) * GROUPS[letter]
            )
            section = digit = 0
            last_place = GROUPS[letter]
        else:
            return None
    # 两万三 is 23,000: a last digit without its place takes the next lower one
    return Decimal(total + section + digit * (last_place // 10 if last_place > 10 else 1))


def render_chinese_numeral(number: int) -> str:
    """A whole number from 0 to under a trillion in Chinese characters, as reports write it.

    >>> [render_chinese_numeral(number) for number in (0, 3, 12, 20, 105, 120, 1005, 23000, 100_200_000)]
    ['零', '三', '十二', '二十', '一百零五', '一百二十', '一千零五', '二万三千', '一亿零二十万']
    """
    if not 0 <= number < 10**12:
        raise ValueError(f"no numeral for {number}: only 0 up to a trillion")
    text, rest = "", number
    for group, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        head, rest = divmod(rest, group)
        if head:
            text += ("零" if text and head < 1000 else "") + _thousands(head) + name
    text = text or "零"
    return text[1:] if text.startswith("一十") else text


def _thousands(number: int) -> str:
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return text


def parse_arabic_numeral(text: str) -> Decimal | None:
    """A printed Arabic number, thousands marks and full-width digits allowed, to a decimal with its printed precision.

    >>> parse_arabic_numeral("3,460"), parse_arabic_numeral("64.690"), parse_arabic_numeral("−0.8")
    (Decimal('3460'), Decimal('64.690'), Decimal('-0.8'))
    """
    plain = text.translate(FULL_WIDTH).replace(",", "").replace("−", "-").replace("—", "-")
    try:
        return Decimal(plain)
    except ArithmeticError:
        return None


def parse_tenths(text: str) -> Decimal | None:
    """成 to tenths: 九成五 is 9.5, 三成半 is 3.5; None where it is none.

    >>> [str(parse_tenths(word)) for word in ("三成", "九成五", "三成半", "十成")], parse_tenths("成")
    (['3', '9.5', '3.5', '10'], None)
    """
    head, mark, part = text.partition("成")
    whole = parse_chinese_numeral(head) if mark else None
    if whole is None:
        return None
    if not part:
        return whole
    tail = 5 if part == "半" else DIGITS.get(part)
    return None if tail is None else whole + Decimal(tail) / 10


def parse_fraction(text: str) -> tuple[Decimal, int] | None:
    """百分之二 to its number and what it is a part of: (2, 100); None where it is none.

    >>> parse_fraction("百分之九十五点六"), parse_fraction("三分之一"), parse_fraction("万分之五")
    ((Decimal('95.6'), 100), (Decimal('1'), 3), (Decimal('5'), 10000))
    """
    whole, mark, part = text.partition("分之")
    if not mark:
        return None
    number = parse_chinese_numeral(part) or parse_arabic_numeral(part)
    below = {"百": 100, "千": 1000, "万": 10_000}.get(whole) or parse_chinese_numeral(whole)
    return None if number is None or not below else (number, int(below))


def chinese_ordinal(number: int) -> str:
    """A number from 1 to 99 as headings print it; larger ones in Arabic digits.

    >>> [chinese_ordinal(number) for number in (1, 10, 12, 20, 31)]
    ['一', '十', '十二', '二十', '三十一']
    """
    return render_chinese_numeral(number) if 0 < number < 100 else str(number)
