"""Cited titles compared: one form for each, and titles that differ by a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from dudao.reports.model import CitedDocument
from dudao.reports.rules.contract import Given
from dudao.reports.structure.fold import fold
from dudao.schemes.lexicons import alternatives, load_words

_NOISE = re.compile(r"[\s“”\"'‘’《》〈〉（）()\[\]【】·、,，。\-—－–]+")
MOST_TITLES = 3000
LONGEST_TITLE = 120  # characters; what is longer between marks that were left open is no title
"""Distinct titles that are compared with one another; beyond, a report is no report any more."""

_TELLING = frozenset(
    "0123456789一二三四五六七八九十零省市县区镇乡州旗校园大中小初高幼学公民上下内外城乡东西南北新旧前后男女甲乙丙丁左右老少增减升降有无非不"
    "体美音科语数德劳智残盲聋培职普师生农工财人市级"
)


@lru_cache(maxsize=20_000)
def compared_form(title: str) -> str:
    """A title without blanks, marks and brackets, for comparison.

    >>> compared_form("云州市教育发展规划（2021—2025年）")
    '云州市教育发展规划20212025年'
    """
    return _NOISE.sub("", fold(title))


def is_masked(number: str) -> bool:
    """Whether part of a document number is masked, so that equal numbers need not be one number.

    >>> is_masked("xx教督〔2022〕x号"), is_masked("__政教督委办〔20__〕__号"), is_masked("云政发〔2021〕6号")
    (True, True, False)
    """
    return any(mark in "xXｘＸ×*＊_＿某○□…" for mark in number)


@cache
def _kind_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(load_words('document_kinds'))})$")


_TAIL = re.compile(r"(?:[（(〔\[【][^（()）〔〕]{1,16}[）)〕\]】])+$")
_COPIES = re.compile(r"(?:\d+(?:条|项|问|版)|[一二三四五六七八九十]+(?:条|项|问)|[“”\"》〉]+)$")


def kind_of(title: str) -> str | None:
    """The kind of document that a title ends with; None where it ends with none.

    >>> kind_of("关于加强校园安全工作的通知"), kind_of("关于加强校园安全工作"), kind_of("教师管理办法（试行）")
    ('通知', None, '办法')
    """
    bare = _COPIES.sub("", _TAIL.sub("", fold(title).strip()))
    found = _kind_pattern().search(_TAIL.sub("", bare))
    return found[0] if found else None


def first_citations(given: Given) -> dict[str, CitedDocument]:
    """Each distinct title (as compared) with its first citation, in the order of the text."""
    return given.once("first_citations", _first)


def _first(given: Given) -> dict[str, CitedDocument]:
    found: dict[str, CitedDocument] = {}
    for document in given.reading.documents:
        if document.closed:
            found.setdefault(compared_form(document.title), document)
    return found


def slips(given: Given) -> Iterator[tuple[CitedDocument, CitedDocument]]:
    """Pairs of long titles that differ in one character which tells no two documents apart, the later one first.

    Titles are matched by what is left after taking out one character, so that a thousand of them cost no more than
    their length.
    """
    seen: dict[str, list[str]] = {}
    named = list(first_citations(given).items())[:MOST_TITLES]
    first = {form: each for form, each in named if 10 <= len(form) <= LONGEST_TITLE}
    for form, document in first.items():
        partners = {
            other for key in _shortened(form) for other in seen.get(key, ()) if other != form and is_slip(other, form)
        }
        if partners:
            yield document, min((first[other] for other in partners), key=lambda each: each.start)
        for key in _shortened(form):
            seen.setdefault(key, []).append(form)


def _shortened(form: str) -> set[str]:
    return {form} | {form[:at] + form[at + 1 :] for at in range(len(form))}


def is_slip(one: str, other: str) -> bool:
    """Whether two titles differ in exactly one character, and not in one that distinguishes (第一期, 小学, 公办).

    >>> is_slip("关于规范幼儿园收费管理的通知", "关于规范幼儿园收费管理通知")
    True
    >>> is_slip("云州市第二期行动计划实施方案", "云州市第三期行动计划实施方案")
    False
    """
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    if len(one) == len(other):
        return left[1:] == right[1:] and not {left[:1], right[:1]} & _TELLING
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return longer[1:] == shorter and longer[:1] not in _TELLING
