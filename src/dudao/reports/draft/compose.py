"""A scheme, its drafting content and facts to a report in the official order: profile, points, problems, next steps.

Nothing is claimed that the facts do not show: a value that is missing leaves a visible gap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dudao.facts.known import KnownBody, KnownFacts
from dudao.reports.draft.amounts import printed_day
from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.fact_book import FactBook, open_book
from dudao.reports.draft.gaps import gap
from dudao.reports.draft.happenings import tell_events, tell_meetings, tell_works
from dudao.reports.draft.issued import tell_documents
from dudao.reports.draft.problems import find_problems, next_steps
from dudao.reports.draft.sentences import fill_sentence
from dudao.reports.draft.stage_lists import list_by_stage, list_parts
from dudao.reports.draft.times import join_sentences
from dudao.reports.draft.traces import lift_traces
from dudao.schemes.drafting import Drafting, Paragraphs, Statement
from dudao.schemes.model import Point, Scheme, Section
from dudao.values.numerals import chinese_ordinal
from dudao.values.periods import Period

_IN_BRACKETS = re.compile(r"（[^）]*）")
SECTIONS_OF_ANY = (
    Section("problems", "存在问题", ()),
    Section("next_steps", "下一步措施", ()),
)
"""The sections of a report whose scheme asks for none."""
PROFILE_TITLE = "基本情况"
LEVEL_NAMES = {"province": "省（自治区、直辖市）名称", "city": "市（州）名称", "county": "县（市、区）名称"}
OPENING = "按照要求，{self}对照评价要点开展了自查自评。现将有关情况报告如下："


def compose_report(
    scheme: Scheme,
    drafting: Drafting,
    known: KnownFacts,
    *,
    period: Period | None = None,
    day: date | None = None,
    body: KnownBody | None = None,
) -> OfficialDocument:
    """The draft of a self-assessment report, each figure with the fact that it was written from.

    Args:
        period: the period reported on; the latest with data of the scheme's body where it is left out.
        day: the date of issue: a gap stands for it where it is left out, and what the ledger dates later is not told.
        body: whose report it is; the one of the scheme's level where there is one only, or one that the terms name.
    """
    book = open_book(known, scheme.level, period, dict(drafting.forms), day=day, body=body)
    name = book.name or gap(LEVEL_NAMES.get(scheme.level, "单位名称"))
    own_title = f"{{body}}{_IN_BRACKETS.sub('', scheme.title_zh)}自评报告"
    return OfficialDocument(
        title=(scheme.report_title or own_title).replace("{body}", name),
        addressee=scheme.report_addressee or gap("主送机关"),
        parts=tuple(_traced(part) for part in _body_parts(book, scheme, drafting)),
        signatory=f"{name}人民政府",
        date=printed_day(day) if day else gap("成文日期"),
    )


def with_narratives(drafting: Drafting, narratives: Mapping[str, Sequence[str]]) -> Drafting:
    """The same content with what people wrote of the points, word for word, behind the sentences of each.

    Args:
        narratives: by the code of a point its paragraphs; figures in them may carry their facts (`traces.traced`).
    """
    told = {
        code: tuple((Statement("told", text),) for text in texts if text.strip()) for code, texts in narratives.items()
    }
    points = {code: (*drafting.points.get(code, ()), *told[code]) for code in told if told[code]}
    return replace(drafting, points={**drafting.points, **points})


def _traced(part: Part) -> Part:
    text, figures = lift_traces(part.text)
    return Part(part.kind, text, figures)


def _body_parts(book: FactBook, scheme: Scheme, drafting: Drafting) -> Iterable[Part]:
    yield Part(PartKind.TEXT, fill_sentence(book, drafting.opening or OPENING))
    chapters: list[tuple[str, list[Part]]] = []
    if drafting.profile:
        chapters.append((drafting.profile_title or PROFILE_TITLE, _paragraphs(book, drafting.profile, scheme, None)))
    chapters += _chapters_of_points(book, scheme, drafting)
    for section in scheme.sections or SECTIONS_OF_ANY:
        texts = SECTIONS.get(section.code, _nothing)(book, drafting)
        chapters.append((section.title_zh, [Part(PartKind.TEXT, text) for text in texts]))
    for number, (title, parts) in enumerate(chapters, start=1):
        yield Part(PartKind.HEADING_1, f"{chinese_ordinal(number)}、{title}")
        yield from parts


def _chapters_of_points(book: FactBook, scheme: Scheme, drafting: Drafting) -> list[tuple[str, list[Part]]]:
    """A chapter for each group of the scheme; points without a group, or alone in theirs, make chapters of their own."""
    titles = {code: title for code, title in scheme.groups if not _is_one_point(scheme, code)}
    chapters: list[tuple[str, list[Part]]] = []
    group = None
    for point in scheme.points:
        parts = _point(book, point, scheme, drafting)
        if point.group not in titles:
            chapters.append((point.title_zh, parts))
            group = None
            continue
        if point.group != group:
            chapters.append((titles[point.group], []))
            group = point.group
        chapter = chapters[-1][1]
        number = sum(part.kind is PartKind.HEADING_2 for part in chapter) + 1
        chapter.append(Part(PartKind.HEADING_2, f"（{chinese_ordinal(number)}）{point.title_zh}"))
        chapter.extend(parts)
    return chapters


def _is_one_point(scheme: Scheme, group: str) -> bool:
    return sum(point.group == group for point in scheme.points) == 1


def _point(book: FactBook, point: Point, scheme: Scheme, drafting: Drafting) -> list[Part]:
    """The paragraphs of a point; what it asks as a gap where nothing is known or the scheme does not say how to draft it."""
    parts = _paragraphs(book, drafting.points.get(point.code, ()), scheme, point)
    return parts or [
        Part(PartKind.TEXT, gap(f"{point.title_zh}：{point.asks_zh}" if point.asks_zh else point.title_zh))
    ]


def _paragraphs(book: FactBook, paragraphs: Paragraphs, scheme: Scheme, point: Point | None) -> list[Part]:
    texts = (
        join_sentences((_say(book, each, scheme, point) for each in paragraph), book.year_words)
        for paragraph in paragraphs
    )
    return [Part(PartKind.TEXT, text) for text in texts if text]


def _say(book: FactBook, statement: Statement, scheme: Scheme, point: Point | None) -> str:
    if not book.holds_all(statement.when):
        return ""
    if statement.kind == "documents":
        return tell_documents(book, statement, point) if point is not None else ""
    return SAID[statement.kind](book, statement, scheme)


SAID: dict[str, Callable[[FactBook, Statement, Scheme], str]] = {
    "say": lambda book, statement, _: fill_sentence(book, statement.text),
    "by_stage": lambda book, statement, _: list_by_stage(book, statement),
    "parts": lambda book, statement, _: list_parts(book, statement),
    "events": tell_events,
    "meetings": lambda book, statement, _: tell_meetings(book, statement),
    "works": tell_works,
    "gap": lambda book, statement, _: gap(statement.text),
    "told": lambda book, statement, _: statement.text,
}


def _problems(book: FactBook, drafting: Drafting) -> list[str]:
    return [
        *_numbered(find_problems(book, drafting)),
        gap(drafting.problems_gap or "自查发现的其他问题：具体事项、数量、单位"),
    ]


def _next_steps(book: FactBook, drafting: Drafting) -> list[str]:
    return [*_numbered(next_steps(book, drafting)), gap(drafting.next_steps_gap or "其他整改措施、责任单位和完成时限")]


def _numbered(texts: Iterable[str]) -> list[str]:
    return [f"{chinese_ordinal(number)}是{text}。" for number, text in enumerate(texts, start=1)]


def _nothing(book: FactBook, drafting: Drafting) -> list[str]:
    return [gap("本节内容")]


SECTIONS: dict[str, Callable[[FactBook, Drafting], list[str]]] = {"problems": _problems, "next_steps": _next_steps}
