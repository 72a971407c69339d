"""One remark a claim: which claims are left for the general rules after the more specific ones have spoken."""

from __future__ import annotations

import re
from bisect import bisect_left

from dudao.reports.model import Claim
from dudao.reports.rules.claims.contradictions import contradictions
from dudao.reports.rules.claims.passages import clause_of
from dudao.reports.rules.contract import Given

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


def open_claims(given: Given) -> tuple[Claim, ...]:
    """Claims without a figure that no contradiction was reported for."""
    return given.once("open_claims", _open_claims)


def _open_claims(given: Given) -> tuple[Claim, ...]:
    refuted = sorted(each.claim for each in contradictions(given))
    starts = [span.start for span in refuted]

    def is_refuted(claim: Claim) -> bool:
        index = bisect_left(starts, claim.end) - 1
        return index >= 0 and refuted[index].overlaps(clause_of(given, claim.span))

    return tuple(claim for claim in given.reading.claims if not is_refuted(claim))
