"""A whole self-assessment says nothing of what comes next (缺下一步措施部分)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.outline import title_span
from dudao.reports.rules.structure.required import NEXT_STEPS, lacks

TEXTS = Texts(
    summary=Bilingual("缺下一步措施部分", "The section on next steps is missing"),
    message=Bilingual("全文没有写下一步措施", "the report says nothing of next steps"),
    why=Bilingual(
        "督导以整改闭环为目的；没有措施和时限，问题无从跟踪。",
        "Supervision aims at putting things right; without measures and dates nothing can be followed up.",
    ),
    authority=Bilingual(
        "《教育督导条例》关于整改的规定；评价方案对自评报告内容的要求",
        "Regulations on Educational Supervision on rectification; the scheme's demands on the report",
    ),
    help=Bilingual(
        "增加“下一步措施”一节，与存在的问题一一对应，写明措施、责任单位和完成时限。",
        "Add a section that answers each problem with measure, responsible body and deadline.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    if lacks(context.given, "next_steps", NEXT_STEPS):
        yield context.diagnostic(at=title_span(context.report))


RULE = Rule(code="STR019", name="next-steps-missing", severity=Severity.WARNING, find=find, texts=TEXTS)
