"""Entries of the ledger in words: slots of a sentence, names of organs as the body itself writes them, full-width marks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dudao.facts.known import LedgerEntry
from dudao.reports.draft.amounts import printed_as_of, printed_day, printed_month, printed_number
from dudao.reports.draft.fact_book import FactBook
from dudao.reports.draft.gaps import gap
from dudao.reports.draft.traces import traced
from dudao.schemes.drafting import SLOT

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_HALF_WIDTH = re.compile(r"(?<!\d)[,:](?!\d)|[();?!]")
_CHINESE = re.compile(r"[一-鿿]")
_VERBS = re.compile(
    r"(?:新建|新改扩建|改扩建|扩建|改造|建设|建成|组建|认定|评估|评选|评定|表彰|奖励|培训|轮训|补充|招聘|引进|创建|培育|打造|举办"
    r"|开展|实施|完成|推进|治理|整治|划转|移交|新增|消除|化解|命名|授予|选派|遴选|资助|排查|检查|督导|配备|配置|更新|发放|建立)"
)
FULL_WIDTH = str.maketrans(",:;()?!", "，：；（）？！")

SLOT_LABELS = {
    "date": "日期",
    "month": "日期",
    "as_of": "统计时点",
    "actor": "人员或单位",
    "post": "职务",
    "place": "地点",
    "subject": "事项",
    "work": "事项",
    "planned": "计划数",
    "done": "完成数",
    "rate": "完成率",
    "responsible": "责任单位",
    "deadline": "完成时限",
}


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


def entry_words(book: FactBook, entry: LedgerEntry, before: date | None = None) -> dict[str, str]:
    """What the slots of an entry stand for; "" for what it does not hold."""
    with_year = before is None or entry.date is None or entry.date.year != before.year
    mine, whole = book.self_words
    return {
        "year": f"{(entry.deadline or entry.date or date.min).year}年" if entry.deadline or entry.date else "",
        "date": printed_day(entry.date, with_year=with_year) if entry.date else "",
        "month": (printed_month(entry.date) if with_year else f"{entry.date.month}月") if entry.date else "",
        "as_of": printed_as_of(entry.date) if entry.date else "",
        "actor": short_organ(book, entry.actor),
        "post": entry.post,
        "place": with_full_width_marks(entry.location),
        "subject": with_full_width_marks(entry.subject),
        "work": with_full_width_marks(entry.subject if is_verb_phrase(entry.subject) else f"完成{entry.subject}"),
        "responsible": short_organ(book, entry.responsible),
        "deadline": printed_day(entry.deadline) if entry.deadline else "",
        "body": book.name_of(entry.body_code),
        "self": mine,
        "scope": whole,
        **_counts(entry),
    }


def is_verb_phrase(subject: str) -> bool:
    """Whether a subject begins with what is done: 新建公办幼儿园, not 寄宿制学校改造."""
    return _VERBS.match(subject) is not None


def _counts(entry: LedgerEntry) -> dict[str, str]:
    """Planned, done and the rate of an entry, the numbers with their fact."""
    planned, done, unit = entry.planned, entry.done, entry.unit or "个"
    found = {}
    for name, value in (("planned", planned), ("done", done)):
        found[name] = "" if value is None else _traced_count(entry, name, f"{printed_number(value)}{unit}")
    if planned and done is not None:
        found["rate"] = _traced_count(entry, "completion", f"{printed_number(done * 100 / planned)}%")
    return found


def _traced_count(entry: LedgerEntry, field: str, text: str) -> str:
    return traced(text, replace(entry.reference, field=field))


def short_organ(book: FactBook, name: str) -> str:
    """Organs of the body itself as its own report names them: 云州市人民政府办公室 is 市政府办公室, others keep their name.

    >>> from dudao.facts.known import KnownBody, KnownFacts
    >>> from dudao.reports.draft.fact_book import open_book
    >>> book = open_book(KnownFacts(bodies=(KnownBody("1", "云州市", "city"),)), "city", None, {})
    >>> short_organ(book, "中共云州市委办公室、云州市人民政府办公室"), short_organ(book, "云东区教育局")
    ('市委办公室、市政府办公室', '云东区教育局')
    """
    return "、".join(_short_name(book.name, each) for each in with_full_width_marks(name).split("、"))


def _short_name(own: str, name: str) -> str:
    bare = name.removeprefix("中共")
    letter = own[-1:]
    for lead in filter(None, (own, letter)):
        rest = bare.removeprefix(lead)
        if rest != bare and rest.startswith("人民政府"):
            return f"{letter}政府{rest.removeprefix('人民政府')}"
        if rest != bare and lead == own and rest:
            return f"{letter}{rest}"
    return name


def with_full_width_marks(text: str) -> str:
    """Chinese words with the marks of Chinese print; data files hold half-width ones. Marks between digits are left.

    >>> with_full_width_marks("专项规划(2020—2022年)"), with_full_width_marks("1:500"), with_full_width_marks("Notes (1)")
    ('专项规划（2020—2022年）', '1:500', 'Notes (1)')
    """
    if not _CHINESE.search(text):
        return text
    return _HALF_WIDTH.sub(lambda mark: mark[0].translate(FULL_WIDTH), text)
