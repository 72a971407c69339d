"""Sentences about what the ledger holds: events, meetings, work planned and done."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from dudao.facts.known import LedgerEntry
from dudao.reports.draft.entries import is_verb_phrase, short_organ, tell_entry, with_full_width_marks
from dudao.reports.draft.fact_book import FactBook
from dudao.reports.draft.gaps import gap
from dudao.schemes.drafting import Statement
from dudao.schemes.model import Scheme


def tell_events(book: FactBook, statement: Statement, scheme: Scheme) -> str:
    """The events of some kinds, each told as the statement says; one person, day and place told once. A gap without any."""
    entries = _told_once(book.entries(statement.kinds, years=statement.years, bodies=statement.bodies))
    if not entries:
        return _none_of(book, statement, scheme, "")
    told, before = [], None
    for entry in entries:
        told.append(tell_entry(book, entry, statement.each, before=before))
        before = entry.date
    return "；".join(told) + "。"


def _none_of(book: FactBook, statement: Statement, scheme: Scheme, what: str) -> str:
    """The gap where the ledger has no such entry; nothing where the statement is optional."""
    if statement.optional:
        return ""
    labels = {kind.id: kind.label_zh for kind in scheme.ledger_kinds}
    return gap(f"{book.year_words}{'、'.join(labels.get(kind, kind) for kind in statement.kinds)}{what}")


def _told_once(entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    seen: dict[tuple[date | None, str, str], LedgerEntry] = {}
    for entry in entries:
        key = (entry.date, entry.actor, entry.location or entry.subject)
        seen.setdefault(key, entry)
    return list(seen.values())


# ─────────────── meetings ───────────────

_TOPIC = re.compile(
    r"(?:^|[，,：:]|会议)((?:专题)?(研究|审议|部署|听取|学习|传达|讨论|通报|总结|审定|推进)[^，,；;。]+)"
)


def tell_meetings(book: FactBook, statement: Statement) -> str:
    """How often each body met in the period, and what the meetings dealt with as far as the ledger says."""
    held: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in book.entries(("meeting",), years=statement.years):
        held[entry.actor].append(entry)
    if not held:
        return "" if statement.optional else gap(f"{book.year_words}召开会议研究教育工作的情况")
    ordered = sorted(held.items(), key=lambda each: -len(each[1]))
    return f"{book.year_words}，" + "；".join(_meetings_of(book, actor, entries) for actor, entries in ordered) + "。"


def _meetings_of(book: FactBook, actor: str, entries: Sequence[LedgerEntry]) -> str:
    """市委教育工作领导小组召开全体会议3次，研究民办学校党的建设、“双减”工作; 召开市政府常务会议1次."""
    name = short_organ(book, actor) if actor else gap("会议名称")
    is_plenary = all("全体会议" in entry.subject for entry in entries)
    if name.endswith(("会议", "常委会", "常务会", "全会")):
        held = f"召开{name}{len(entries)}次"
    else:
        held = f"{name}召开{'全体' if is_plenary else ''}会议{len(entries)}次"
    topics = _topics(entries)
    return f"{held}，{topics}" if topics else held


def _topics(entries: Sequence[LedgerEntry]) -> str:
    """The subjects of the meetings, those of one verb together: 研究甲、乙，审议丙."""
    by_verb: dict[str, list[str]] = {}
    for entry in entries:
        found = _TOPIC.search(with_full_width_marks(entry.subject))
        if found:
            lead, _, rest = found[1].partition(found[2])
            by_verb.setdefault(lead + found[2], []).append(rest)
    return "，".join(verb + "、".join(dict.fromkeys(rests)) for verb, rests in by_verb.items())


# ─────────────── work planned and done ───────────────

WORKS = {
    "as_planned": "计划{work}{planned}，[截至{as_of}]已完成{done}，完成率{rate}",
    "beyond": "计划{work}{planned}，[截至{as_of}]已完成{done}，超额完成计划",
    "unplanned": "{subject}{done}",
    "unplanned_noun": "{subject}，共{done}",
    "training": "{subject}，{done}参加",
}
"""How work is told: within its plan, beyond it, and without one, where the subject is a verb, a noun or a training."""


def tell_works(book: FactBook, statement: Statement, scheme: Scheme) -> str:
    """Planned and done of each piece of work in the period; a gap without any."""
    entries = [
        entry
        for entry in book.entries(statement.kinds, years=statement.years, bodies=statement.bodies)
        if entry.done is not None
    ]
    if not entries:
        return _none_of(book, statement, scheme, "的计划数、完成数和完成时间")
    return "；".join(tell_entry(book, entry, statement.each or _work_form(entry)) for entry in entries) + "。"


def _work_form(entry: LedgerEntry) -> str:
    if not entry.planned or entry.done is None:
        if entry.kind == "training":
            return WORKS["training"]
        return WORKS["unplanned" if is_verb_phrase(entry.subject) else "unplanned_noun"]
    return WORKS["beyond" if entry.done > entry.planned else "as_planned"]
