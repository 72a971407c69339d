"""A whole self-assessment names no problems (缺存在问题部分)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import TRUTHFULNESS
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.outline import title_span
from dudao.reports.rules.structure.required import PROBLEMS, lacks

TEXTS = Texts(
    summary=Bilingual("缺存在问题部分", "The section on problems is missing"),
    message=Bilingual("全文没有写存在的问题", "the report names no problems"),
    why=Bilingual(
        "自评报告应当如实写明问题；只讲成绩的自评会降低自评可信度。",
        "A self-assessment states its problems; one that tells only successes lowers its credibility.",
    ),
    authority=TRUTHFULNESS,
    help=Bilingual(
        "增加“存在的主要问题”一节，对照要点和数据写具体：哪项指标没有达到、差多少、在哪里。",
        "Add a section on problems: which measure is not met, by how much, and where.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    if lacks(context.given, "problems", PROBLEMS):
        yield context.diagnostic(at=title_span(context.report))


RULE = Rule(code="STR018", name="problems-section-missing", severity=Severity.WARNING, find=find, texts=TEXTS)
