"""A page number stands inside a sentence (页码混入正文).

Lines of their own were taken out of the text and are spoken of once; a mark left inside a line is a remark each.
"""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
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
    variants={"left": Bilingual("页码“{text}”混入句中", "the page mark {text} stands inside a sentence")},
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    starts = {paragraph.start for paragraph in context.report.paragraphs}
    dropped = [note for note in context.report.notes if note.code == "page_mark" and note.start not in starts]
    if dropped:
        first = dropped[0]
        yield context.diagnostic(
            at=Span(max(0, first.start - 1), first.start + 1),
            params={"text": first.text.strip(), "count": len(dropped)},
        )
    for note in context.report.notes:
        if note.code == "page_mark_in_sentence":
            yield context.diagnostic(
                at=Span(note.start, note.end), params={"text": note.text.strip()}, variant="left", kind=Kind.FAIL
            )


RULE = Rule(
    code="STR023", name="page-mark-in-sentence", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS
)
