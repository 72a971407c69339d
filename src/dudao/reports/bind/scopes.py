"""Of which body a figure speaks: the report's own, one named in its phrase or sentence, or one that facts do not know."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from dudao.facts.contract import phrase_words
from dudao.facts.known import KnownFacts
from dudao.reports.bind.wordings import LEVELS, SCOPE_LEVELS, Phrase
from dudao.reports.model import BodyMention, Figure, Reading
from dudao.reports.structure.fold import fold
from dudao.values.records import record

OTHER_SCOPES = phrase_words("partial_scope")
"""Scopes that are a part of the body, not the whole: none of our facts speak of them."""


@record
class Scope:
    """A body, and whether that is sure: a body carried over from an earlier sentence is not."""

    code: str
    is_sure: bool = True


class Scopes:
    """The bodies of a report's figures."""

    def __init__(self, reading: Reading, known: KnownFacts) -> None:
        self.bodies = {body.code: body for body in known.bodies}
        self._codes = {fold(name): body.code for body in known.bodies for name in (body.name, *body.short_names)}
        with_facts = {fact.body_code for fact in known.facts}
        self._levels = _levels(known, with_facts)
        self.own = self._own_body(reading, with_facts)
        self._mentions = tuple(mention for mention in reading.bodies if mention.kind in NAMING_KINDS or mention.masked)
        self._starts = [mention.start for mention in self._mentions]
        self._sentences = reading.report.sentences
        self._paragraphs = reading.report.paragraphs
        self._report = reading.report

    def _own_body(self, reading: Reading, with_facts: set[str]) -> str | None:
        """The body whose report it is: named in title or signatory, else the only one of the level the title speaks of,
        else the only one at the highest level of the facts."""
        report = reading.report
        heads = [fold(text) for text in (report.title, report.signatory) if text]
        named = [code for name, code in self._codes.items() for head in heads if name in head and len(name) > 1]
        governed = [code for code in named if self.bodies[code].kind in LEVELS]
        if governed:
            return max(governed, key=lambda code: (LEVELS.index(self.bodies[code].kind), code in with_facts))
        level = _level_of_title(heads) or _level_of_self(reading)
        if level is not None:
            codes = self._levels.get(level, [])
            return codes[0] if len(codes) == 1 else None
        for each in LEVELS[1:]:
            codes = self._levels.get(each, [])
            if codes:
                return codes[0] if len(codes) == 1 else None
        return None

    def of_figure(self, figure: Figure, phrase: Phrase) -> Scope | None:
        """The body a figure speaks of; None where it is no body of the facts."""
        if phrase.body is not None:
            return Scope(phrase.body)
        printed = fold(figure.scope) if figure.scope else None
        if printed is not None and printed not in SCOPE_LEVELS and phrase.meanings and printed in fold(figure.metric):
            printed = (
                None  # 市级领导联系学校: the word is part of the measure's own name, or the phrase had not been read
            )
        if printed in OTHER_SCOPES:
            return None
        if printed is not None and printed not in SCOPE_LEVELS:
            return self._of_name(printed)
        level = phrase.scope or (SCOPE_LEVELS[printed] if printed else None)
        if level is not None:
            return self._of_level(level)
        return self._from_surroundings(figure)

    def _of_name(self, name: str) -> Scope | None:
        for each in (name, name.removesuffix("全境"), name.removesuffix("人民政府"), name.removesuffix("政府")):
            if each in self._codes:
                return Scope(self._codes[each])
        return None

    def _of_level(self, level: str) -> Scope | None:
        """全市 is the report's own city, or the city above the report's own county."""
        code = self.own
        while code is not None:
            body = self.bodies.get(code)
            kind = body.kind if body else self._kind_of(code)
            if kind == level:
                return Scope(code)
            code = body.parent_code if body and body.parent_code else None
        codes = self._levels.get(level, [])
        if self.own is None or level in ("nation", "province"):
            return Scope(codes[0]) if len(codes) == 1 else None
        return None

    def _kind_of(self, code: str) -> str | None:
        return next((level for level, codes in self._levels.items() if code in codes), None)

    def _from_surroundings(self, figure: Figure) -> Scope | None:
        """The last body named before the figure in its sentence; one in an earlier sentence of the paragraph makes it unsure."""
        if self.own is None:
            return None
        index = bisect_left(self._starts, figure.start) - 1
        if index < 0:
            return Scope(self.own)
        sentence = self._sentences[self._report.sentence_index(figure.start)] if self._sentences else None
        mention = self._mentions[index]
        if sentence is not None and mention.start >= sentence.start:
            found = self._of_mention(mention)
            return Scope(self.own) if found == self.own else (Scope(found) if found else None)
        paragraph = self._report.paragraph_at(figure.start)
        if paragraph is None or mention.start < paragraph.start:
            return Scope(self.own)
        return Scope(self.own, is_sure=self._of_mention(mention) == self.own)

    def _of_mention(self, mention: BodyMention) -> str | None:
        """The code of a body named, the own one for 我市 and its offices; None for one the facts do not know."""
        if mention.masked:
            return self.own if mention.level == self._own_level() else None
        code = self._codes.get(fold(mention.name))
        if code is not None:
            return self._governed(code)
        if mention.kind == "self":
            scope = self._of_level(mention.level) if mention.level else None
            return scope.code if scope else (self.own if mention.level is None else None)
        name = fold(mention.name)
        for known, known_code in self._codes.items():
            if len(known) > 2 and name.startswith(known):
                return known_code
        if mention.kind in ("government", "department", "committee", "party") and not _names_a_place(name):
            return self.own
        return None

    def _governed(self, code: str) -> str:
        """Facts of an office are facts of the body it belongs to."""
        body = self.bodies[code]
        return body.parent_code if body.kind in ("department", "committee", "party") and body.parent_code else code

    def _own_level(self) -> str | None:
        return self.bodies[self.own].kind if self.own in self.bodies else None


NAMING_KINDS = frozenset(("division", "self", "government", "department", "committee", "party", "school"))


def _names_a_place(name: str) -> bool:
    """市教育局 names no place; 临江县教育局 and 省教育厅 speak of another one."""
    return name[:1] in ("省", "国") or any(mark in name[1:5] for mark in "县区市省") or name.startswith("教育部")


def _levels(known: KnownFacts, with_facts: set[str]) -> dict[str, list[str]]:
    """Codes of the bodies that have facts of their own, by level."""
    found: dict[str, list[str]] = {}
    kinds = {body.code: body.kind for body in known.bodies}
    for fact in known.facts:
        table = fact.reference.table
        if table in LEVELS and fact.body_code not in kinds:
            kinds[fact.body_code] = table
    for code, kind in kinds.items():
        if kind in LEVELS and code in with_facts:
            found.setdefault(kind, []).append(code)
    return found


def _level_of_title(heads: list[str]) -> str | None:
    for head in heads:
        before = head.partition("人民政府")[0] if "人民政府" in head else head[:12]
        for mark, level in (("县", "county"), ("区", "county"), ("市", "city"), ("省", "province")):
            if before.endswith(mark) or (mark in before and "人民政府" not in head):
                return level
    return None


def _level_of_self(reading: Reading) -> str | None:
    """The level of which a report without title speaks as its own (全市, 我县), by the most mentions."""
    counts = Counter(mention.level for mention in reading.bodies if mention.kind == "self" and mention.level in LEVELS)
    return counts.most_common(1)[0][0] if counts else None
