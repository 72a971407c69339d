"""Figures of two versions: which are the same quantity.

    sentence the same  →  sentence the same but for its numbers  →  metric, period, role, unit and body  →
    within an edited sentence  →  the same number under another wording  →  nearly the same wording within one section

Each step takes only what the steps before left over; of several that fit, those with the same value and the most alike
sentences go first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from dudao.reports.compare.likeness import best_first, letter_pairs, letters_of, likeness, match_in_order
from dudao.reports.compare.model import FigureChange, SentenceMatch
from dudao.reports.compare.quantities import Seen, figure_change, may_be_same, seen_figures
from dudao.reports.model import Reading

_BLANKS_AND_DIGITS = re.compile(r"\s+|\d[\d.,]*")
SHORT = 6
"""A sentence with fewer letters beside its numbers does not tell what they count."""
CROWD = 2_500
"""So many pairs of equal key are weighed against each other; of more the first goes with the first."""
SURE = 0.5
"""How alike two wordings or sentences must be for figures of different value to be one. House rule."""
SAME_NUMBER = 0.3
"""The same for figures of the same value. House rule."""
HEAD = 3
"""So many letters at the end of a metric phrase name what is counted, the ones before narrow it down."""
TELLING = 3
"""A number of so many digits is hardly the same by chance."""


def compare_figures(
    old: Reading, new: Reading, sentences: SentenceMatch, sections: tuple[Sequence[int | None], Sequence[int | None]]
) -> tuple[FigureChange, ...]:
    """One change a figure of either version, unchanged ones included; in no order.

    Args:
        sections: for each figure of the old and of the new version the section it stands in, counted as in the new
            version; None where the other version has no such section.
    """
    matcher = _Matcher(_Side(old, sections[0]), _Side(new, sections[1]))
    matcher.in_same(sentences.same)
    matcher.in_shape()
    matcher.by_key()
    matcher.in_edited(sentences.edited)
    matcher.by_value()
    matcher.in_section()
    before, after = matcher.old.figures, matcher.new.figures
    changes = [figure_change(before[one].figure, after[other].figure) for one, other in matcher.pairs.items()]
    changes += [FigureChange(each.figure, None) for index, each in enumerate(before) if index not in matcher.old.taken]
    changes += [FigureChange(None, each.figure) for index, each in enumerate(after) if index not in matcher.new.taken]
    return tuple(changes)


class _Side:
    """The figures of one version, those that are matched already, and its sentences."""

    def __init__(self, reading: Reading, sections: Sequence[int | None]) -> None:
        self.figures = seen_figures(reading, sections)
        self.taken: set[int] = set()
        self.in_sentence: dict[int, list[int]] = defaultdict(list)
        for index, each in enumerate(self.figures):
            self.in_sentence[each.sentence].append(index)
        self._report = reading.report
        self._pairs: dict[int, Counter[str]] = {}

    def pairs_around(self, index: int) -> Counter[str]:
        """The letter pairs of the sentence in which a figure stands."""
        sentence = self.figures[index].sentence
        if sentence not in self._pairs:
            text = self._report.sentences[sentence].of(self._report.folded)
            self._pairs[sentence] = letter_pairs(letters_of(text))
        return self._pairs[sentence]

    def shape(self, sentence: int) -> str | None:
        """A sentence with its numbers taken out; None where too little is left."""
        span, folded = self._report.sentences[sentence], self._report.folded
        parts, position = [], span.start
        for index in self.in_sentence[sentence]:
            figure = self.figures[index].figure
            parts.append(_BLANKS_AND_DIGITS.sub("", folded[position : figure.start]))
            position = max(position, figure.end)
        parts.append(_BLANKS_AND_DIGITS.sub("", folded[position : span.end]))
        return "#".join(parts) if sum(map(len, parts)) >= SHORT else None

    def groups(self, key_of: Callable[[Seen], Hashable | None]) -> dict[Hashable, list[int]]:
        """The figures not matched yet by a key; None leaves one out."""
        found: dict[Hashable, list[int]] = defaultdict(list)
        for index, each in enumerate(self.figures):
            key = None if index in self.taken else key_of(each)
            if key is not None:
                found[key].append(index)
        return found


class _Matcher:
    def __init__(self, old: _Side, new: _Side) -> None:
        self.old, self.new = old, new
        self.pairs: dict[int, int] = {}

    def _take(self, one: int, other: int) -> None:
        if one not in self.old.taken and other not in self.new.taken:
            self.pairs[one] = other
            self.old.taken.add(one)
            self.new.taken.add(other)

    def in_same(self, same: dict[int, int]) -> None:
        """Figures of a sentence that is the same word for word."""
        for one, other in same.items():
            before, after = self.old.in_sentence.get(one, ()), self.new.in_sentence.get(other, ())
            if len(before) == len(after):
                for left, right in zip(before, after, strict=True):
                    self._take(left, right)

    def in_shape(self) -> None:
        """Figures of sentences that are the same but for their numbers."""
        left, right = (
            [sentence for sentence, indexes in side.in_sentence.items() if not side.taken.intersection(indexes)]
            for side in (self.old, self.new)
        )
        for one, other in match_in_order(map(self.old.shape, left), map(self.new.shape, right)):
            before, after = self.old.in_sentence[left[one]], self.new.in_sentence[right[other]]
            for first, second in zip(before, after, strict=False):
                if may_be_same(self.old.figures[first], self.new.figures[second]):
                    self._take(first, second)

    def by_key(self) -> None:
        """Figures of equal metric, period, role, unit and body."""

        def key_of(each: Seen) -> Hashable:
            return each.metric, each.period, each.figure.role, each.unit, each.figure.scope

        self._match_groups(key_of, self._key_score, at_least=SURE)

    def in_edited(self, edited: dict[int, int]) -> None:
        """Figures of a sentence that was edited: by their wording, then the only one of its kind left on either side."""
        for one, other in edited.items():
            scored = [
                (self._wording_score(left, right), left, right)
                for left in self.old.in_sentence.get(one, ())
                for right in self.new.in_sentence.get(other, ())
                if left not in self.old.taken
                and right not in self.new.taken
                and may_be_same(self.old.figures[left], self.new.figures[right])
            ]
            self._take_best(scored, at_least=SURE)
            self._take_only(
                [
                    (left, right)
                    for _, left, right in scored
                    if left not in self.old.taken and right not in self.new.taken
                ]
            )

    def _take_only(self, possible: list[tuple[int, int]]) -> None:
        """Pairs whose sides have no other partner and whose metrics end in the same word (…就业率)."""
        lefts, rights = Counter(left for left, _ in possible), Counter(right for _, right in possible)
        for left, right in possible:
            one, other = self.old.figures[left].metric, self.new.figures[right].metric
            if lefts[left] == rights[right] == 1 and one[-HEAD:] == other[-HEAD:]:
                self._take(left, right)

    def by_value(self) -> None:
        """The same number of the same kind under another wording of what it counts."""

        def key_of(each: Seen) -> Hashable | None:
            return (each.value, each.unit) if len(each.figure.value.as_tuple().digits) >= TELLING else None

        self._match_groups(key_of, self._value_score, at_least=SAME_NUMBER)

    def in_section(self) -> None:
        """Nearly the same wording, within one section."""

        def key_of(each: Seen) -> Hashable | None:
            return None if each.section is None else (each.section, each.unit, each.figure.role, each.period)

        self._match_groups(key_of, self._wording_score, at_least=SURE)

    def _match_groups(
        self, key_of: Callable[[Seen], Hashable | None], score: Callable[[int, int], float], *, at_least: float
    ) -> None:
        new = self.new.groups(key_of)
        for key, ones in self.old.groups(key_of).items():
            others = new.get(key, [])
            if len(ones) * len(others) > CROWD:
                possible: Iterable[tuple[int, int]] = zip(ones, others, strict=False)
            else:
                possible = ((one, other) for one in ones for other in others)
            self._take_best(((score(one, other), one, other) for one, other in possible), at_least=at_least)

    def _take_best(self, scored: Iterable[tuple[float, int, int]], *, at_least: float) -> None:
        for one, other in best_first(each for each in scored if each[0] >= at_least):
            self._take(one, other)

    def _key_score(self, one: int, other: int) -> float:
        """Of equal keys: the same value first, then the same section, then the most alike sentences."""
        left, right = self.old.figures[one], self.new.figures[other]
        is_same, is_near = left.value == right.value, left.section is not None and left.section == right.section
        context = self._context(one, other)
        is_sure = is_same or is_near or len(left.metric) > 3 or context >= SURE
        return round(is_sure + 4 * is_same + is_near + context / 2, 9) if is_sure else 0.0

    def _wording_score(self, one: int, other: int) -> float:
        left, right = self.old.figures[one], self.new.figures[other]
        alike = likeness(letter_pairs(left.metric), letter_pairs(right.metric))
        return round(alike + (left.value == right.value), 9)

    def _value_score(self, one: int, other: int) -> float:
        left, right = self.old.figures[one], self.new.figures[other]
        context = self._context(one, other)
        if context < SURE and not may_be_same(left, right):
            return 0.0
        return round(max(likeness(letter_pairs(left.metric), letter_pairs(right.metric)), context), 9)

    def _context(self, one: int, other: int) -> float:
        return likeness(self.old.pairs_around(one), self.new.pairs_around(other))
