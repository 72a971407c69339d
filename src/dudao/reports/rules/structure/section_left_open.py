"""A section whose whole text is dots or 略 (整节省略未写)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.sections import bare_sections

TEXTS = Texts(
    summary=Bilingual("整节省略未写", "A section was left open"),
    message=Bilingual(
        "“{heading}”一节只有省略号或“略”，没有内容", "the section {heading} holds only marks of omission"
    ),
    why=Bilingual(
        "省略号只在草稿里占位；报送后这一节等于空白。",
        "Dots hold a place in a draft; in a report handed in, the section is blank.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "补写这一节的具体内容：做什么、由谁负责、何时完成。",
        "Write the section: what is done, who is responsible, by when.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for section in bare_sections(context.given):
        if section.omission is not None:
            heading = section.heading
            yield context.diagnostic(
                at=section.omission,
                labels={"标题": heading.span},
                params={"heading": heading.marker + heading.title},
            )


RULE = Rule(code="STR008", name="section-left-open", severity=Severity.ERROR, find=find, texts=TEXTS)
