"""What a metric phrase means: which measure, stage and body, when every word of it is understood.

A phrase with a word left over (农村小学在校生, where 农村 is none of ours) means something narrower or other than the measure
it contains, so it names nothing. That is why bindings are rarely wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from dudao.facts.contract import derived_metrics, in_stage, phrase_words, stages, table_schema
from dudao.facts.known import Fact, KnownBody, KnownFacts
from dudao.reports.structure.fold import fold


@dataclass(frozen=True, slots=True)
class Meaning:
    """One measure that a word may mean. `is_loose`: the word may also mean another measure. `stage`: named by the word."""

    metric: str
    is_loose: bool = False
    stage: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A metric phrase understood as a whole; equal phrases are one object, so they compare and hash by identity.

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
WHOLE = "total"
_SHARE_END = re.compile(r"(?:总数)?的?(?:比例|比重|百分比)$")


class Wordings:
    """The words for measures, stages, scopes and bodies, looked up from the left at each character of a phrase.

    Words come from the catalogue of datasets, and from label and synonyms of facts that other parts hand over.
    """

    def __init__(self, facts: Iterable[Fact] = (), bodies: Iterable[KnownBody] = ()) -> None:
        self.metrics = {word: set(meanings) for word, meanings in catalogue_words().items()}
        self.stages = stage_words()
        self.bodies: dict[str, str] = {}
        self._take_facts(facts)
        for body in bodies:
            for name in (body.name, *body.short_names):
                if len(name) > 1:
                    self.bodies.setdefault(fold(name), body.code)
        self._by_start: dict[str, list[tuple[str, int]]] = defaultdict(list)  # by the first two letters
        for word in {*self.metrics, *self.stages, *self.bodies, *SCOPE_LEVELS, *GROWTHS, *MOVES, *FILLERS}:
            self._by_start[word[:2]].append((word, _cost(word, self.metrics)))
        self.read = lru_cache(maxsize=50_000)(self._read)
        self.in_stage = lru_cache(maxsize=5_000)(_with_stage)

    def _take_facts(self, facts: Iterable[Fact]) -> None:
        """Words of measures that the catalogue does not know, from the facts themselves."""
        known = catalogued_metrics()
        seen: set[tuple[str, str | None]] = set()
        for fact in facts:
            metric = fact.metric or fact.reference.field
            if metric in known or (metric, fact.stage) in seen:
                continue
            seen.add((metric, fact.stage))
            for word, meaning in _words_of(fold(fact.label), map(fold, fact.synonyms), metric, fact.stage):
                self.metrics.setdefault(word, set()).add(meaning)

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


def wordings_of(known: KnownFacts) -> Wordings:
    """The words of facts handed over, gathered once."""
    return known.once("wordings", lambda known: Wordings(known.facts, known.bodies))


def _with_stage(phrase: Phrase, stage: str | None) -> Phrase:
    """A phrase said of a stage; a word for the whole (在校（园）学生) then means that stage of it."""
    meanings = tuple(replace(each, stage=None) if each.stage == WHOLE else each for each in phrase.meanings)
    return replace(phrase, stage=stage, meanings=meanings)


def _cost(word: str, metrics: Mapping[str, set[Meaning]]) -> int:
    """One measure rather than two, and that one as long as it can be: all else costs by the letter."""
    return 1000 if word in metrics else 12 * len(word)


@cache
def stage_words() -> dict[str, str]:
    """The words for stages, each with the stage it means."""
    found: dict[str, str] = {}
    for stage in stages().values():
        for word in stage.words:
            if not word.isascii():
                found.setdefault(word, stage.id)
    return found


@cache
def stage_pattern() -> re.Pattern[str]:
    """The words for stages, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, stage_words()), key=len, reverse=True)))


@cache
def _catalogue_measures() -> tuple[tuple[str, tuple[str, ...], str, str | None], ...]:
    """Label, synonyms, metric and stage of every measure of the catalogue."""
    tables = (table_schema("city"), table_schema("school_stage"), table_schema("school"), table_schema("kindergarten"))
    columns = (field for table in tables for field in table.fields if field.is_number and not field.previous)
    return (
        *((field.label_zh, field.synonyms, field.metric, field.stage) for field in columns),
        *((measure.label_zh, measure.synonyms, measure.id, measure.stage) for measure in derived_metrics()),
    )


@cache
def catalogued_metrics() -> frozenset[str]:
    """The ids of all measures that the tables of facts have."""
    return frozenset(metric for _, _, metric, _ in _catalogue_measures())


@cache
def catalogue_words() -> dict[str, frozenset[Meaning]]:
    """The words for measures, each with all that it may mean."""
    found: dict[str, set[Meaning]] = defaultdict(set)
    done: set[tuple[str, str]] = set()
    for label, synonyms, metric, stage in _catalogue_measures():
        for word, meaning in _words_of(label, synonyms if (metric, label) not in done else (), metric, stage):
            found[word].add(meaning)
        done.add((metric, label))
    return {word: frozenset(meanings) for word, meanings in found.items()}


def _words_of(label: str, synonyms: Iterable[str], metric: str, stage: str | None) -> Iterator[tuple[str, Meaning]]:
    """The words for one measure: its label without what stands in brackets, with and without 数, and its synonyms."""
    word = in_stage(label, stages().get(stage or ""))
    for bracket in "（(":
        word = word.partition(bracket)[0] or word
    if len(word) > 1:
        yield from _forms(word, Meaning(metric, stage=stage))
        bare = word.removesuffix("数")
        if (
            bare not in (word, word[:-2] + "人") and bare not in stage_words()
        ):  # 小学数 must not take 小学 from 小学在校生
            yield bare, Meaning(metric, stage=stage)
    for synonym in synonyms:
        plain, _, own_stage = synonym.lstrip("~").partition("@")
        if plain and own_stage != "none":
            yield from _forms(plain, Meaning(metric, synonym.startswith("~"), own_stage or None))


def _forms(word: str, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    """A word, and of a share (占……的比例) also the form without the last words, which reports leave out or change."""
    yield word, meaning
    short = _SHARE_END.sub("", word)
    if short != word and "占" in short[1:-1]:
        yield short, meaning
