"""Something told as done on a date after the day the report is judged on (已发生事项的日期在未来)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import TimeMention
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.periods.surroundings import is_in_title_marks, is_planned, sentence_span

TEXTS = Texts(
    summary=Bilingual("已发生事项的日期在未来", "A date in the future of something done"),
    message=Bilingual(
        "“{stated}”晚于{day}，但文中按已发生的事叙述", "{stated} is after {day}, yet the text tells it as done"
    ),
    why=Bilingual(
        "报告叙述已完成的工作，日期晚于报告日期说明日期或落款有误。",
        "A report tells of work done; a date after its own means that one of the two is wrong.",
    ),
    authority=Bilingual(
        "本系统约定：以落款日期或给出的判断日期为准", "house rule: judged by the report's date or the day given"
    ),
    help=Bilingual(
        "核对日期；如是计划，请写明“计划”“将”；如落款日期有误，改落款。",
        "Check the date; if it is planned, say so; if the report's own date is wrong, mend that.",
    ),
)

DONE = re.compile(
    r"已|完成|召开|印发|成立|达到|建成|举行|举办|开展|组织|出台|下发|获|到[^，。]{0,12}调研|检查|开工|竣工|投入|为|共|新增|招聘|增长|下降|增加|减少|了"
)
MASKED = re.compile(r"[XxＸ×*_○□]")
PRECISE = frozenset(("day", "month", "year", "as_of", "quarter", "half", "term"))


def find(context: RuleContext) -> Iterator[Diagnostic]:
    given = context.given
    day = given.day
    for time in context.reading.times:
        if time.period is None or time.kind not in PRECISE or not _is_after(time, day):
            continue
        if MASKED.search(time.text):
            continue  # 今年X月底: which month it is, nobody wrote
        if is_in_title_marks(given, time.start) or _is_own_date(context, time) or is_planned(given, time.start):
            continue
        sentence = sentence_span(given, time.start)
        if DONE.search(context.report.folded, time.end, sentence.end):
            yield context.diagnostic(
                at=time.span, params={"stated": time.text, "day": f"{day.year}年{day.month}月{day.day}日"}
            )


def _is_after(time: TimeMention, day: date) -> bool:
    """A stretch that has begun is not in the future; a statistical date is as soon as it lies after the day."""
    if time.period is None:
        return False
    if time.kind == "as_of":
        return time.period.end > day and time.period.end.toordinal() - 1 > day.toordinal()
    return time.period.start > day


def _is_own_date(context: RuleContext, time: TimeMention) -> bool:
    own = context.report.landmarks.get("date")
    return own is not None and own.start <= time.start < own.end


RULE = Rule(code="PER003", name="future-date", severity=Severity.WARNING, kind=Kind.REVIEW, find=find, texts=TEXTS)
