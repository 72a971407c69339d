"""A Word file prints no page numbers (没有页码)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import PAGE_NUMBER

TEXTS = Texts(
    summary=Bilingual("没有页码", "There are no page numbers"),
    message=Bilingual("文件没有设置页码", "the file prints no page numbers"),
    why=Bilingual("没有页码，评审意见无法指明位置。", "Without page numbers nobody can point at a place on paper."),
    authority=PAGE_NUMBER,
    help=Bilingual(
        "插入页码，形如“— 1 —”，四号宋体，单页居右、双页居左。",
        "Insert page numbers like — 1 —, 宋体 14 pt, right on odd pages and left on even ones.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    setups = context.source.page_setups
    if setups and not any(setup.has_page_number for setup in setups):
        yield context.diagnostic(at=None)


RULE = Rule(
    code="LAY010",
    name="page-number-missing",
    severity=Severity.WARNING,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
)
