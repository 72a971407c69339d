"""A title inside a title stands in 《》 again instead of 〈〉 (书名号嵌套用法)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Fix, Severity, Texts
from dudao.reports.rules.authorities import TITLE_MARKS
from dudao.reports.rules.citations.marks import mark_faults
from dudao.reports.rules.contract import Rule, RuleContext

TEXTS = Texts(
    summary=Bilingual("书名号内层应为单书名号", "An inner title needs single marks"),
    message=Bilingual("书名号内的“{text}”应改用单书名号", "{text} stands inside a title and needs single marks"),
    why=Bilingual(
        "内外层都用双书名号，文件名称的起止容易看错。",
        "With double marks at both levels the ends of the titles are easily misread.",
    ),
    authority=TITLE_MARKS,
    help=Bilingual("把内层改为“〈〉”。", "Use 〈〉 for the inner title."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for fault in mark_faults(context.given):
        if fault.kind == "nested":
            text = fault.span.of(context.text)
            yield context.diagnostic(
                at=fault.span, params={"text": text}, fixes=[Fix(fault.span, f"〈{text[1:-1]}〉", "suggested")]
            )


RULE = Rule(code="CIT003", name="title-marks-nested", severity=Severity.NOTE, find=find, texts=TEXTS)
