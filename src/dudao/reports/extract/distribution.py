"""分别: which of several numbers belongs to which of several years, bodies or subjects.

小学、初中、普通高中 | 生均一般公共预算教育经费 | 分别为 11236元、15820元、14975元，分别增长 3.1%、2.7%、-0.8%
2020年、2021年 | 分别补充中小学教师 | 1118名、1165名
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dudao.reports.extract.cues import Cue
from dudao.reports.extract.cuts import Cuts
from dudao.reports.extract.drafts import Draft
from dudao.reports.extract.metrics import trim
from dudao.reports.model import TimeMention
from dudao.schemes.lexicons import alternatives, load_words

JOINT = re.compile(r"(?:[、，,]|[、，]?(?:和|及|与|以及|又|再))?$")
SPLIT = re.compile(r"、|和(?!谐|平)|以及|及(?!时|格|以上|其)|与(?!会)|，")
LISTED = re.compile(alternatives(load_words("listed_subjects")))
JOINTS = frozenset(("", "、", "，", ",", "和", "及", "与", "以及", "、和", "，和", "或"))
SAME_KIND = frozenset(("%", "％", "‰", "个百分点", "百分点"))


def is_joined(draft: Draft, previous: Draft | None, folded: str) -> bool:
    """Whether nothing but a joining mark stands between two numbers."""
    if previous is None:
        return False
    between = folded[previous.number.end : draft.number.start]
    return len(between) < 3 and between in JOINTS and between != ""


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
    for place, draft in enumerate(run):
        draft.run, draft.place_in_run = run, place
    head = run[0]
    each = next((cue for cue in head.cues if cue.kind == "each"), None)
    if each is None:
        _follow_run_before(drafts, first, run)
        return
    start = head.zone
    heads_end = each.start
    times = [mention for mention in mentions if start <= mention.start and mention.end <= heads_end]
    times = [mention for mention in times if not _is_base(folded, mention)]
    if len(times) == len(run):
        for draft, mention in zip(run, times, strict=True):
            draft.mention, draft.own_mention = mention, True
        _share_metric(run, _joined_metric(folded, start, heads_end, each.end, head, cues))
        return
    items = _items(folded, start, heads_end, cues, len(run))
    if items is None:
        _follow_run_before(drafts, first, run)
        return
    tail = _tail(folded, each.end, head, cues)
    for draft, (metric, span) in zip(run, items, strict=True):
        draft.metric = metric if tail in metric else metric + tail
        draft.subject = span
        draft.carried = None


def _is_base(folded: str, mention: TimeMention) -> bool:
    return folded[mention.start - 1 : mention.start] in ("比", "较")


def _follow_run_before(drafts: list[Draft], first: int, run: list[Draft]) -> None:
    """分别增长3.1%、2.7%、-0.8% after a run of the same length: element by element."""
    for draft in reversed(drafts[:first]):
        if len(draft.run) == len(run) and len(run) > 1:
            for own, earlier in zip(run, draft.run, strict=True):
                own.carried, own.metric, own.subject = earlier, earlier.metric, earlier.subject
                own.mention, own.own_mention = earlier.mention, earlier.own_mention
            return


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
    suffix = last[listed.end() :] if listed and len(last) > listed.end() else ""
    texts = [folded[a:b] for a, b in spans]
    if suffix and any(text.endswith(suffix) for text in texts[:-1]):
        suffix = ""
    named = [text + suffix for text in texts[:-1]] + [last]
    return list(zip(named, spans, strict=True))
