"""Figures marked by hand in a sentence, so that relations are tried without the extractor of figures.

`由{46.35亿元}增加到{49.18亿元}` has two figures; a hedge or bound inside the braces (约, 近, 余, 以上) is read off.
"""

from __future__ import annotations

import re
from decimal import Decimal

from dudao.reports.model import Figure, Report
from dudao.reports.structure.build import report_from_text

_FORM = re.compile(
    r"(?P<before>约|近|超过)?(?P<number>[-+]?[\d,]+(?:\.\d+)?)(?P<more>余|多)?(?P<unit>[^\d:余多]*?)(?P<after>以上|以内|左右)?"
)


def marked(text: str) -> tuple[Report, tuple[Figure, ...]]:
    """The report of a marked text without its braces, and the figures that the braces hold."""
    figures, plain, position = [], "", 0
    for found in re.finditer(r"\{([^{}]+)\}", text):
        plain += text[position : found.start()]
        figures.append(figure_of(found.group(1), len(plain)))
        plain += found.group(1)
        position = found.end()
    return report_from_text(plain + text[position:]), tuple(figures)


def figure_of(text: str, start: int) -> Figure:
    """A figure from its printed form; a ratio such as 14.55:1 has no unit."""
    if ":" in text:
        return Figure(start, start + len(text), text, Decimal(text.split(":")[0]), None, "")
    form = _FORM.fullmatch(text)
    assert form is not None, text
    approx = form["more"] or (form["before"] if form["before"] in ("约", "近") else None)
    bound = form["after"] if form["after"] in ("以上", "以内") else form["before"] if form["before"] == "超过" else None
    return Figure(
        start,
        start + len(text),
        text,
        Decimal(form["number"].replace(",", "")),
        form["unit"] or None,
        "",
        approx=approx or ("左右" if form["after"] == "左右" else None),
        bound=bound,
    )
