"""What a metric phrase means: which measure, stage and body, when every word of it is understood.

A phrase with a word left over (农村小学在校生, where 农村 is none of ours) means something narrower or other than the measure
it contains, so it names nothing. That is why bindings are rarely wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dudao.facts.contract import derived_metrics, in_stage, phrase_words, stages, table_schema
from dudao.facts.known import Fact, KnownBody
from dudao.reports.structure.fold import fold


@dataclass(frozen=True, slots=True)
class Meaning:
    """One measure that a word may mean. `is_loose`: the word may also mean another measure. `stage`: named by the word."""

    metric: str
    is_loose: bool = False
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A metric phrase understood as a whole.

    `meanings` is empty for a bare stage (小学), which its unit has to explain. `scope` is a scope word (全市), `body` the code
    of a body that it names. `growth`: it speaks of a rate of growth (增幅); `moves`: of a change.
    """

    meanings: tuple[Meaning, ...]
    stage: str | None
    scope: str | None
    body: str | None
    growth: bool
    moves: bool = False


LEVELS = ("nation", "province", "city", "county")
SCOPE_LEVELS = {word: level for level in LEVELS for word in phrase_words(level)}
GROWTHS, MOVES, FILLERS = phrase_words("growth"), phrase_words("move"), phrase_words("filler")

_TIMES = re.compile(
    r"(?:截至|截止)?(?:20\d\d|[一二][〇零○\d九]{3})年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末|秋季学期|春季学期|学年|度)?"
    r"|(?:20\d\d)[-—–~至]+(?:20\d\d|\d\d)(?:学年度?|年)?|(?:截至|截止)?\d{1,2}月底?|十[一二三四五]五(?:时期|期间|末)?"
)
_MARKER = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]")
LONGEST_PHRASE = 60
_SHARE_END = re.compile(r"(?:总数)?的?(?:比例|比重|百分比)$")


class Wordings:
    """The words for measures, stages, scopes and bodies, looked up from the left at each character of a phrase.

    Words come from the catalogue of datasets, and from label and synonyms of facts that other parts hand over.
    """

    def __init__(self, facts: Iterable[Fact] = (), bodies: Iterable[KnownBody] = ()) -> None:
        self.metrics: dict[str, set[Meaning]] = defaultdict(set)
        self.stages: dict[str, str] = {}
        self.bodies: dict[str, str] = {}
        self._take_catalogue()
        self._take_facts(facts)
        for body in bodies:
            for name in (body.name, *body.short_names):
                if len(name) > 1:
                    self.bodies.setdefault(fold(name), body.code)
        self._by_start: dict[str, list[tuple[str, int]]] = defaultdict(list)  # by the first two letters
        words = {*self.metrics, *self.stages, *self.bodies, *SCOPE_LEVELS, *GROWTHS, *MOVES, *FILLERS}
        for word in sorted(words, key=len, reverse=True):
            self._by_start[word[:2]].append((word, _cost(word, self.metrics)))
        self.read = lru_cache(maxsize=50_000)(self._read)

    def _take_catalogue(self) -> None:
        for stage in stages().values():
            for word in stage.words:
                if not word.isascii():
                    self.stages.setdefault(fold(word), stage.id)
        for field in (
            *table_schema("city").fields,
            *table_schema("school_stage").fields,
            *table_schema("school").fields,
        ):
            if field.is_number and not field.previous:
                self._add(field.label_zh, field.metric, field.stage)
                for word in field.synonyms:
                    self._add_synonym(word, field.metric)
        for measure in derived_metrics():
            self._add(measure.label_zh, measure.id, measure.stage)
            for word in measure.synonyms:
                self._add_synonym(word, measure.id)

    def _take_facts(self, facts: Iterable[Fact]) -> None:
        seen: set[tuple[str, str | None]] = set()
        for fact in facts:
            metric = fact.metric or fact.reference.field
            if (metric, fact.stage) in seen:
                continue
            seen.add((metric, fact.stage))
            if Meaning(metric, stage=fact.stage) not in self.metrics.get(fold(fact.label), ()):
                self._add(fact.label, metric, fact.stage)
                for word in fact.synonyms:
                    self._add_synonym(word, metric)

    def _add(self, label: str, metric: str, stage: str | None, *, is_loose: bool = False) -> None:
        """A label; its stage words are part of it, so it is taken with the stage and without."""
        word = fold(in_stage(label, stages().get(stage or "")))
        for bracket in "（(":
            word = word.partition(bracket)[0] or word
        if len(word) > 1:
            self._enter(word, Meaning(metric, is_loose, stage))
            bare = word.removesuffix("数")
            if (
                bare not in (word, word[:-2] + "人") and bare not in self.stages
            ):  # 小学数 must not take 小学 from 小学在校生
                self.metrics[bare].add(Meaning(metric, is_loose, stage))

    def _add_synonym(self, synonym: str, metric: str) -> None:
        word, _, stage = fold(synonym).lstrip("~").partition("@")
        if stage != "none" and word:
            self._enter(word, Meaning(metric, synonym.startswith("~"), stage or None))

    def _enter(self, word: str, meaning: Meaning) -> None:
        """A word, and of a share (占……的比例) also the form without the last words, which reports leave out or change."""
        self.metrics[word].add(meaning)
        short = _SHARE_END.sub("", word)
        if "占" in short[1:-1]:
            self.metrics[short].add(meaning)

    def _read(self, phrase: str) -> Phrase | None:
        """The phrase as understood, None where a word is left over, or two measures or stages are named."""
        text = _MARKER.sub("", _TIMES.sub("", fold(phrase)).replace(" ", ""))
        if not text or len(text) > LONGEST_PHRASE:
            return None
        words = self._split(text)
        if words is None:
            return None
        metrics = [word for word in words if word in self.metrics]
        named = {self.stages[word] for word in words if word in self.stages and word not in self.metrics}
        bodies = {self.bodies[word] for word in words if word in self.bodies}
        scopes = {SCOPE_LEVELS[word] for word in words if word in SCOPE_LEVELS}
        if len(metrics) > 1 or len(named) > 1 or len(bodies) > 1 or len(scopes) > 1:
            return None
        meanings = tuple(sorted(self.metrics[metrics[0]], key=str)) if metrics else ()
        if not meanings and not named:
            return None
        return Phrase(
            meanings=meanings,
            stage=next(iter(named), None),
            scope=next(iter(scopes), None),
            body=next(iter(bodies), None),
            growth=any(word in GROWTHS for word in words),
            moves=any(word in MOVES for word in words),
        )

    def _split(self, text: str) -> list[str] | None:
        """The words of a text when words cover it, measures as long as they can be; None where a word is left over."""
        length = len(text)
        costs: list[int | None] = [None] * length + [0]
        chosen: list[str] = [""] * length
        for start in range(length - 1, -1, -1):
            kept: int | None = None
            for word, cost in (
                *self._by_start.get(text[start : start + 2], ()),
                *(self._by_start.get(text[start], ()) if start + 1 < length else ()),
            ):
                if not text.startswith(word, start):
                    continue
                rest = costs[start + len(word)]
                if rest is not None and (kept is None or cost + rest < kept):
                    costs[start] = kept = cost + rest
                    chosen[start] = word
        if costs[0] is None:
            return None
        words, start = [], 0
        while start < length:
            words.append(chosen[start])
            start += len(chosen[start])
        return words


def _cost(word: str, metrics: Mapping[str, set[Meaning]]) -> int:
    """One measure rather than two, and that one as long as it can be: all else costs by the letter."""
    return 1000 if word in metrics else 12 * len(word)
