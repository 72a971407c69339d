"""A page number stands inside a sentence (页码混入正文). Said once; the reader has taken it out of the text."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("页码混入正文", "A page mark stands in the text"),
    message=Bilingual(
        "页码或页眉“{text}”混入句中（全文{count}处），核对时已略去",
        "the page mark {text} stands inside a sentence ({count} places); it was left out",
    ),
    why=Bilingual(
        "页码混入句中多由逐页复制造成，可能把数字或句子断开。",
        "Page marks inside sentences come from copying page by page; they may cut numbers and sentences.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "报送前从原件重新导出正文，删去混入的页码。",
        "Export the text anew from the original and remove the page marks.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    places = [note for note in context.report.notes if note.code == "page_mark"]
    if places:
        first = places[0]
        yield context.diagnostic(
            at=Span(first.start, max(first.end, first.start + 1)),
            params={"text": first.text.strip() or "…", "count": len(places)},
        )


RULE = Rule(code="STR023", name="page-mark-in-sentence", severity=Severity.NOTE, find=find, texts=TEXTS)
