"""Tokens that stand for something left out (XX市, xx.x万, X月, 张某某, 20xx年, ……).

One pass finds every mark; each is then looked at in a small window, so a million of them cost a million small looks.
"""

from __future__ import annotations

import re

from dudao.reports.extract.blanks import stripped_spans
from dudao.reports.extract.masks import (
    DIVISION,
    MARK,
    MARKS,
    UNIT,
    follows_a_post,
    mask_span,
    named_end,
    surname_before,
)
from dudao.reports.extract.templates import template_spans
from dudao.reports.model import Placeholder, Report

# Each pattern begins with one character class, which the engine can look for without trying alternatives.
_MARKED = re.compile(rf"[{re.escape(MARKS)}某…]+")
_DOTS = re.compile(r"[.。](?:\.{2,}|。{2,})")
_EMPTY_BRACKETS = re.compile(r"[(（\[【〔][ _＿]*[)）\]】〕]")
_LONE_STAR = re.compile(r"[一-鿿][*＊][一-鿿](?:[^*＊\n]{0,60}(?P<next>[*＊]))?")
_RUN = re.compile(rf"某+|…+|{MARK}+")
_STARS = "*＊﹡"
_EMPHASIS = re.compile(r"[^*＊﹡\n]{1,60}[*＊﹡]{2,3}")
_MOU_KIND = re.compile(
    r"省(?![级长])|市(?![级场民长])|县(?![级城长])|区(?![域间段长])|州|盟|旗|镇(?!长)|乡(?![村长])|村(?![民长])|街道|校(?!长|园)|小学|中学|初中|高中"
    r"|幼儿园|学校|学院|大学|园(?!长|区)|局(?!部|面|长)|公司|企业|年(?!级|代|龄)|月|日|省市|单位"
)
_OPENS_EMPTY_PART = re.compile(r"(?:^|\n)[^\n]{0,25}(?:[、。．.)）：:]|[一二三四五六七八九十]是)?$")
_ITEM = re.compile(r"[一二三四五六七八九十]是$")


def extract_placeholders(report: Report) -> tuple[Placeholder, ...]:
    """Every token left to fill in or masked, with the word it replaces part of, in the order of the text.

    A number stands with its unit (`x.xx亿元`), a name with its kind (`XX中学`), a person with the surname (`李XX`), an
    agency with its letters (`X教督办`). `1+X`, `X光`, Excel, 3×4 and marks of emphasis are none.
    """
    folded = report.folded
    spans = [*_marked_spans(folded, report.source.kind), *_dotted_spans(folded), *_bracket_spans(folded)]
    spans += template_spans(folded)
    spans += stripped_spans(report)
    spans.sort()
    found: list[Placeholder] = []
    done = 0
    for start, end, kind in spans:
        if start >= done:
            found.append(Placeholder(start, end, report.text[start:end], kind))
            done = end
    return tuple(found)


def _marked_spans(folded: str, source_kind: str) -> list[tuple[int, int, str]]:
    spans = []
    done = 0
    for hit in _MARKED.finditer(folded):
        for run in _RUN.finditer(folded, *hit.span()):
            start, end = run.span()
            if start < done:
                continue
            span = _marked_span(folded, start, end, source_kind)
            if span is not None:
                spans.append(span)
                done = span[1]
    return spans


def _marked_span(folded: str, start: int, end: int, source_kind: str) -> tuple[int, int, str] | None:
    first = folded[start]
    if first == "某":
        return _mou_span(folded, start, end)
    if first == "…":
        return _ellipsis_span(folded, start, end)
    if first in _STARS and _is_emphasis(folded, start, end, source_kind):
        return None
    span = mask_span(folded, start, end)
    if span is None and first in _STARS and end - start == 1 and _stands_alone(folded, start):
        return start, end, "stars"
    return span


def _stands_alone(folded: str, start: int) -> bool:
    """A single star between two words that is no half of a pair (*强调*): the next one, if any, masks a name itself."""
    lone = _LONE_STAR.match(folded, start - 1) if start else None
    if lone is None:
        return False
    return lone["next"] is None or mask_span(folded, lone.start("next"), lone.end("next")) is not None


def _dotted_spans(folded: str) -> list[tuple[int, int, str]]:
    found = (_ellipsis_span(folded, *hit.span()) for hit in _DOTS.finditer(folded))
    return [span for span in found if span is not None]


def _bracket_spans(folded: str) -> list[tuple[int, int, str]]:
    found = (_bracket_span(folded, *hit.span()) for hit in _EMPTY_BRACKETS.finditer(folded))
    return [span for span in found if span is not None]


def _is_emphasis(folded: str, start: int, end: int, source_kind: str) -> bool:
    """Stars of Markdown: `**全面加强**`; a pair of which neither stands for a name."""
    if source_kind == "markdown" and end - start in (2, 3) and not surname_before(folded, start):
        return True
    if end - start not in (2, 3):
        return False
    pair = _EMPHASIS.match(folded, end)
    if pair is None or pair.end() < len(folded) and folded[pair.end()] in _STARS:
        return False
    closing = pair.end()
    opens_apart = start == 0 or not "一" <= folded[start - 1] <= "鿿"
    return (
        opens_apart
        and not named_end(folded, closing)
        and not follows_a_post(folded, closing - 2)
        and not surname_before(folded, closing - 2)
    )


def _mou_span(folded: str, start: int, end: int) -> tuple[int, int, str] | None:
    """某 in place of a name: 张某某, 某某中学, 某市; not 某些, 某种, 某一."""
    length = surname_before(folded, start)
    kind = _MOU_KIND.match(folded, end)
    if folded[end : end + 1] in tuple("些种一个项类几方段程处时人事物件"):
        return None
    if length and kind is None:
        return start - length, end, "mou"
    if kind is not None and end - start == 1:
        return start, kind.end(), "mou"
    if end - start >= 2:
        return start, named_end(folded, end) or end, "mou"
    return None


def _ellipsis_span(folded: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Dots that are all the text of a paragraph, a section or an item; dots inside or after a sentence are style."""
    after = folded[end : end + 1]
    before = folded[start - 1] if start else "\n"
    if before == "\n" and after in ("\n", ""):
        return start, end, "ellipsis"
    if _ITEM.search(folded, max(0, start - 2), start) and after in ("\n", "", ";", "；", "。"):
        return start, end, "ellipsis"
    if folded[start] != "。" and "一" <= before <= "鿿":
        unit = UNIT.match(folded, end)
        return (start, unit.end(), "ellipsis") if unit else None
    if (
        after in ("\n", "")
        and before in "。．.、)）：:"
        and _OPENS_EMPTY_PART.search(folded, max(0, start - 30), start)
    ):
        return start, end, "ellipsis"
    return None


def _bracket_span(folded: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Empty brackets, with the unit that follows: （）万元; not a call `f()` or the box of a list `- [ ]`."""
    before = folded[start - 1] if start else "\n"
    if before.isascii() and (before.isalnum() or folded[max(0, start - 2) : start] in ("- ", "* ", "+ ")):
        return None
    unit = UNIT.match(folded, end) or DIVISION.match(folded, end)
    return start, unit.end() if unit else end, "brackets"
