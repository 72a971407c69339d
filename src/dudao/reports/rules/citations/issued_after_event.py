"""A document is cited as the ground of something that happened before it was issued (依据文件晚于所述事项)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import CitedDocument, TimeMention
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.schemes.legal import known_instruments
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("依据文件晚于所述事项", "A document was issued after what it governs"),
    message=Bilingual(
        "{when}的事项以{issued}年的《{title}》为依据，时间颠倒",
        "what happened in {when} is grounded on 《{title}》 of {issued}",
    ),
    why=Bilingual(
        "还没有印发的文件不能作为依据，日期、文号或文件名必有一处有误。",
        "A document not yet issued can ground nothing: a date, a number or a title is wrong.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "核对事项日期和文件的印发日期、文号，改正写错的一处。",
        "Check the date, the number and the title; mend the wrong one.",
    ),
    variants={
        "date": Bilingual(
            "{when}印发的《{title}》，文号却是{issued}年",
            "《{title}》 was issued in {when}, yet its number is of {issued}",
        ),
        "report": Bilingual(
            "报告成文于{when}，所引《{title}》的文号是{issued}年",
            "the report is of {when}; 《{title}》 bears a number of {issued}",
        ),
        "registry": Bilingual(
            "{when}的事项以《{title}》为依据，该文件{issued}年才印发",
            "what happened in {when} is grounded on 《{title}》, issued only in {issued}",
        ),
    },
)

_GROUND = re.compile(r"(?:根据|按照|依据|依照|遵照|按)[^，。；;《》]{0,16}$")
_OPEN_TIME = re.compile(r"\s*(?:以来|起|至|到|—|-|－|以后|之后|后)")
_YEAR_OF_NUMBER = re.compile(r"[〔\[（(【［]((?:19|20)\d\d)[〕\]）)】］]")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    times = [each for each in context.reading.times if each.period is not None and each.year_from == "printed"]
    starts = [each.start for each in times]
    dated = context.reading.dated
    for document in context.reading.documents:
        number_year = _number_year(document)
        if number_year and dated and number_year > dated.year:
            yield _remark(context, document, f"{dated.year}年", number_year, "report")
            continue
        if number_year and document.date and int(document.date[:4]) < number_year:
            yield _remark(context, document, f"{document.date[:4]}年", number_year, "date")
            continue
        if not _GROUND.search(context.report.folded, max(0, document.start - 20), document.start):
            continue
        when = _time_before(context, document, times, starts)
        if when is None or when.period is None:
            continue
        issued = number_year or _known_year(document)
        if issued is not None and when.period.last_year < issued:
            variant = None if number_year else "registry"
            yield _remark(context, document, when.text, issued, variant, label=when.span)


def _number_year(document: CitedDocument) -> int | None:
    found = _YEAR_OF_NUMBER.search(document.number or "")
    return int(found[1]) if found else None


def _known_year(document: CitedDocument) -> int | None:
    """The year in which the registry says the earliest edition was issued; None for titles it does not know."""
    issued = [each.issued for each in known_instruments().titled(document.title)]
    known = [day.year for day in issued if day is not None]
    return min(known) if known and len(known) == len(issued) else None


def _time_before(
    context: RuleContext, document: CitedDocument, times: list[TimeMention], starts: list[int]
) -> TimeMention | None:
    """The only dated time between the start of the sentence and the citation, unless it opens a stretch (…以来)."""
    report = context.report
    sentence = report.sentences[report.sentence_index(document.start)]
    first, last = bisect_left(starts, sentence.start), bisect_left(starts, document.start)
    if last - first != 1:
        return None
    when = times[first]
    if _OPEN_TIME.match(report.folded, when.end) or when.kind in ("span", "by", "as_of", "term"):
        return None
    return when


def _remark(
    context: RuleContext,
    document: CitedDocument,
    when: str,
    issued: int,
    variant: str | None,
    *,
    label: Span | None = None,
) -> Diagnostic:
    at = document.span
    if variant != "registry" and document.number_start is not None and document.number_end is not None:
        at = Span(document.number_start, document.number_end)
    return context.diagnostic(
        at=at,
        labels={"时间": label} if label else None,
        params={"when": when, "title": document.title, "issued": issued},
        variant=variant,
        kind=Kind.REVIEW if variant == "registry" else None,
        severity=Severity.WARNING if variant == "registry" else None,
    )


RULE = Rule(code="CIT006", name="issued-after-event", severity=Severity.ERROR, find=find, texts=TEXTS)
