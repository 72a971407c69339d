"""The phrase for what a figure measures: its own words without time, scope and verb; else taken over from what stands before.

2020年，我市 | 一般公共预算教育经费 | 达到 64.69亿元，| (taken over) | 较上年增长 1.81%
"""

from __future__ import annotations

import re
from functools import cache

from dudao.reports.extract.cues import Cue, find_cues
from dudao.reports.extract.cuts import Cuts
from dudao.reports.extract.drafts import Draft
from dudao.reports.extract.endings import Endings
from dudao.reports.extract.roles import POINTS
from dudao.reports.model import Role
from dudao.schemes.lexicons import load_words
from dudao.values.units import parse_unit

TAIL_KINDS = frozenset(
    (
        "time",
        "reach",
        "up",
        "down",
        "rise_to",
        "fall_to",
        "flat",
        "adverb",
        "mean",
        "each",
        "real",
        "plan",
        "forecast",
        "basis",
    )
    + ("compare", "from", "scope", "link")
)
HEAD_KINDS = frozenset(
    ("time", "link", "scope", "real", "part", "plan", "forecast", "each", "adverb", "mean", "reach", "basis")
)
TAIL_GLUE = frozenset('的了：:、，,“”"‘’（）() ')
QUOTES = {"“": "”", "‘": "’"}
HEAD_GLUE = frozenset("、，,：:；;）)”’的 \t“‘（(")
LONGEST = 40

NOUN_AFTER = re.compile(r"的?([一-鿿“][一-鿿“”、（）()]{0,27})")
NOUN_STOP = re.compile(  # all begin with a letter of their own, none with a set: the search then skips by first letters
    r"(?:增长|增加|提高|提升|上升|下降|降低|减少|压减|降至|降到|回落|调整|优化|上调|下调|、|（|\(|”|已|均|全部|达到|实现|被|进行|为|占|比|较|分别|按照?|以上|以下|以内|左右|和|与|及|用于|纳入|成功|顺利|正在|都|全面"
    r"|整体|探索|推动|促进|推进|新增|开展|通过|完成|列入|总面积|建成|投入|未|没有|尚|不|由|从|向|到位|在|能够|可|将|得到|获得|获评|荣获|划转|相|共)"
)
COUNTED_DIMENSIONS = frozenset(("person", "person_times", "institution", "times", "thing", "division", "class"))
VERBS_BEFORE_COUNTS = Endings(load_words("verbs_before_counts"))
FIRST_VERB = re.compile(
    "招聘|补充|培训|新建|改扩建|改建|扩建|选派|选聘|资助|评选|表彰|引进|招录|购置|创建|建成|投入|新增|招收|接收|交流轮岗(?!教师)"
)
ACTS = re.compile(r"参加|参与|接受|荣获|获得|获|享受|入选|被|受益|报名|通过|取得|持有|住校|寄宿")
SHARES = ("占比", "比例", "比重")
LISTED = frozenset(load_words("listed_subjects"))
LISTED_LAST = Endings(LISTED)
METRIC_END = re.compile(
    r"(?:率|支出|经费|面积|比|工资|标准|定额|费|额|值|数|比例|占比|系数|均|补助|缺口|图书|收入|增幅|增速|水平|规模|投入|班额|满意度)$"
)
CHANGE_NAMED = re.compile(r"增幅|增速|涨幅|增长率|(降幅|减幅|跌幅|下降率)")
HEADS_UNITS = frozenset(("所", "园", "校"))
SUB_METRICS = frozenset(load_words("counts_of_schools"))
ATTRIBUTES = frozenset(load_words("bare_attributes"))
PREDICATE = frozenset(("up", "down", "flat", "adverb", "rise_to", "fall_to", "real", "compare"))


LIST_MARK = re.compile(r"[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]\s?")
"""The number of a paragraph (1、 （二）), which is no part of what is measured."""
REMARK_CLAUSE = re.compile(
    r"[，,]?(?:首次|再次|历史性|连续[一二两三四五六七八九十\d]+年|一举|成功)?(?:突破|跨越|迈上|创下?历史|创|超过)"
)
"""A clause that only remarks on the value before it: 首次突破百亿大关, 连续三年超过."""


COMPARED_IN_BRACKET = re.compile(r"(?:较|比|高于|低于|超过|优于)([一-鿿]{2,12})$")
"""较公务员（12.9万元）高: the bracket tells the value of what it is compared with."""
TIME_NAMED = re.compile(r"年|月|同期|期")


class Topic:
    """What the passage is about so far: the institutions counted last, for 招生 and 在校生 that follow them."""

    __slots__ = ("institution", "whole", "in_parts", "first_part", "common", "common_unit")

    def __init__(self) -> None:
        self.institution = ""
        self.whole = ""  # the institutions that are being broken down, while their sentence lasts
        self.in_parts = False  # a list behind 其中 goes on: 其中幼儿园41所，小学39所
        self.first_part: Draft | None = None
        self.common = ""  # the metric that a list of stages shares (生均公用经费), while the list lasts
        self.common_unit: str | None = None


def trim(folded: str, start: int, end: int, cues: list[Cue]) -> tuple[int, int]:
    """The bounds of a phrase without the words at its ends that say when, where and how."""
    last = len(cues) - 1
    if (
        folded[start - 1 : start] in ("", "\n", "。", "；")
        and (mark := LIST_MARK.match(folded, start, end)) is not None
    ):
        start = mark.end()
    while end > start:
        while last >= 0 and cues[last].end > end:
            last -= 1
        if last >= 0 and cues[last].end == end and cues[last].kind in TAIL_KINDS:
            end = cues[last].start
            last -= 1
        elif folded[end - 1] in TAIL_GLUE and not (folded[end - 1] in "）)" and _keeps_bracket(folded, start, end)):
            end -= 1
        else:
            break
    first = 0
    while start < end:
        if folded.startswith(("按照", "依照"), start):
            start += 2
            continue
        if folded[start] in HEAD_GLUE or (folded[start] in "将把" and end - start > 3):
            start += 1
            continue
        while first <= last and cues[first].start < start:
            first += 1
        if first <= last and cues[first].start == start and _leads(cues, first):
            start = cues[first].end
            first += 1
            continue
        break
    if folded[start - 1 : start] in QUOTES and start < end and QUOTES[folded[start - 1]] in folded[start:end]:
        start -= 1
    return start, max(start, end)


def _leads(cues: list[Cue], index: int) -> bool:
    cue = cues[index]
    if cue.kind == "compare":  # 较上年 before a phrase of its own
        return index + 1 < len(cues) and cues[index + 1].kind == "time" and cues[index + 1].start == cue.end
    if cue.kind == "scope":  # 城区 and 市级 say which schools or leaders; 全市 and 我市 only where
        return cue.word[0] in "全我本"
    return cue.kind in HEAD_KINDS


def _keeps_bracket(folded: str, start: int, end: int) -> bool:
    """Whether a closing bracket belongs to the phrase: 在校（园）, and not a remark with a number in it."""
    opening = max(folded.rfind("（", start, end), folded.rfind("(", start, end))
    return opening > start and end - opening < 8


def find_metric(draft: Draft, folded: str, cuts: Cuts, before: list[Draft], topic: Topic) -> None:
    """Set metric, subject and `carried` of a draft; `before` are the drafts of its stretch so far."""
    number = draft.number
    limit, suffix = _own_words_end(draft, folded)
    cues = draft.cues if limit == number.start else [cue for cue in draft.cues if cue.end <= limit]
    start, end = trim(folded, _after_noun_before(draft, before), limit, cues)
    if end - start > LONGEST:
        start = _shorten(folded, start, end)
    phrase = folded[start:end]
    noun = _noun_after(draft, folded) if limit == number.start else None
    if noun is not None and _belongs_to_noun(phrase, folded, number.start, noun[0]):
        _count_noun(draft, folded, phrase, (start, end), noun)
    elif phrase and phrase not in ATTRIBUTES and not _repeats_verb(phrase, draft, before):
        draft.subject, draft.metric = (start, end), phrase
        _note_institution(draft, folded, before, topic)
        _take_verb_of_whole(draft, phrase, before)
        _take_common_metric(draft, folded, phrase, cuts, topic)
    else:
        _take_over(draft, folded, cuts, before, phrase, (start, end))
    draft.metric += suffix


def _repeats_verb(phrase: str, draft: Draft, before: list[Draft]) -> bool:
    """2021年新增学位1.2万个，2022年新增1.6万个: the verb alone stands for the same thing again."""
    if not before or FIRST_VERB.fullmatch(phrase) is None or before[-1].number.unit != draft.number.unit:
        return False
    return before[-1].metric.startswith(phrase)


def _own_words_end(draft: Draft, folded: str) -> tuple[int, str]:
    """Where the phrase must end before 占, 由 or 比, and what of the rest belongs to the metric (占一般公共预算支出)."""
    start = draft.number.start
    for cue in draft.cues:
        if cue.kind == "share" and cue.word in ("占", "占到"):
            return cue.start, "占" + folded[cue.end : start].rstrip("的了约近为达到由从")
        if cue.kind == "from" and draft.opens_path:
            return cue.start, ""
        if cue.kind == "compare":
            opens = not folded[draft.zone : cue.start].strip("，、")
            if opens and any(other.kind == "time" and other.start == cue.end for other in draft.cues):
                continue
            return cue.start, folded[cue.start : start].rstrip("的了约近") if cue.word in ("高于", "低于") else ""
    return start, ""


def _count_noun(draft: Draft, folded: str, phrase: str, place: tuple[int, int], noun: tuple[str, int, int]) -> None:
    """召开三次会议: the verb and the counted noun."""
    text, low, high = noun
    draft.noun_end = high
    if phrase.endswith("等") or phrase in ("在", "对", "有") or ACTS.match(text):
        phrase = ""
    draft.subject = place if phrase else (low, high)
    joint = "的" if folded[draft.number.start - 1] == "的" and phrase else ""
    draft.metric = phrase + joint + text if len(phrase) < 16 else text


def _take_common_metric(draft: Draft, folded: str, phrase: str, cuts: Cuts, topic: Topic) -> None:
    """生均公用经费小学720元、初中940元, or 生均支出：小学…，初中…: each item takes the metric named once."""
    unit = draft.number.unit
    if phrase in LISTED:
        if topic.common and topic.common_unit == unit:
            draft.metric = phrase + topic.common
            return
        head = _colon_head(draft, folded, cuts)
        if head and METRIC_END.search(head):
            topic.common, topic.common_unit = head, unit
            draft.metric = phrase + head
        return
    listed = LISTED_LAST.of(phrase)
    if listed and METRIC_END.search(phrase, 0, len(phrase) - len(listed)):
        topic.common, topic.common_unit = phrase.removesuffix(listed), unit
        draft.metric = listed + topic.common
    else:
        topic.common = ""


def _colon_head(draft: Draft, folded: str, cuts: Cuts) -> str:
    start = draft.clause_start
    if folded[start - 1 : start] not in ("：", ":"):
        return ""
    low = max(cuts.clause_before(start), start - 30)
    low, high = trim(folded, low, start - 1, find_cues(folded, low, start - 1))
    return folded[low:high]


def _after_noun_before(draft: Draft, before: list[Draft]) -> int:
    """5个方面27项要点: the words up to 27 belong to 5个."""
    if before and before[-1].noun_end > draft.zone:
        return min(before[-1].noun_end, draft.number.start)
    return draft.zone


def _belongs_to_noun(phrase: str, folded: str, start: int, noun: str) -> bool:
    """Whether the counted thing stands after the number: nothing before it, or a verb, or 等, or 的."""
    return (
        not phrase
        or phrase.endswith("等")
        or folded[start - 1] == "的"
        or ACTS.match(noun) is not None
        or bool(VERBS_BEFORE_COUNTS.of(phrase) or VERBS_BEFORE_COUNTS.of(phrase.removesuffix("了")))
    )


def _take_verb_of_whole(draft: Draft, phrase: str, before: list[Draft]) -> None:
    """招聘教师836名，其中紧缺学科教师214名: the part was recruited too."""
    if not before or not draft.is_part:
        return
    verb = FIRST_VERB.match(before[-1].metric)
    if verb is not None and FIRST_VERB.match(phrase) is None and draft.number.unit not in ("%", None):
        draft.metric = verb.group() + phrase


def _shorten(folded: str, start: int, end: int) -> int:
    """Of a long phrase the last part: after its last inner comma mark or quotation, at most LONGEST characters."""
    for mark in "”）)、":
        position = folded.rfind(mark, end - LONGEST, end - 3)
        if position > 0:
            return position + 1
    return end - LONGEST


def _noun_after(draft: Draft, folded: str) -> tuple[str, int, int] | None:
    number = draft.number
    if number.is_bare or not is_counter(number.unit):
        return None
    found = NOUN_AFTER.match(folded, number.end)
    if found is None:
        return None
    text = found[1]
    if ACTS.match(text):
        return (text[:24], found.start(1), found.start(1) + min(24, len(text)))
    stop = NOUN_STOP.search(text)
    if stop is not None:
        text = text[: stop.start()]
    if not text:
        return None
    return text, found.start(1), found.start(1) + len(text)


@cache
def is_counter(unit: str | None) -> bool:
    """Whether a unit is a measure word, after which the counted thing may stand (三次会议), and not money or a rate."""
    known = parse_unit(unit) if unit else None
    return known is not None and known.dimension in COUNTED_DIMENSIONS and known.per is None


def _note_institution(draft: Draft, folded: str, before: list[Draft], topic: Topic) -> None:
    phrase = draft.metric
    is_head = draft.number.unit in HEADS_UNITS
    begins_parts = draft.is_part or folded.startswith("其中", max(0, draft.clause_start - 3))
    if begins_parts:
        topic.whole = topic.whole or topic.institution
    elif not before and topic.whole:
        topic.institution, topic.whole = topic.whole, ""
    is_listed = is_head or draft.number.unit in ("个", "处")
    topic.in_parts = is_listed and (begins_parts or (topic.in_parts and bool(before)))
    topic.first_part = draft if is_head and begins_parts else topic.first_part
    if is_head:
        if not topic.in_parts and _opens_clause(draft):
            topic.institution = phrase
    elif phrase in SUB_METRICS and before and before[-1] is topic.first_part:
        draft.metric = before[-1].metric + phrase  # 其中：高校2所，在校生2.1万人
    elif phrase in SUB_METRICS and topic.institution:
        draft.metric = topic.institution + phrase


def _opens_clause(draft: Draft) -> bool:
    """Whether a figure opens its clause, rather than going on in a list (幼儿园486所、小学371所)."""
    return draft.zone == draft.clause_start


def _take_over(draft: Draft, folded: str, cuts: Cuts, before: list[Draft], phrase: str, place: tuple[int, int]) -> None:
    """No words of its own: those of the clause before where it has no figure, else those of the figure before."""
    if folded[draft.zone - 1 : draft.zone] in ("（", "(") and not phrase:
        compared = COMPARED_IN_BRACKET.search(folded, max(draft.clause_start, draft.zone - 16), draft.zone - 1)
        if compared is not None and not TIME_NAMED.search(compared[1]):
            draft.metric, draft.subject = compared[1], compared.span(1)
            draft.role = Role.BASE if draft.role is Role.LEVEL else draft.role
            return
    previous = before[-1] if before else None
    start = draft.clause_start
    if previous is None or previous.number.end <= cuts.clause_before(start):
        earlier = cuts.clause_before(start)
        if (
            earlier >= cuts.stretch_start(draft.number.start)
            and start - earlier > 3
            and folded[start - 1] not in "。！？\n"
        ):
            own = _subject_of(folded, earlier, start - 1)
            if own is not None and not phrase:
                draft.subject, draft.metric = own, folded[own[0] : own[1]] + phrase
                _role_by_subject(draft, folded[earlier:start])
                return
    if previous is None:
        draft.metric, draft.subject = phrase, place if phrase else None
        return
    if len(before) > 1 and previous.role is Role.BASE and folded[previous.zone - 1 : previous.zone] in ("（", "("):
        previous = before[-2]  # 13.2万元，较公务员（12.9万元）高0.3万元
    if previous.role is Role.SHARE and draft.number.unit not in (previous.number.unit, *POINTS):
        # 支出9.12亿元，占财政支出的18.9%，比上年的8.74亿元增加: the amount is of what the amount before it is of;
        # 占比55.2%，比上年提高1.5个百分点: points are of the share itself
        previous = next((each for each in reversed(before) if each.number.unit == draft.number.unit), previous)
    draft.carried = previous
    draft.metric = previous.metric
    draft.subject = previous.subject
    if phrase and phrase not in previous.metric:
        draft.metric = previous.metric.removesuffix("数") + phrase
        draft.subject = place


def _subject_of(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The subject of a clause without a figure (覆盖率持续提高): its words up to the predicate."""
    if REMARK_CLAUSE.match(folded, start, end):
        return None
    cues = find_cues(folded, start, end)
    for cue in cues:
        if (cue.kind in PREDICATE or cue.word in ("全部", "全面", "普遍", "均", "都")) and cue.start - start >= 2:
            end = cue.start
            break
    start, end = trim(folded, start, end, [cue for cue in cues if cue.end <= end])
    return (start, end) if 2 <= end - start <= LONGEST else None


def _role_by_subject(draft: Draft, clause: str) -> None:
    """占比逐年攀升，2021年84.2%: what the number is stands in the clause before it."""
    if draft.role is not Role.LEVEL or draft.number.unit != "%":
        return
    if draft.metric.endswith(SHARES):
        draft.role = Role.SHARE
    elif named := CHANGE_NAMED.search(clause):
        draft.role = Role.CHANGE
        draft.direction = draft.number.sign or (-1 if named[1] else 1)
