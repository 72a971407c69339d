"""One title is cited under two document numbers (同一文件两个文号)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import CitedDocument
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.citations.titles import compared_form, is_masked
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.schemes.legal import number_key
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("同一文件两个文号", "One document bears two numbers"),
    message=Bilingual(
        "《{title}》在这里的文号是{number}，在别处是{other}",
        "《{title}》 bears the number {number} here and {other} elsewhere",
    ),
    why=Bilingual("一份文件只有一个发文字号，至少有一处写错。", "A document has one number; one of the two is wrong."),
    authority=DRAFTING,
    help=Bilingual(
        "对照文件原件改正；若是每年各发一份的同名文件，请在名称前写明年份。",
        "Compare with the document; where a document of that title comes out yearly, write the year.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    first_of: dict[str, CitedDocument] = {}
    for document in context.reading.documents:
        if not document.number or is_masked(document.number) or len(document.title) < 8:
            continue
        other = first_of.setdefault(compared_form(document.title), document)
        if number_key(document.number) == number_key(other.number or ""):
            continue
        has_place = document.number_start is not None and document.number_end is not None
        yield context.diagnostic(
            at=Span(document.number_start or 0, document.number_end or 0) if has_place else document.span,
            labels={"另一文号": other.span},
            params={"title": document.title, "number": document.number, "other": other.number},
        )


RULE = Rule(code="CIT005", name="one-title-two-numbers", severity=Severity.WARNING, find=find, texts=TEXTS)
