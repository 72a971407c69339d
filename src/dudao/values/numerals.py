"""Chinese, full-width and mixed numerals to numbers."""

from __future__ import annotations

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
