"""One remark a claim: which claims are left for the general rules after the more specific ones have spoken."""

from __future__ import annotations

import re
from bisect import bisect_left

from dudao.reports.model import Claim, Figure, Role
from dudao.reports.rules.claims.contradictions import contradictions
from dudao.reports.rules.claims.passages import clause_of, figures_in, paragraph_span, sentence_of, shares_words
from dudao.reports.rules.contract import Given
from dudao.values.spans import Span

ATTAINMENT = frozenset({"full", "none_left"})
"""Kinds of claim that say all is reached or nothing is left."""

_COMPARES = re.compile(r"不低于|高于|低于|不少于|优于|好于|高出|持平")


def kind_of(claim: Claim) -> str:
    """The kind of a claim; one that sets two things against each other is a comparison, whatever else it says."""
    if "只增不减" in claim.text:
        return "level"
    return "compare" if _COMPARES.search(claim.text) else claim.kind


def inner_quotes(text: str) -> str:
    """A text to stand inside “ ”: its own quotation marks become single ones.

    >>> inner_quotes("逐步消除“大班额”")
    '逐步消除‘大班额’'
    """
    return text.translate(_INNER)


_INNER = str.maketrans("“”", "‘’")

EVIDENCE = re.compile(
    r"(?:经|通过)[^，。；;]{0,14}(?:验收|核查|认定|评估|复核|审计|验证|检查)|(?:见|详见)(?:附件|附表)|佐证|附后|验收合格|名单见|已公示"
)


_ADMITTED = re.compile(
    r"未(?:能|完全|全面)?(?:实现|达到|完成|落实|做到)|没有(?:实现|达到|完成|落实)|尚未|难以|不够|距离"
)
_NEAR_SUBJECT = 3
_LEAD_SENTENCE = 24


def is_supported(given: Given, claim: Claim) -> bool:
    """Whether the sentence itself gives what a claim needs, or the claim admits a lack.

    两个只增不减 behind a growth of spending, a comparison behind its two values, a fall or rise before the figure of the
    same thing (满意度持续提升，满意度达到92.3%), an attainment behind the figures of what it is about.
    """
    if _ADMITTED.search(claim.text):
        return True
    sentence = sentence_of(given, claim.start)
    figures = figures_in(given, sentence)
    if not figures and "只增不减" in claim.text and sentence.end - sentence.start <= _LEAD_SENTENCE:
        # 一是落实“两个只增不减”。 leads the paragraph that gives the figures
        figures = figures_in(given, Span(sentence.end, paragraph_span(given, claim.start).end))
    if not figures:
        return False
    if "只增不减" in claim.text:
        return any(figure.role is Role.CHANGE and _SPENDING.search(figure.metric) for figure in figures)
    kind = kind_of(claim)
    if kind == "compare":
        before = [figure for figure in figures if figure.end <= claim.start and figure.role is not Role.CHANGE]
        return len(before) >= 2 and before[-1].unit == before[-2].unit and _shares_subject(claim, before[-1])
    if kind in ATTAINMENT:
        return any(_shares_subject(claim, each) for each in figures if not (each.unit == "%" and each.value == 100))
    return any(_shares_subject(claim, each) for each in figures if each.start >= claim.end)


_SPENDING = re.compile(r"经费|支出|投入|生均|拨款|公用")


def _shares_subject(claim: Claim, figure: Figure) -> bool:
    if ("超大班额" in claim.text) != ("超大班额" in figure.metric):
        return False
    return shares_words(claim.text, figure.metric, _NEAR_SUBJECT)


def open_claims(given: Given) -> tuple[Claim, ...]:
    """Claims without a figure that no contradiction was reported for and that their own sentence does not support."""
    return given.once("open_claims", _open_claims)


def _open_claims(given: Given) -> tuple[Claim, ...]:
    refuted = sorted(each.claim for each in contradictions(given))
    starts = [span.start for span in refuted]

    def is_refuted(claim: Claim) -> bool:
        index = bisect_left(starts, claim.end) - 1
        return index >= 0 and refuted[index].overlaps(clause_of(given, claim.span))

    return tuple(claim for claim in given.reading.claims if not is_refuted(claim) and not is_supported(given, claim))
