"""Headings of one level are marked in two styles (序数标注不统一): 一、 and 二. in one report.

Half- and full-width forms of one mark differ only in Word files; copies as plain text, web page or PDF lose them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import Heading
from dudao.reports.rules.authorities import HEADING_NUMBERS
from dudao.reports.rules.contract import Rule, RuleContext

TEXTS = Texts(
    summary=Bilingual("序数标注不统一", "Heading marks are mixed"),
    message=Bilingual(
        "同一层次多数用“{usual}”标注，这里用“{marker}”",
        "headings of this level mostly read {usual}; this one reads {marker}",
    ),
    why=Bilingual(
        "同一层次序数的标点应当一致，“一、”后用顿号，“1”后用圆点，带括号的序数后不加标点。",
        "Marks of one level should agree: 、 after 一, a dot after 1, nothing after a number in brackets.",
    ),
    authority=HEADING_NUMBERS,
    help=Bilingual("全文统一为“{usual}”的写法。", "Use the form {usual} throughout."),
)

_NUMBER = re.compile(r"[一二三四五六七八九十百零〇]+|\d+")
_HALF = str.maketrans("（）．，：", "().,:")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    is_word = context.source.kind == "docx"
    by_level: dict[tuple[int, bool], list[tuple[str, Heading]]] = {}
    for heading in context.report.headings:
        if heading.marker and not heading.generated and heading.ordinal is not None:
            style = _style(heading.marker, keep_width=is_word)
            by_level.setdefault((heading.level, heading.run_in), []).append((style, heading))
    for headings in by_level.values():
        counts = Counter(style for style, _ in headings)
        if len(counts) < 2:
            continue
        usual = counts.most_common(1)[0][0]
        model = next(heading for style, heading in headings if style == usual)
        told: set[str] = set()
        for style, heading in headings:
            if style == usual or style in told:
                continue
            told.add(style)
            yield context.diagnostic(
                at=heading.span,
                labels={"多数写法": model.span},
                params={"usual": model.marker, "marker": heading.marker},
            )


def _style(marker: str, *, keep_width: bool) -> str:
    """A marker with its number taken out; blanks never count, the width of its marks only where the format keeps it."""
    style = _NUMBER.sub("#", re.sub(r"\s+", "", marker))
    return style if keep_width else style.translate(_HALF)


RULE = Rule(code="STR005", name="numbering-styles-mixed", severity=Severity.NOTE, find=find, texts=TEXTS)
