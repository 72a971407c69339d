"""New values for figures of a drafted text whose facts have changed; what needs a person's words is left alone."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from dudao.values.quantities import quantize
from dudao.web.report_desk.documents import Content

_NUMBER = re.compile(r"\d[\d,]*(?:\.(\d+))?")
Plain = dict[str, Any]


def renewed_content(content: Content, figures: list[Plain]) -> tuple[Content, int]:
    """The text with new values where a fact is another now, and how many figures were renewed."""
    parts = [dict(part) for part in content["parts"]]
    renewed = 0
    for each in figures:
        new = renewed_words(each) if each["was"] else None
        if new is not None and new != each["quote"]:
            renewed += _replace([part for part in parts if not part.get("table")], each, new)
    return {**content, "parts": parts}, renewed


def renewed_words(figure: Plain) -> str | None:
    """A figure's words with the value that its fact has now, to as many decimals; None where only a person can say it.

    That is so where the fact has no value any more, where the figure is in words, and where a rise became a fall.

    >>> renewed_words({"quote": "60.93亿元", "expected": "61.2012", "difference": "-0.2712"})
    '61.20亿元'
    >>> renewed_words({"quote": "3.78%", "expected": "-1.2", "difference": "4.98"}) is None
    True
    >>> renewed_words({"quote": "2.8%", "expected": "-3.156", "difference": "0.356"})
    '3.2%'
    """
    found = list(_NUMBER.finditer(figure["quote"]))
    if len(found) != 1 or not figure["expected"]:
        return None
    number, expected = found[0], Decimal(figure["expected"])
    printed = expected + Decimal(figure["difference"] or 0)
    if expected * printed < 0:
        return None
    decimals = len(number.group(1) or "")
    amount = f"{abs(quantize(expected, decimals)):f}"
    if "," in number.group():
        amount = f"{Decimal(amount):,}"
    return f"{figure['quote'][: number.start()]}{amount}{figure['quote'][number.end() :]}"


def _replace(parts: list[Plain], figure: Plain, new: str) -> int:
    """Put new words in the place of a figure, found by its fact, or by its sentence where the text does not know the fact."""
    for part in parts:
        for start, end, reference in part["figures"]:
            if reference == figure["fact"] and part["text"][start:end] == figure["quote"]:
                return _put(part, int(start), int(end), new, figure["fact"])
    for part in parts:
        at = part["text"].find(figure["sentence"])
        start = part["text"].find(figure["quote"], at) if at >= 0 else -1
        if start >= 0:
            return _put(part, start, start + len(figure["quote"]), new, figure["fact"])
    return 0


def _put(part: Plain, start: int, end: int, new: str, reference: str) -> int:
    text = part["text"][:start] + new + part["text"][end:]
    shift = len(new) - (end - start)
    others = [each for each in part["figures"] if each[0] >= end or each[1] <= start]
    moved = [[one[0] + shift, one[1] + shift, one[2]] if one[0] >= end else list(one) for one in others]
    part["text"] = text
    part["figures"] = sorted([*moved, [start, start + len(new), reference]])
    return 1
