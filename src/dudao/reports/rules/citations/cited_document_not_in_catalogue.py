"""A document that the report claims to have issued is not in the evidence catalogue (佐证目录中没有该文件)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import CitedDocument
from dudao.reports.rules.citations.titles import compared_form
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.schemes.legal import known_instruments, number_key, title_key

TEXTS = Texts(
    summary=Bilingual("佐证目录中没有该文件", "A cited document is not in the catalogue"),
    message=Bilingual("佐证材料目录中没有《{title}》", "the evidence catalogue does not hold 《{title}》"),
    why=Bilingual(
        "报告称已印发的文件应当能在佐证材料中找到，否则这项工作无法认定。",
        "A document that the report claims to have issued must be among the evidence, or the work cannot be credited.",
    ),
    authority=Bilingual("所给佐证材料目录（evidence）", "the evidence catalogue handed over"),
    help=Bilingual(
        "把文件补入目录并附上原件；文件名称有出入的，以原件为准统一。",
        "Add it to the catalogue with its file; where the titles differ, use the document's own.",
    ),
)

_ISSUED = re.compile(
    r"(?:印发|出台|制定|下发|制发|发布|颁布|编制|修订|完善|转发|实施)(?:了|并实施)?[^，。；;《]{0,6}(?:《[^》]*》(?:[（(][^（）()]{1,30}[）)])?[、和及]?){0,8}$"
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    evidence = context.facts.evidence
    if not evidence:
        return
    titles = {title_key(compared_form(each.title)) for each in evidence}
    numbers = {number_key(each.document_number) for each in evidence if each.document_number}
    told: set[str] = set()
    for document in context.reading.documents:
        key = title_key(compared_form(document.title))
        if (
            key in told
            or not document.closed
            or known_instruments().titled(document.title)
            or not _is_own(context, document)
        ):
            continue
        told.add(key)
        by_number = document.number is not None and number_key(document.number) in numbers
        if not by_number and key not in titles:
            yield context.diagnostic(at=document.span, params={"title": document.title}, subject=key)


def _is_own(context: RuleContext, document: CitedDocument) -> bool:
    """Whether the report says that this document was issued here, not only followed."""
    return _ISSUED.search(context.report.folded, max(0, document.start - 200), document.start) is not None


RULE = Rule(
    code="CIT008",
    name="cited-document-not-in-catalogue",
    severity=Severity.WARNING,
    kind=Kind.REVIEW,
    find=find,
    texts=TEXTS,
    needs=frozenset({"facts"}),
)
