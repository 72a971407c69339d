"""分别: which of several numbers belongs to which of several years, bodies or subjects.

小学、初中、普通高中 | 生均一般公共预算教育经费 | 分别为 12348元、16905元、15630元，分别增长 3.1%、2.7%、-0.8%
2020年、2021年 | 分别补充中小学教师 | 1118名、1165名
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dudao.reports.extract.cues import Cue
from dudao.reports.extract.cuts import Cuts
from dudao.reports.extract.drafts import Draft
from dudao.reports.extract.metrics import trim
from dudao.reports.extract.times import is_base_use
from dudao.reports.model import Role, TimeMention
from dudao.schemes.lexicons import alternatives, load_words
from dudao.values.periods import year

JOINT = re.compile(r"(?:[、，,]|[、，]?(?:和|及|与|以及|又|再))?$")
SPLIT = re.compile(r"、|和(?!谐|平)|以及|及(?!时|格|以上|其)|与(?!会)|，")
LISTED = re.compile(alternatives(load_words("listed_subjects")))
PLACE = re.compile(r"[一-鿿]{1,8}?(?:自治县|[县区市旗州])")
"""One of several places listed: 云东区、云西区、临江县 | 普通高中大班额比例 | 分别为."""
JOINTS = frozenset(("", "、", "，", ",", "和", "及", "与", "以及", "、和", "，和", "或"))
FOLLOWS = frozenset((Role.CHANGE, Role.SHARE, Role.COMPLETION, Role.BASE))


def is_joined(draft: Draft, previous: Draft | None, folded: str) -> bool:
    """Whether nothing but a joining mark stands between two numbers."""
    if previous is None:
        return False
    start, end = previous.number.end, draft.number.start
    return start < end < start + 3 and folded[start:end] in JOINTS


def distribute(
    drafts: list[Draft],
    first: int,
    last: int,
    folded: str,
    cuts: Cuts,
    mentions: Sequence[TimeMention],
    cues: list[Cue],
) -> None:
    """Give the members of a run (drafts[first:last]) each its own subject or time.

    Args:
        drafts: all of the stretch. mentions, cues: those of the stretch.
    """
    run = drafts[first:last]
    for draft in run:
        draft.run = run
    head = run[0]
    each = next((cue for cue in head.cues if cue.kind == "each"), None)
    if each is None:
        if head.carried is not None or head.role in FOLLOWS:
            _follow_run_before(drafts, first, run)
        return  # 每生每年补助600元、1000元、1400元: amounts that say themselves what they are
    start, heads_end = head.zone, each.start
    wide = _wide_start(drafts, first, head, cuts)
    times = [mention for mention in mentions if wide <= mention.start and mention.end <= heads_end]
    times = [mention for mention in times if not is_base_use(folded, mention.start)]
    if len(times) == 1 and len(run) > 2:
        times = _years_of_span(times[0], len(run)) or times
    if len(times) == len(run):
        for draft, mention in zip(run, times, strict=True):
            draft.mention, draft.own_mention = mention, True
        _share_metric(run, _joined_metric(folded, start, heads_end, each.end, head, cues))
        return
    if each.start - start <= 4:
        start = wide
    items = _items(folded, start, heads_end, cues, len(run))
    if items is None:
        _follow_run_before(drafts, first, run)
        return
    tail = _tail(folded, each.end, head, cues)
    for draft, (metric, span) in zip(run, items, strict=True):
        draft.metric = metric if tail in metric else metric + tail
        draft.subject = span
        draft.carried = None


def _wide_start(drafts: list[Draft], first: int, head: Draft, cuts: Cuts) -> int:
    """Where what is distributed over may stand: in the clause before too, where that has no figure."""
    start = head.zone
    if start != head.clause_start:
        return start
    earlier = cuts.clause_before(start)
    is_free = first == 0 or drafts[first - 1].number.end <= earlier
    return earlier if is_free and cuts.stretch_start(start) <= earlier < start else start


def _years_of_span(mention: TimeMention, count: int) -> list[TimeMention]:
    """2021年至2023年 over three numbers: a year each."""
    period = mention.period
    if period is None or mention.kind != "span" or period.last_year - period.start.year + 1 != count:
        return []
    return [
        replace(mention, text=f"{number}年", kind="year", period=year(number))
        for number in range(period.start.year, period.last_year + 1)
    ]


def _follow_run_before(drafts: list[Draft], first: int, run: list[Draft]) -> None:
    """分别增长3.1%、2.7%、-0.8% after as many levels: element by element."""
    count = len(run)
    earlier = next((draft.run for draft in reversed(drafts[:first]) if len(draft.run) == count), None)
    if earlier is None:
        earlier = drafts[first - count : first] if first >= count else None
        if earlier is None or any(
            draft.number.unit != earlier[0].number.unit or draft.role is Role.CHANGE or len(draft.run) > 1
            for draft in earlier
        ):
            return
    for own, level in zip(run, earlier, strict=True):
        own.carried, own.metric, own.subject = level, level.metric, level.subject
        if len(level.run) > 1:
            own.mention, own.own_mention = level.mention, level.own_mention


def _share_metric(run: list[Draft], found: tuple[str, tuple[int, int] | None]) -> None:
    metric, subject = found
    for draft in run:
        draft.metric = metric or draft.metric
        draft.subject = subject or draft.subject
        draft.carried = None


def _joined_metric(
    folded: str, start: int, heads_end: int, tail_start: int, head: Draft, cues: list[Cue]
) -> tuple[str, tuple[int, int] | None]:
    own = trim(folded, start, heads_end, [cue for cue in cues if cue.start >= start and cue.end <= heads_end])
    tail = _tail(folded, tail_start, head, cues)
    text = folded[own[0] : own[1]]
    return text + tail, own if text else None


def _tail(folded: str, start: int, head: Draft, cues: list[Cue]) -> str:
    """The words between 分别 and the first number that are no verb of being: 补充中小学教师."""
    end = head.number.start
    low, high = trim(folded, start, end, [cue for cue in cues if cue.start >= start and cue.end <= end])
    return folded[low:high]


def _items(folded: str, start: int, end: int, cues: list[Cue], count: int) -> list[tuple[str, tuple[int, int]]] | None:
    """The listed subjects before 分别, the common words after the last one added to each; None where they do not fit."""
    if count < 2:
        return None
    low, high = trim(folded, start, end, [cue for cue in cues if cue.start >= start and cue.end <= end])
    spans: list[tuple[int, int]] = []
    position = low
    for mark in SPLIT.finditer(folded, low, high):
        spans.append((position, mark.start()))
        position = mark.end()
    spans.append((position, high))
    spans = [span for span in spans if span[1] > span[0]]
    if len(spans) != count:
        return None
    last = folded[spans[-1][0] : spans[-1][1]]
    listed = LISTED.match(last)
    if listed is None and all(PLACE.fullmatch(folded, a, b) for a, b in spans[:-1]):
        listed = PLACE.match(last)
    suffix = last[listed.end() :] if listed and len(last) > listed.end() else ""
    texts = [folded[a:b] for a, b in spans]
    if suffix and any(text.endswith(suffix) for text in texts[:-1]):
        suffix = ""
    named = [text + suffix for text in texts[:-1]] + [last]
    return list(zip(named, spans, strict=True))
