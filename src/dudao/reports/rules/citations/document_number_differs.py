"""A title and a document number do not belong together, as the registry of instruments knows them (文号与文件不符)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import CitedDocument
from dudao.reports.rules.citations.titles import is_masked
from dudao.reports.rules.contract import Given, Rule, RuleContext
from dudao.schemes.legal import Instrument, known_instruments, number_key, title_key
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


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """A citation whose number belongs elsewhere: to the title's own instrument (`variant` None) or to another title."""

    document: CitedDocument
    instrument: Instrument
    variant: str | None


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for _, wrong in wrong_numbers(context.given):
        document, instrument = wrong.document, wrong.instrument
        at = document.span
        if document.number_start is not None and document.number_end is not None:
            at = Span(document.number_start, document.number_end)
        yield context.diagnostic(
            at=at,
            params={
                "title": document.title,
                "number": document.number,
                "known": instrument.title if wrong.variant else instrument.number,
                "source": instrument.source,
                "status": "已核实" if instrument.status == "confirmed" else "待核实",
                "status_en": instrument.status,
            },
            variant=wrong.variant,
        )


def wrong_numbers(given: Given) -> tuple[tuple[int | None, WrongNumber], ...]:
    """Every such citation with the place of its number; other rules of numbers leave these to this one."""
    return given.once("wrong_numbers", _wrong_numbers)


def _wrong_numbers(given: Given) -> tuple[tuple[int | None, WrongNumber], ...]:
    registry = known_instruments()
    found: list[tuple[int | None, WrongNumber]] = []
    for document in given.reading.documents:
        if not document.number or not document.closed or is_masked(document.number):
            continue
        titled = [each for each in registry.titled(document.title) if each.number]
        numbered = registry.numbered(document.number)
        key = number_key(document.number)
        if titled and all(number_key(each.number) != key for each in titled):
            found.append((document.number_start, WrongNumber(document, titled[-1], None)))
        elif numbered and len(document.title) >= 8 and not _agree(document.title, numbered[0].title):
            found.append((document.number_start, WrongNumber(document, numbered[0], "title")))
    return tuple(found)


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
