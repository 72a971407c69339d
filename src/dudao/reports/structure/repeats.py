"""Whether a passage says again what stands elsewhere, white space aside; and runs of text printed twice."""

from __future__ import annotations

import re

from dudao.reports.structure.drafts import squash

SAMPLE = 12
"""Characters of each sample that is looked up."""
SHORTEST = 40
LONGEST = 1500
OPENING = 6000
"""Characters of the body among which a summary of `LONGEST` is looked up: a page repeats the opening."""
_DOTS = re.compile(r"[.。…]+$")
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


_DOUBLED = (
    # run of Chinese characters printed twice: after a mark or line begin of any length, in mid-clause from three on
    re.compile(r"(?:^|(?<=[，。；：、！？“（《\n）)]))([\u4e00-\u9fff]{2,24}?[\u4e00-\u9fff、])\1", re.MULTILINE),
    re.compile(r"([\u4e00-\u9fff]{3})\1"),
    re.compile(r"([\u4e00-\u9fff]{4})\1"),
    re.compile(r"([\u4e00-\u9fff]{5})\1"),
    re.compile(r"([\u4e00-\u9fff]{6})\1"),
    re.compile(r"([的了和与及，、；])\1"),
)
_LEGITIMATE = re.compile(r"[目标有打]的的|的的[士确]|了了[解然结却]|和和[睦平谐美]")


def doubled_runs(text: str) -> list[tuple[int, int, str]]:
    """Runs printed twice in a row, as (start, end, the run once), in order; reduplication of the language is none.

    >>> doubled_runs("（一）基本情况基本情况。研究研究再说，目的的实现，我市的的确确，全市的的教育")
    [(3, 11, '基本情况'), (34, 36, '的')]
    """
    found: dict[int, tuple[int, int, str]] = {}
    for pattern in _DOUBLED:
        for match in pattern.finditer(text):
            run = next(group for group in match.groups() if group)
            around = text[max(0, match.start() - 1) : match.end() + 1]
            if len(set(run)) == 1 < len(run) or len(run) == 1 and _LEGITIMATE.search(around):
                continue
            if not any(start <= match.start() < end for start, end, _ in _near(found, match.start())):
                found[match.start()] = (match.start(), match.end(), run)
    return [found[start] for start in sorted(found)]


def _near(found: dict[int, tuple[int, int, str]], position: int) -> list[tuple[int, int, str]]:
    return [found[start] for start in range(max(0, position - 50), position + 1) if start in found]
