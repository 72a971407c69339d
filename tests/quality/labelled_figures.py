"""Reads sentences in which each figure is marked with what a careful reader says of it.

    > 题目：云州市人民政府2021年度自评报告            the title of the report that the sentences below stand in
    教育支出⟦62.31亿元|L 2021 +⟧，同比增长⟦6.1%|C 2021 +⟧。

After the bar: the role by its letter, the year of the period where the text prints or implies one, the sign of the change;
after another bar `v=` value and `u=` unit where they are not plainly those of the printed text, `m=` a part of the metric.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).parent / "passages" / "figures"
ROLES = {
    "L": "level",
    "C": "change",
    "S": "share",
    "D": "completion",
    "T": "target",
    "N": "standard",
    "B": "base",
    "F": "forecast",
    "R": "ratio",
}
_MARK = re.compile(r"⟦([^⟦⟧]*)⟧")
_PRINTED = re.compile(r"(?:约|近|大约)?(-?[\d,]+(?:\.\d+)?)(?:余|多)?(.*?)(?:左右|以上|以内|以下)?")


@dataclass(frozen=True)
class LabelledFigure:
    """A marked figure: where it stands in its sentence, and what is said of it; None where nothing is."""

    start: int
    text: str
    value: Decimal | None
    unit: str | None
    role: str
    year: int | None
    sign: str
    metric: str | None


@dataclass(frozen=True)
class LabelledSentence:
    """A sentence without its marks, the title of its report, and its figures in order."""

    text: str
    title: str | None
    figures: tuple[LabelledFigure, ...]


def load_sentences() -> list[LabelledSentence]:
    """All sentences of the folder, files in order of their names."""
    return [sentence for path in sorted(FOLDER.glob("*.txt")) for sentence in _sentences(path.read_text("utf-8"))]


def _sentences(text: str) -> Iterator[LabelledSentence]:
    title = None
    for line in text.splitlines():
        if line.startswith(">"):
            title = line.partition("：")[2].strip()
        elif line.strip() and not line.startswith("#"):
            yield _sentence(line.strip().replace("⏎", "\n"), title)


def _sentence(line: str, title: str | None) -> LabelledSentence:
    figures, parts, position, last = [], [], 0, 0
    for mark in _MARK.finditer(line):
        before = line[last : mark.start()]
        printed, _, said = mark[1].partition("|")
        position += len(before)
        figures.append(_figure(position, printed, said))
        parts += [before, printed]
        position += len(printed)
        last = mark.end()
    parts.append(line[last:])
    return LabelledSentence("".join(parts), title, tuple(figures))


def _figure(start: int, printed: str, said: str) -> LabelledFigure:
    short, _, given = said.partition("|")
    words = short.split()
    details = dict(part.split("=", 1) for part in given.split())
    plain = _PRINTED.fullmatch(printed)
    value = details.get("v") or (plain[1].replace(",", "") if plain else None)
    is_ratio = any(mark in printed for mark in ":：∶")
    unit = details.get("u") or (plain[2] or None if plain and not is_ratio else None)
    return LabelledFigure(
        start=start,
        text=printed,
        value=None if value is None else Decimal(value),
        unit=None if unit == "null" else unit,
        role=ROLES[words[0]],
        year=next((int(word) for word in words[1:] if word.isdigit()), None),
        sign=next((word for word in words[1:] if word in "+-"), ""),
        metric=details.get("m"),
    )
