"""Whether a passage, or lines that follow each other, say again what stands elsewhere; and runs of text printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dudao.reports.structure.drafts import squash

SAMPLE = 12
"""Characters of each sample that is looked up."""
SHORTEST = 40
LONGEST = 1500
OPENING = 6000
"""Characters of the body among which a summary of `LONGEST` is looked up: a page repeats the opening."""
GAP = 200
"""Characters of the body that a repeated line may leap over: what the page prints between title and text."""
STRANGE = 2
"""Lines in a row that stand between repeated ones without being one: a page number, the head of the next page."""
_DOTS = re.compile(r"[.。…]+$")
BREAKS_OFF = re.compile(r"(?:\.{2,}|。{2,}|…)$")
"""How a summary ends that is cut short."""
_LABEL = re.compile(r"(?:内容)?(?:摘要|简介|提要)[:：]")


def repeats(text: str, body: str, at_start: bool = False) -> bool:
    """Whether a passage (its dots at the end aside) repeats a body, given without white space.

    `at_start`: it must begin with what the body begins with.
    """
    passage = _DOTS.sub("", squash(text))
    label = _LABEL.match(passage)
    passage = passage[label.end() :] if label else passage
    if len(passage) < SHORTEST:
        return False
    passage, body = passage[:LONGEST], body[:OPENING]
    if at_start and passage[:SAMPLE] not in body[:200]:
        return False
    samples = [passage[at : at + SAMPLE] for at in range(0, len(passage) - SAMPLE + 1, SAMPLE)]
    return sum(sample in body for sample in samples) >= 0.85 * len(samples)


def repeated_lines(lines: Sequence[str], body: str) -> int:
    """How many of some lines, from the first on, are together a passage of a body's opening; 0 where they are none.

    The passage may be cut at any width and go on behind the end of a page.

    Args:
        body: without white space.

    >>> body = "云州市的自评报告" + "二〇二三年以来，全市坚持优先发展教育，投入逐年增加，办学条件持续改善，" * 2
    >>> repeated_lines(["云州市的自评报告二〇二三年以来，全市", "坚持优先发展教育，投入逐年", "- 3 -", "增加，办学条件持续..."], body)
    4
    >>> repeated_lines(["云州市的自评报告", "评论（0）"], body)
    0
    """
    body, at, said, last = body[:OPENING], -1, 0, 0
    for number, line in enumerate(lines, start=1):
        words = _DOTS.sub("", squash(line))
        found = body.find(words) if at < 0 else body.find(words, at, at + len(words) + GAP)
        if found >= 0 and (words or at >= 0):
            at, said, last = found + len(words), said + len(words), number
        elif number - last > STRANGE:
            break
    return last if said >= SHORTEST else 0


_DOUBLED = (
    re.compile(r"([\u4e00-\u9fff]{3})\1"),
    re.compile(r"([\u4e00-\u9fff]{4})\1"),
    re.compile(r"([\u4e00-\u9fff]{5})\1"),
    re.compile(r"([\u4e00-\u9fff]{6})\1"),
    re.compile(r"([的了和与及，、；])\1"),
)
_MAY_DOUBLE = re.compile(r"(?=([\u4e00-\u9fff]{3,6})\1)|(?=([的了和与及，、；])\2)")
"""Where one of `_DOUBLED` matches: one look at each place instead of five."""
LONG_RUN, LONGEST_RUN = 7, 30
_CHINESE_RUN = re.compile(r"[\u4e00-\u9fff、，“”《》]+")
_CHINESE_STRETCH = re.compile(rf"[\u4e00-\u9fff、，“”《》]{{{2 * LONG_RUN},}}")
_LEGITIMATE = re.compile(r"[目标有打]的的|的的[士确]|了了[解然结却]|和和[睦平谐美]")


def doubled_runs(text: str) -> list[tuple[int, int, str]]:
    """Runs printed twice in a row, as (start, end, the run once), in order; reduplication of the language is none.

    >>> doubled_runs("（一）基本情况基本情况。研究研究再说，目的的实现，我市的的确确，全市的的教育")
    [(3, 11, '基本情况'), (34, 36, '的')]
    >>> doubled_runs("全市认真贯彻党的教育方针认真贯彻党的教育方针。")
    [(2, 22, '认真贯彻党的教育方针')]
    """
    found: dict[int, tuple[int, int, str]] = {}
    places = [match.start() for match in _MAY_DOUBLE.finditer(text)]
    for pattern in _DOUBLED:
        done = 0
        for place in places:
            match = pattern.match(text, place) if place >= done else None
            if match is None:
                continue
            done = match.end()
            run = match.group(1)
            around = text[max(0, match.start() - 1) : match.end() + 1]
            if not (len(run) == 1 and _LEGITIMATE.search(around)):
                _add(found, match.start(), run)
    for start, run in _long_doubles(text):
        _add(found, start, run)
    return [found[start] for start in sorted(found)]


def _long_doubles(text: str) -> Iterator[tuple[int, str]]:
    """Runs of 7 to 30 characters printed twice: every fourth place is looked up a little further on."""
    places = [
        at
        for stretch in _CHINESE_STRETCH.finditer(text)
        for at in range(-(-stretch.start() // 4) * 4, stretch.end() - LONG_RUN, 4)
        if text.find(text[at : at + 4], at + LONG_RUN, at + LONGEST_RUN + 4) >= 0
    ]
    for place in places:
        length = text.find(text[place : place + 4], place + LONG_RUN, place + LONGEST_RUN + 4) - place
        start = place
        while start and text[start - 1] == text[start - 1 + length] and place - start < length:
            start -= 1
        run = text[start : start + length]
        if text.startswith(run, start + length) and _CHINESE_RUN.fullmatch(run):
            yield start, run


def _add(found: dict[int, tuple[int, int, str]], start: int, run: str) -> None:
    if len(set(run)) == 1 < len(run):
        return
    end = start + 2 * len(run)
    near = (found[at] for at in range(max(0, start - 2 * LONGEST_RUN), end) if at in found)
    if not any(begin < end and start < finish for begin, finish, _ in near):
        found[start] = (start, end, run)
