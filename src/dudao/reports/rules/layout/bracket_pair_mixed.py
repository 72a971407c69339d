"""An opening and a closing bracket are of different kinds (括号前后不一致)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import PUNCTUATION
from dudao.reports.rules.layout.marks import MIXED_PAIR
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("括号前后不一致", "A bracket pair is of two kinds"),
    message=Bilingual(
        "有{count}处括号前后不一致，如“{pair}”（首处在此）",
        "{count} bracket pairs are of two kinds, such as {pair} (first one here)",
    ),
    why=Bilingual("括号应当成对，前后同一种、同一宽度。", "Brackets come in pairs of one kind and width."),
    authority=PUNCTUATION,
    help=Bilingual(
        "改为同一种全角括号；发文字号的年份用“〔〕”。",
        "Use one kind of full-width bracket; years of document numbers take 〔〕.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    found = list(MIXED_PAIR.pattern.finditer(context.text))
    if found:
        first = found[0]
        yield context.diagnostic(
            at=Span(first.start(), first.end()), params={"count": len(found), "pair": f"{first[0][0]}…{first[0][-1]}"}
        )


RULE = Rule(
    code="LAY015",
    name="bracket-pair-mixed",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
)
