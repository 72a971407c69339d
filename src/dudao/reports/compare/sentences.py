"""Which sentences of two versions are the same, which were edited; and where a place of the old text would be in the new."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from dudao.reports.compare.likeness import match_in_order, most_alike
from dudao.reports.compare.model import SentenceMatch
from dudao.reports.model import Report

_BLANKS = re.compile(r"\s+")
EDITED = 0.5
"""How alike two sentences must be to be one that was edited. House rule."""


def squashed(report: Report) -> list[str]:
    """The sentences as compared: folded, without blanks."""
    return [_BLANKS.sub("", sentence.of(report.folded)) for sentence in report.sentences]


def match_sentences(old: Report, new: Report) -> SentenceMatch:
    """Pairs of sentences, word for word the same or edited, wherever they stand."""
    before, after = squashed(old), squashed(new)
    same = dict(match_in_order(before, after))
    kept = set(same.values())
    left_old = [index for index in range(len(before)) if index not in same]
    left_new = [index for index in range(len(after)) if index not in kept]
    alike = most_alike([before[index] for index in left_old], [after[index] for index in left_new], at_least=EDITED)
    return SentenceMatch(same, {left_old[one]: left_new[other] for one, other in alike})


def same_text(old: Report, new: Report, match: SentenceMatch) -> Decimal:
    """The share of both texts that stands in sentences that are the same word for word, to four decimals."""
    total = sum(map(_length, (old, new)))
    if total == 0:
        return Decimal(1)
    same = sum(len(old.sentences[one].of(old.text)) for one in match.same)
    same += sum(len(new.sentences[other].of(new.text)) for other in match.same.values())
    return (Decimal(same) / Decimal(total)).quantize(Decimal("0.0001"))


def _length(report: Report) -> int:
    return sum(sentence.end - sentence.start for sentence in report.sentences)


class Positions:
    """Where a place of the old text would stand in the new one: behind the last sentence before it that is in both."""

    def __init__(self, old: Report, new: Report, match: SentenceMatch) -> None:
        self._old = old
        self._known = sorted(match.all.items())
        self._indexes = [one for one, _ in self._known]
        self._new = new

    def of(self, start: int) -> int:
        """A position in the new text; 0 where nothing before it is in both."""
        index = bisect_right(self._indexes, self._old.sentence_index(start)) - 1
        return self._new.sentences[self._known[index][1]].end if index >= 0 else 0
