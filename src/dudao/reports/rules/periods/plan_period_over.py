"""A plan whose period is over is cited as if in force: 《…行动计划（2018—2020年）》 in a report on 2021 (引用已到期的计划)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import CitedDocument
from dudao.reports.rules.contract import Given, Rule, RuleContext
from dudao.reports.rules.periods.surroundings import is_in_title_marks, sentence_span

TEXTS = Texts(
    summary=Bilingual("引用的计划已到期", "A plan cited whose period is over"),
    message=Bilingual(
        "《{title}》到{end}年底已到期，报告涉及{now}年的工作，请确认是否仍在执行或已有新一期",
        "《{title}》 ended with {end}, and the report speaks of {now}: is it still in force, or is there a next one?",
    ),
    why=Bilingual(
        "用已到期的计划说明当前工作，督导时会追问新一期计划和完成情况。",
        "A plan that has ended does not bear present work; inspectors ask for its result and for the next one.",
    ),
    authority=Bilingual("本系统约定：计划期限以标题所载年份为准", "house rule: a plan runs for the years in its title"),
    help=Bilingual(
        "写明该计划的完成情况，或改引新一期计划；仍在延用的，注明延用依据。",
        "Tell how the plan ended or cite the next one; if it was extended, say on what basis.",
    ),
)

PLAN_YEARS = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)年?\s*(?:[—\-~～－–至到]|——){1,2}\s*(?P<last>(?:19|20)?\d\d)年?(?!\d)"
)
PLAN_WORDS = re.compile(r"计划|规划|方案|行动|纲要|安排|任务书|路线图|意见|目标")
TOLD_AS_OVER = re.compile(
    r"期满|到期|收官|圆满|如期|全面完成|已完成|完成[了]?《|任务完成|总结|回顾|终期|验收|评估验收|期间|届满|实施期|期末|废止|修订|上一期|上一轮|首期|前两期|前三期"
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    given = context.given
    latest = _latest_year(given)
    if latest is None:
        return
    for document in context.reading.documents:
        end = last_year_of(document)
        if end is None or end >= latest or _is_told_of_then(given, document, end):
            continue
        yield context.diagnostic(
            at=document.span, params={"title": document.title, "end": end, "now": latest}, subject=document.title
        )


def last_year_of(document: CitedDocument) -> int | None:
    """The year in which a plan ends by its title; None for what names no years or is no plan."""
    found = PLAN_YEARS.search(document.title)
    if found is None or not PLAN_WORDS.search(document.title):
        return None
    first, last = int(found["first"]), found["last"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return end if end >= first else None


def _latest_year(given: Given) -> int | None:
    """The year up to which the report tells: of the period or day given or its own date, else the last it dates work to."""
    if given.settings.period is not None:
        return given.settings.period.last_year
    if given.reading.dated is not None:
        return given.reading.dated.year
    today = date.today().year  # noqa: DTZ011 - a year of the office's calendar
    years = [given.reading.own_year or 0]
    for time in given.reading.times:
        is_past = time.kind in ("day", "month", "year", "as_of") and time.year_from == "printed"
        if is_past and time.period is not None and not is_in_title_marks(given, time.start):
            years.append(time.period.start.year)
    return max((year for year in years if year <= today), default=0) or None


def _is_told_of_then(given: Given, document: CitedDocument, end: int) -> bool:
    """The sentence says that the plan ended, or dates the act to the years of the plan (2018年印发《…》)."""
    sentence = sentence_span(given, document.start)
    folded = given.report.folded
    around = folded[sentence.start : document.start] + folded[document.end : sentence.end]
    if TOLD_AS_OVER.search(around):
        return True
    if document.date is not None and (year := re.search(r"(?:19|20)\d\d", document.date)):
        return int(year.group()) <= end
    before = re.findall(r"((?:19|20)\d\d)年", folded[sentence.start : document.start])
    return bool(before) and int(before[-1]) <= end


RULE = Rule(code="PER005", name="plan-period-over", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS)
