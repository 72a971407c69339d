"""A whole formal report is signed by no body (缺发文机关署名)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import Report
from dudao.reports.rules.authorities import SIGNATURE
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.outline import is_formal, title_span

TEXTS = Texts(
    summary=Bilingual("缺发文机关署名", "The signature is missing"),
    message=Bilingual("文末没有发文机关署名", "no issuing body stands at the end"),
    why=Bilingual(
        "自评报告以政府名义报出，署名说明由谁负责；对外公开的版本有时省略。",
        "The report goes out in the government's name; the signature says who answers for it. Public copies may omit it.",
    ),
    authority=SIGNATURE,
    help=Bilingual(
        "在正文之后、成文日期之上写发文机关全称或规范化简称。",
        "Write the issuing body's full or accepted name after the text, above the date.",
    ),
)

_BODY_ENDINGS = ("人民政府", "政府", "管委会", "委员会", "办公室", "教育局", "教体局", "教育体育局", "督导室")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    report = context.report
    if is_formal(report) and not report.truncated and not report.signatory and not _ends_with_a_body(report):
        yield context.diagnostic(at=title_span(report))


def _ends_with_a_body(report: Report) -> bool:
    """Whether one of the last short paragraphs is a body's name alone, as where the date beside it was never filled in."""
    if (report.title or "").strip("（）() ").endswith(_BODY_ENDINGS):
        return True  # 关于……的自评报告（江北区人民政府）
    last = (report.text[each.start : each.end].strip() for each in report.paragraphs[-4:])
    return any(len(text) <= 30 and text.endswith(_BODY_ENDINGS) and "，" not in text for text in last)


RULE = Rule(code="STR011", name="signatory-missing", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS)
