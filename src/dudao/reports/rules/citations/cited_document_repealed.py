"""A repealed or superseded instrument is cited as if it were in force (引用已废止文件)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import CitedDocument
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.names.dates import day_of_passage
from dudao.reports.structure.fold import fold
from dudao.schemes.legal import Instrument, known_instruments, number_key

TEXTS = Texts(
    summary=Bilingual("引用已废止或已失效的文件", "A cited document is no longer in force"),
    message=Bilingual(
        "《{title}》已于{ended}{how}{successor}", "《{title}》 ended on {ended} ({how_en}){successor_en}"
    ),
    why=Bilingual(
        "以废止或失效的文件为现行依据，会使所述工作失去依据。",
        "A document no longer in force cannot ground present work.",
    ),
    authority=Bilingual("{source}（{status}）", "{source} ({status_en})"),
    help=Bilingual(
        "改引现行有效的文件；说的是当时情况的，写明年份或“原”。",
        "Cite what is in force; where the past is meant, write the year or 原.",
    ),
)

_HISTORICAL = re.compile(r"废止|失效|取代|替代|代替|修订前|旧版|原《|曾")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HOW = {
    "repealed": ("废止", "repealed"),
    "revised": ("修订，旧版不再适用", "revised"),
    "superseded": ("由新版代替", "superseded"),
    "ended": ("执行期满", "its term is over"),
}


def find(context: RuleContext) -> Iterator[Diagnostic]:
    told: set[str] = set()
    for document in context.reading.documents:
        day = day_of_passage(context.given, document.start) or context.given.day
        behind = context.report.folded[document.end : document.end + 30]
        instrument = ended_edition(document, min(day, context.given.day), behind)
        if instrument is None or instrument.id in told or _is_history(context, document):
            continue
        told.add(instrument.id)
        yield _remark(context, document, instrument)


def ended_edition(document: CitedDocument, day: date, behind: str = "") -> Instrument | None:
    """The ended edition that a citation means on a day; None where it is in force, unknown, or names its own years.

    By the number printed with it or `behind` it (an order's, 国务院令第399号); by the year in its title; by the title alone
    only if every edition has ended.
    """
    editions = known_instruments().titled(document.title)
    if not editions:
        return None
    ordered = tuple(each for each in editions if each.number and fold(each.number) in behind)
    if ordered:
        editions = ordered
    elif document.number:
        editions = tuple(
            each for each in editions if each.number and number_key(each.number) == number_key(document.number)
        )
    else:
        years = set(_YEAR.findall(document.title)) - {"2035"}
        dated = tuple(each for each in editions if each.issued and str(each.issued.year) in years)
        editions = dated if dated and len(editions) > 1 else editions
    if not editions or any(each.ended is None or day < each.ended for each in editions):
        return None
    last = max(editions, key=lambda each: each.ended or date.min)
    has_own_years = last.how_ended == "ended" and bool(_YEAR.search(document.title) or "五”" in document.title)
    return None if has_own_years else last  # a plan that names its years is the business of the period rules


def _is_history(context: RuleContext, document: CitedDocument) -> bool:
    report = context.report
    sentence = report.sentences[report.sentence_index(document.start)]
    return (
        _HISTORICAL.search(
            report.folded, max(sentence.start, document.start - 40), min(sentence.end, document.end + 40)
        )
        is not None
    )


def _remark(context: RuleContext, document: CitedDocument, instrument: Instrument) -> Diagnostic:
    successor = known_instruments().successor_of(instrument)
    how, how_en = _HOW[instrument.how_ended]
    is_sure = instrument.status == "confirmed" and instrument.how_ended != "ended"
    return context.diagnostic(
        at=document.span,
        params={
            "title": document.title,
            "ended": instrument.ended,
            "how": how,
            "how_en": how_en,
            "successor": f"，现行的是《{successor.title}》" if successor else "",
            "successor_en": f"; now 《{successor.title}》" if successor else "",
            "source": instrument.source,
            "status": "已核实" if instrument.status == "confirmed" else "待核实",
            "status_en": instrument.status,
        },
        kind=None if is_sure else Kind.REVIEW,
        severity=None if is_sure else Severity.NOTE,
        subject=instrument.id,
    )


RULE = Rule(code="CIT007", name="cited-document-repealed", severity=Severity.WARNING, find=find, texts=TEXTS)
