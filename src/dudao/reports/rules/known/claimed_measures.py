"""What a claim without a figure speaks of: measure, stages, time and direction, when all of its words are understood.

各学段生均一般公共预算教育事业费支出均较上年有所增长  →  biz_per_student, all stages, rise
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from dudao.facts.contract import stages
from dudao.reports.bind.wordings import Phrase, Wordings
from dudao.reports.model import Claim
from dudao.reports.rules.contract import Given
from dudao.reports.structure.fold import fold
from dudao.values.periods import Period, year

_ADVERBS = re.compile(
    r"(?:均|都|全部|已|已经|实现了?|保持了?|逐年|连年|持续|连续|稳步|稳定|不断|稳中有|有所|明显|显著|大幅度?|较快|较大|进一步|总体|整体|继续|呈|趋势|态势|幅度"
    r"|[较比与](?:上一?年|去年|上年同期|同期|20\d\d年)(?:相比)?|上年|同比|年均|20\d\d年(?:以来)?|连续[一二三四五六七八九\d]年|[一二三四五两\d]年来|的|地|水平)+$"
)
_RANGE = re.compile(
    r"从(?P<first>[一-龥]{2,8}?)[到至](?P<last>[一-龥]{2,10}?)(?:各学段|各阶段|各级)?(?=生均|在校|学生|专任|一般公共|公用|$)"
)
_EACH = re.compile(r"(?:各学段|各级各类教育|各级教育|各阶段|各级各类学校|各级)")
SINGLE = ("preschool", "primary", "junior", "senior", "vocational", "higher", "special")


@dataclass(frozen=True, slots=True)
class ClaimedMeasure:
    """Measures that a claim may mean and the stages it speaks of; None is every stage that is known."""

    phrase: Phrase
    stages: tuple[str | None, ...] | None


def claimed_measures(claim: Claim, wordings: Wordings) -> tuple[ClaimedMeasure, ...]:
    """What a claim of a rise or a fall is about, several where it names several; empty where a word is not understood."""
    text = fold(claim.text)
    position = text.rfind(fold(claim.word))
    subject = _ADVERBS.sub("", text[:position] if position > 0 else text.replace(fold(claim.word), ""))
    whole = _measure(subject, wordings)
    if whole is not None:
        return (whole,)
    parts = [_measure(part, wordings) for part in re.split(r"[、和及与]", subject)]
    found = tuple(part for part in parts if part is not None)
    return found if len(found) == len(parts) else ()


def _measure(subject: str, wordings: Wordings) -> ClaimedMeasure | None:
    rest, named = _stages_taken(subject)
    phrase = wordings.read(rest)
    if phrase is None or not phrase.meanings or any(each.is_loose for each in phrase.meanings) or phrase.growth:
        return None
    if named is not None:
        return ClaimedMeasure(phrase, named or None)
    in_words = {each.stage for each in phrase.meanings if each.stage is not None}
    stage = phrase.stage or (in_words.pop() if len(in_words) == 1 else None)
    if stage is None:
        return ClaimedMeasure(phrase, None)
    return ClaimedMeasure(phrase, stages()[stage].parts or ((stage,) if stage != "total" else None))


def _stages_taken(subject: str) -> tuple[str, tuple[str, ...] | None]:
    """The subject without a list or range of stages before it, and those stages: () for all of them, None if none stood there."""
    each = _EACH.search(subject)
    if each is not None:
        return _RANGE.sub("", subject.replace(each.group(), "", 1)), ()
    reach = _RANGE.search(subject)
    if reach is not None and _stage(reach["first"]) and _stage(reach["last"]):
        return subject[: reach.start()] + subject[reach.end() :], ()
    found: list[str] = []
    pattern = _stage_list()
    listed = pattern.search(subject)
    if listed is None:
        return subject, None
    for word in re.split(r"[、和及与]", listed.group()):
        stage = _stage(word)
        if stage is None:
            return subject, None
        found.append(stage)
    return subject[: listed.start()] + subject[listed.end() :], tuple(found)


def _stage(word: str) -> str | None:
    """The stage of a word; 高等职业教育 and the like are higher education."""
    if "高等" in word or "高职" in word or "高校" in word:
        return "higher"
    return next((each.id for each in stages().values() if word in each.words or word == each.school_zh), None)


@cache
def _stage_list() -> re.Pattern[str]:
    words = sorted(
        (word for each in stages().values() for word in each.words if not word.isascii()), key=len, reverse=True
    )
    one = "|".join(map(re.escape, words))
    return re.compile(rf"(?:{one})(?:[、和及与](?:{one}))+")


def time_of(given: Given, start: int, own: Period | None) -> Period | None:
    """The year a claim is for: the last time named before it in its sentence, else the report's own year."""
    times = given.reading.times
    starts = given.once("time_starts", lambda given: [mention.start for mention in given.reading.times])
    sentence = given.report.sentences[given.report.sentence_index(start)]
    index = bisect_right(starts, start + 12) - 1
    while index >= 0 and times[index].start >= sentence.start:
        period = times[index].period
        if (
            period is not None
            and times[index].kind in ("year", "as_of", "school_year")
            and times[index].text not in _BASES
        ):
            return year(period.last_year)
        index -= 1
    return own


_BASES = frozenset(("上年", "去年", "上一年", "上年同期", "前一年"))
