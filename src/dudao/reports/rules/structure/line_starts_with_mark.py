"""A paragraph begins with a comma or stop (段首出现标点)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

_MARKS = frozenset("，。；、！？,;")

TEXTS = Texts(
    summary=Bilingual("段首出现标点", "A paragraph begins with a mark"),
    message=Bilingual(
        "段落以标点“{text}”开头，前面可能缺字或被错误换行",
        "a paragraph begins with {text}; words may be missing before it, or the line was broken wrongly",
    ),
    why=Bilingual(
        "逗号、句号不能出现在一行之首，这里可能丢了文字。",
        "Commas and stops never begin a line; words may be lost here.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "对照原稿看前面是否缺字；只是换行有误的，与上一段合并。",
        "Compare with the original: restore lost words, or join with the line before.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    text = context.text
    for paragraph in context.report.paragraphs:
        if paragraph.kind == "body" and text[paragraph.start : paragraph.start + 1] in _MARKS:
            yield context.diagnostic(
                at=Span(paragraph.start, paragraph.start + 1), params={"text": text[paragraph.start]}
            )


RULE = Rule(code="STR025", name="line-starts-with-mark", severity=Severity.NOTE, find=find, texts=TEXTS)
