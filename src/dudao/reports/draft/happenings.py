"""Sentences about what the ledger and the catalogue hold: events, meetings, documents issued, work planned and done."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dudao.facts.known import EvidenceEntry, LedgerEntry
from dudao.reports.draft.amounts import printed_as_of, printed_day, printed_number
from dudao.reports.draft.fact_book import FactBook
from dudao.reports.draft.gaps import gap
from dudao.schemes.drafting import SLOT, Statement
from dudao.schemes.model import Point, Scheme

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def tell_events(book: FactBook, statement: Statement, scheme: Scheme) -> str:
    """The events of some kinds, each told as the statement says; one person, day and place told once. A gap without any."""
    entries = _told_once(book.entries(statement.kinds, years=statement.years, bodies=statement.bodies))
    if not entries:
        return gap(f"{book.year_words}{'、'.join(_kind_labels(scheme, statement.kinds))}")
    told, before = [], None
    for entry in entries:
        told.append(tell_entry(book, entry, statement.each, before=before))
        before = entry.date
    return "；".join(told) + "。"


def _told_once(entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    seen: dict[tuple[date | None, str, str], LedgerEntry] = {}
    for entry in entries:
        key = (entry.date, entry.actor, entry.location or entry.subject)
        seen.setdefault(key, entry)
    return list(seen.values())


def _kind_labels(scheme: Scheme, kinds: Sequence[str]) -> list[str]:
    labels = {kind.id: kind.label_zh for kind in scheme.ledger_kinds}
    return [labels.get(kind, kind) for kind in kinds]


def tell_entry(book: FactBook, entry: LedgerEntry, text: str, *, before: date | None = None) -> str:
    """One entry in the words of a statement; a bracketed part goes where the entry does not have what it tells.

    Args:
        before: the day told just before it: within one year the year is not repeated.
    """
    words = entry_words(book, entry, before)

    def clause(found: re.Match[str]) -> str:
        return found[1] if all(words.get(slot["name"]) for slot in SLOT.finditer(found[1])) else ""

    def put(slot: re.Match[str]) -> str:
        name = slot["name"]
        return words.get(name) or gap(SLOT_LABELS.get(name, name))

    return SLOT.sub(put, _OPTIONAL.sub(clause, text))


SLOT_LABELS = {
    "date": "日期",
    "actor": "人员姓名",
    "post": "职务",
    "place": "地点",
    "subject": "事项",
    "planned": "计划数",
    "done": "完成数",
    "rate": "完成率",
    "responsible": "责任单位",
    "deadline": "完成时限",
}


def entry_words(book: FactBook, entry: LedgerEntry, before: date | None = None) -> dict[str, str]:
    """What the slots of an entry stand for; "" for what it does not hold."""
    unit = entry.unit or "个"
    with_year = before is None or entry.date is None or entry.date.year != before.year
    rate = entry.done * 100 / entry.planned if entry.planned and entry.done is not None else None
    return {
        "year": f"{(entry.deadline or entry.date or date.min).year}年"
        if entry.deadline or entry.date
        else book.year_words,
        "date": printed_day(entry.date, with_year=with_year) if entry.date else "",
        "as_of": printed_as_of(entry.date) if entry.date else "",
        "actor": entry.actor,
        "post": entry.post,
        "place": entry.location,
        "subject": entry.subject,
        "planned": f"{printed_number(entry.planned)}{unit}" if entry.planned is not None else "",
        "done": f"{printed_number(entry.done)}{unit}" if entry.done is not None else "",
        "rate": f"{printed_number(rate)}%" if rate is not None else "",
        "responsible": entry.responsible,
        "deadline": printed_day(entry.deadline) if entry.deadline else "",
        "body": book.name_of(entry.body_code),
    }


# ─────────────── meetings ───────────────


def tell_meetings(book: FactBook, statement: Statement) -> str:
    """How often each body met in the period, and what each meeting dealt with as far as the ledger says."""
    held: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in book.entries(("meeting",), years=statement.years):
        held[entry.actor].append(entry)
    if not held:
        return gap(f"{book.year_words}召开会议研究教育工作的情况")
    return "".join(_meetings_of(book, actor, entries) for actor, entries in held.items())


def _meetings_of(book: FactBook, actor: str, entries: list[LedgerEntry]) -> str:
    topics = [
        f"{printed_day(entry.date, with_year=False)}{topic}"
        for entry in entries
        if entry.date is not None and (topic := _topic(entry))
    ]
    name = actor or gap("会议名称")
    held = f"{book.year_words}，召开{name.removesuffix('会议')}会议{len(entries)}次"
    return f"{held}{'，' if topics else ''}{'，'.join(topics)}。"


_TOPIC = re.compile(r"(?:^|，)((?:专题)?(?:研究|审议|部署|听取|学习|传达|讨论|通报|总结).+)$")


def _topic(entry: LedgerEntry) -> str:
    found = _TOPIC.search(entry.subject)
    return found[1] if found else ""


# ─────────────── documents ───────────────


@dataclass(frozen=True)
class _Issued:
    title: str
    number: str
    issuer: str
    day: date | None


def tell_documents(book: FactBook, statement: Statement, point: Point) -> str:
    """The documents of the point, by issuer: 市政府办公室印发《…》（…〔2021〕4号）、《…》; a gap without any."""
    issued = _documents_of(book, point, statement.years)
    if not issued:
        return gap(f"{book.year_words}围绕“{point.title_zh}”印发的文件名称和文号")
    by_issuer: dict[tuple[int, str], list[_Issued]] = defaultdict(list)
    for each in issued:
        by_issuer[(each.day.year if each.day else 0, each.issuer)].append(each)
    clauses, year = [], 0
    for (issued_in, issuer), documents in by_issuer.items():
        lead = f"{issued_in}年，" if issued_in and issued_in != year else ""
        year = issued_in or year
        listed = "".join(_cited(each) for each in documents)
        clauses.append(f"{lead}{issuer}印发{listed}")
    return "；".join(clauses) + "。"


def _documents_of(book: FactBook, point: Point, years: int) -> list[_Issued]:
    """From the ledger and, for what it lacks, from the catalogue; each title once, by day."""
    catalogue = {entry.number: entry for entry in book.known.evidence}
    found: dict[str, _Issued] = {}
    for entry in book.entries(("document",), years=years):
        proof = catalogue.get(entry.evidence)
        if _belongs(proof, entry.subject, point):
            title = strip_marks(entry.subject)
            found[title] = _Issued(title, entry.document_number, entry.actor, entry.date)
    numbers = {each.number for each in found.values() if each.number}
    for line in book.known.evidence:
        is_new = line.document_number and line.document_number not in numbers
        if is_new and point.code in line.points and _is_near(book, line, years):
            title = strip_marks(line.title)
            found.setdefault(title, _Issued(title, line.document_number, line.issuer, line.date))
    return sorted(found.values(), key=lambda each: (each.day or date.max, each.title))


def _belongs(proof: EvidenceEntry | None, title: str, point: Point) -> bool:
    if proof is not None and proof.points:
        return point.code in proof.points
    return any(word in title for word in point.words)


def _is_near(book: FactBook, line: EvidenceEntry, years: int) -> bool:
    if book.period is None or line.date is None:
        return False
    return book.period.start.year - years < line.date.year and line.date < book.period.end


def strip_marks(title: str) -> str:
    return title.strip().removeprefix("《").removesuffix("》") if title.startswith("《") else title.strip()


def _cited(document: _Issued) -> str:
    """《…》（文号); marks inside a title become single ones (GB/T 15834-2011, 4.15)."""
    inner = document.title.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》" + (f"（{document.number}）" if document.number else "")


# ─────────────── work planned and done ───────────────

WORK = "{subject}计划{planned}，截至{as_of}完成{done}，完成率{rate}"
DONE_ONLY = "{subject}{done}"


def tell_works(book: FactBook, statement: Statement, scheme: Scheme) -> str:
    """Planned and done of each piece of work in the period; a gap without any."""
    entries = [entry for entry in book.entries(statement.kinds, bodies=statement.bodies) if entry.done is not None]
    if not entries:
        return gap(f"{book.year_words}{'、'.join(_kind_labels(scheme, statement.kinds))}的计划数、完成数和完成时间")
    return "；".join(tell_entry(book, entry, WORK if entry.planned else DONE_ONLY) for entry in entries) + "。"
