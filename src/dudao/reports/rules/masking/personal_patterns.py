"""Shapes of personal data in a text: identity numbers, mobile phones, bank cards, home addresses.

The check digits are those of GB 11643-1999 (公民身份号码, ISO 7064 MOD 11-2) and of ISO/IEC 7812 (bank cards, Luhn).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dudao.values.spans import Span


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """One piece of personal data; `shown` is how it may be repeated, `tell` the part by which its place is shown."""

    kind: str  # identity | phone | card | address
    span: Span
    tell: Span
    shown: str
    is_published_contact: bool = False


_DIGITS = re.compile(r"\d(?<![\dA-FH-Za-fh-z.〔\[]\d)(?:[ -]?\d){9,17}[ -]?[\dXx](?![\dA-WYZa-wyz%])")
_IDENTITY = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")
_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")
_AMOUNT_AFTER = re.compile(r"\s*(?:[万亿]|元|人|平方米|册|名|个|号文)")
_NOT_PERSONAL_BEFORE = re.compile(
    r"(?:编号|序号|流水号|项目|合同|发票|备案|信用代码|标识码|条码|订单|证书|批准文号|ISBN|ISSN|CN|QQ|群)[^，。；,;]{0,6}$"
)
_CARD_BEFORE = re.compile(r"(?:卡号|账号|帐号|账户|帐户|银行卡|存折)[^，。；,;]{0,8}$")
_IDENTITY_BEFORE = re.compile(r"身份证(?:件)?(?:号码?)?|身份号码?")
"""Words that say what a number is, so that a wrong check digit (a slip, or one changed on purpose) hides nothing."""
_CONTACT_BEFORE = re.compile(
    r"(?:联系(?:人|电话|方式)|监督(?:举报)?|举报|咨询|服务|热线|公示|反馈|值班|投诉|办公)(?:[^，。；,;\n]{0,14}|[^。；\n]{0,14}(?:电话|手机)[:：为]?\s*)$"
)
_ADDRESS = re.compile(
    r"(?P<label>家庭(?:住址|地址)|现住址|现居住地址|居住地址|户籍(?:地址|所在地)|身份证(?:住址|地址)|住址)\s*(?:[:：]|为|是|在)\s*"
    r"(?P<address>[一-鿿A-Za-z0-9\-－]{5,40})"
)
_LIVES = re.compile(
    r"(?P<label>家住|现住|居住在|住在)(?P<address>[一-鿿]{2,20}?(?:路|街|巷|村|小区|花园|社区|弄)[一-鿿]{0,8}?\d{1,5}(?:号|栋|幢|单元|室|组)[一-鿿\d]{0,12})"
)


def personal_data(folded: str) -> Iterator[PersonalDatum]:
    """Personal data in a folded text, in the order of kinds; each place once."""
    for run in _DIGITS.finditer(folded):
        datum = _in_digits(folded, run)
        if datum is not None:
            yield datum
    for pattern in (_ADDRESS, _LIVES):
        for found in pattern.finditer(folded):
            if "XX" not in found["address"] and "某" not in found["address"] and "×" not in found["address"]:
                shown = found["address"][:2] + "…"
                yield PersonalDatum("address", Span(*found.span()), Span(*found.span("label")), shown)


def _in_digits(folded: str, run: re.Match[str]) -> PersonalDatum | None:
    start, end = run.span()
    digits = re.sub(r"[ -]", "", run[0])
    if _AMOUNT_AFTER.match(folded, end) or folded[end : end + 1] == "." and folded[end + 1 : end + 2].isdigit():
        return None
    span = Span(start, end)
    before = folded[max(0, start - 16) : start]
    if (
        len(digits) == 18
        and _IDENTITY.fullmatch(digits)
        and (is_identity_number(digits) or _IDENTITY_BEFORE.search(before))
    ):
        return PersonalDatum("identity", span, _first(folded, span, 6), digits[:6] + "*" * 8 + "****")
    if _MOBILE.fullmatch(digits) and "-" not in run[0][:3]:
        if _NOT_PERSONAL_BEFORE.search(folded, max(0, start - 16), start):
            return None
        contact = _CONTACT_BEFORE.search(folded, max(0, start - 32), start) is not None
        mobile = digits[-11:]
        return PersonalDatum("phone", span, _first(folded, span, 3), mobile[:3] + "*" * 8, contact)
    if len(digits) in range(16, 20) and digits.isdigit():
        is_named = _CARD_BEFORE.search(before)
        if (
            is_named
            or passes_luhn(digits)
            and digits.startswith("62")
            and not _NOT_PERSONAL_BEFORE.search(folded, max(0, start - 16), start)
        ):
            return PersonalDatum("card", span, _first(folded, span, 4), digits[:4] + "*" * (len(digits) - 4))
    return None


def _first(folded: str, span: Span, count: int) -> Span:
    """The first digits of a number, enough to find it and too few to know it."""
    end = span.start
    while count:
        count -= folded[end].isdigit()
        end += 1
    return Span(span.start, end)


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_identity_number(number: str) -> bool:
    """Whether the last of 18 characters is the check digit of the others (GB 11643-1999).

    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def passes_luhn(number: str) -> bool:
    """Whether digits carry a valid Luhn check digit, as bank cards do.

    >>> passes_luhn("4111111111111111"), passes_luhn("4111111111111112")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(number)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
