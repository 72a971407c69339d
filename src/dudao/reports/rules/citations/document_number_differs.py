"""A title and a document number do not belong together, as the registry of instruments knows them (文号与文件不符)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.schemes.legal import known_instruments, number_key, title_key
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("文号与文件不符", "Number and document do not belong together"),
    message=Bilingual(
        "《{title}》的文号应为{known}，这里写作{number}", "《{title}》 bears the number {known}, not {number}"
    ),
    why=Bilingual("文号写错，评审人会查到另一份文件。", "With a wrong number a reviewer finds another document."),
    authority=Bilingual("{source}（{status}）", "{source} ({status_en})"),
    help=Bilingual("对照文件原件改正文号。", "Compare with the document and mend the number."),
    variants={
        "title": Bilingual(
            "{number}是《{known}》的文号，这里却写《{title}》",
            "{number} is the number of 《{known}》, not of 《{title}》",
        )
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    registry = known_instruments()
    for document in context.reading.documents:
        if not document.number or not document.closed:
            continue
        titled = [each for each in registry.titled(document.title) if each.number]
        numbered = registry.numbered(document.number)
        key = number_key(document.number)
        if titled and all(number_key(each.number) != key for each in titled):
            known, variant, source = titled[-1].number, None, titled[-1]
        elif numbered and len(document.title) >= 8 and not _agree(document.title, numbered[0].title):
            known, variant, source = numbered[0].title, "title", numbered[0]
        else:
            continue
        at = document.span
        if document.number_start is not None and document.number_end is not None:
            at = Span(document.number_start, document.number_end)
        yield context.diagnostic(
            at=at,
            params={
                "title": document.title,
                "number": document.number,
                "known": known,
                "source": source.source,
                "status": "已核实" if source.status == "confirmed" else "待核实",
                "status_en": source.status,
            },
            variant=variant,
        )


def _agree(printed: str, known: str) -> bool:
    """Whether a printed title is the known one, in whole or shortened at either end."""
    ours, theirs = title_key(printed), title_key(known)
    return ours in theirs or theirs in ours


RULE = Rule(
    code="CIT011",
    name="document-number-differs",
    severity=Severity.WARNING,
    kind=Kind.REVIEW,
    find=find,
    texts=TEXTS,
)
