"""One document is cited under two titles (同一文件两种名称): one number with two titles, or titles one character apart."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import CitedDocument
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.citations.titles import compared_form, is_masked, slips
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.schemes.legal import number_key

TEXTS = Texts(
    summary=Bilingual("同一文件两种名称", "One document goes by two titles"),
    message=Bilingual(
        "文号{number}在这里是《{title}》，在别处是《{other}》",
        "the number {number} belongs to 《{title}》 here and to 《{other}》 elsewhere",
    ),
    why=Bilingual(
        "同一文号只能对应一个文件；名称不一致，说明至少有一处写错。",
        "One number belongs to one document; with two titles one of them is wrong.",
    ),
    authority=DRAFTING,
    help=Bilingual("对照文件原件统一名称。", "Compare with the document and use its title throughout."),
    variants={
        "slip": Bilingual(
            "《{title}》与别处的《{other}》只差一字，像是同一文件",
            "《{title}》 differs from 《{other}》 elsewhere by one character",
        )
    },
    variant_help={
        "slip": Bilingual(
            "对照文件原件核对这一字；确是两份文件的，无须修改。",
            "Compare this character with the document; leave it where two documents are meant.",
        )
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    told: set[int] = set()
    for document, other in _same_number(context):
        told.add(document.start)
        yield _remark(context, document, other, None)
    for document, other in slips(context.given):
        if document.start not in told:
            yield _remark(context, document, other, "slip")


def _same_number(context: RuleContext) -> Iterator[tuple[CitedDocument, CitedDocument]]:
    first_of: dict[str, CitedDocument] = {}
    for document in context.reading.documents:
        if not document.number or not document.closed or is_masked(document.number):
            continue
        other = first_of.setdefault(number_key(document.number), document)
        ours, theirs = compared_form(document.title), compared_form(other.title)
        if ours != theirs and not ours.endswith(theirs) and not theirs.endswith(ours):
            yield document, other


def _remark(context: RuleContext, document: CitedDocument, other: CitedDocument, variant: str | None) -> Diagnostic:
    return context.diagnostic(
        at=document.span,
        labels={"另一名称": other.span},
        params={"title": document.title, "other": other.title, "number": document.number or ""},
        variant=variant,
        kind=Kind.REVIEW if variant else None,
        severity=Severity.NOTE if variant else None,
    )


RULE = Rule(code="CIT004", name="one-document-two-titles", severity=Severity.WARNING, find=find, texts=TEXTS)
