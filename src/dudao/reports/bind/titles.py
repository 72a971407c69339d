"""Cited documents to the evidence catalogue and the ledger's documents: by number, by title, by a title much alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dudao.facts.known import EvidenceEntry, KnownFacts, LedgerEntry
from dudao.reports.bind.figures import Outcome
from dudao.reports.bind.model import BindingState
from dudao.reports.model import CitedDocument
from dudao.reports.structure.fold import fold
from dudao.schemes.legal import number_key
from dudao.values.reference import FactReference

ALIKE = 0.86
"""Dice's coefficient of letter pairs from which two titles are taken for one with a slip in it. House rule."""

_NOISE = re.compile(r"[\s（）()〔〕\[\]【】“”\"'‘’《》〈〉—–\-－,，.。、:：;；·]+")
_LEAD = re.compile(r"^(?:中共)?(?:市|县|区)(?:委|人民政府|政府|教育局)?(?:办公室)?")
MASKS = re.compile(r"[XxＸ×＊*某○_]{1,}")


@lru_cache(maxsize=20_000)
def title_letters(title: str) -> str:
    """A title for comparison: folded, without marks, brackets and what stands for a masked name.

    >>> title_letters("XX市消除大班额专项规划（2020—2022年）")
    '市消除大班额专项规划20202022年'
    """
    return MASKS.sub("", _NOISE.sub("", fold(title)))


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document of the catalogue or the ledger."""

    reference: FactReference
    title: str
    number: str


class DocumentBook:
    """The documents known, by number, by title and by letter pairs."""

    def __init__(self, known: KnownFacts) -> None:
        self.documents = [
            *map(_of_catalogue, known.evidence),
            *(_of_ledger(entry) for entry in known.ledger if entry.kind == "document"),
        ]
        own = sorted({fold(name) for name in _own_names(known)}, key=len, reverse=True)
        self._own = re.compile("|".join(map(re.escape, own))) if own else None
        self.by_number: dict[str, KnownDocument] = {}
        self.by_title: dict[str, KnownDocument] = {}
        self._by_pair: dict[str, list[int]] = defaultdict(list)
        self._pairs_of: list[frozenset[str]] = []
        for index, document in enumerate(self.documents):
            key = self.key(document.title)
            if document.number:
                self.by_number.setdefault(number_key(document.number), document)
            self.by_title.setdefault(key, document)
            self._pairs_of.append(_pairs(key))
            for pair in self._pairs_of[index]:
                self._by_pair[pair].append(index)
        self._bound: dict[tuple[str, str | None], Outcome] = {}

    def key(self, title: str) -> str:
        """The letters of a title without the body's own name, which reports mask or leave out."""
        letters = title_letters(title)
        without = self._own.sub("", letters) if self._own else letters
        return _LEAD.sub("", without)

    def bind(self, cited: CitedDocument) -> Outcome:
        """The known document that a citation means; DIFFERS where number and title speak of two."""
        key = cited.title, cited.number
        if key not in self._bound:
            self._bound[key] = self._bind(cited)
        return self._bound[key]

    def _bind(self, cited: CitedDocument) -> Outcome:
        by_title = self.by_title.get(self.key(cited.title))
        by_number = self.by_number.get(number_key(cited.number)) if cited.number else None
        if by_title is not None:
            if cited.number and by_title.number and number_key(cited.number) != number_key(by_title.number):
                return _outcome(BindingState.DIFFERS, by_title, "文号与目录不同")
            return _outcome(BindingState.AGREES, by_title)
        alike = by_number or self._most_alike(self.key(cited.title))
        if alike is None:
            return Outcome(BindingState.UNBOUND, measure="title", why="佐证材料目录和台账里没有这份文件")
        return _outcome(BindingState.UNDECIDED, alike, "标题与目录中的不完全相同")

    def _most_alike(self, key: str) -> KnownDocument | None:
        """The one document whose title is nearly this one; None where none or two are."""
        shared: dict[int, int] = defaultdict(int)
        pairs = _pairs(key)
        for pair in pairs:
            for index in self._by_pair.get(pair, ()):
                shared[index] += 1
        near = [
            index for index, count in shared.items() if 2 * count >= ALIKE * (len(pairs) + len(self._pairs_of[index]))
        ]
        titles = {self.key(self.documents[index].title) for index in near}
        return self.documents[near[0]] if len(titles) == 1 else None


def _pairs(letters: str) -> frozenset[str]:
    return frozenset(letters[index : index + 2] for index in range(len(letters) - 1))


def _own_names(known: KnownFacts) -> Iterable[str]:
    yield from known.terms.names
    for body in known.bodies:
        if body.kind in ("city", "county"):
            yield body.name


def _of_catalogue(entry: EvidenceEntry) -> KnownDocument:
    return KnownDocument(entry.reference, entry.title, entry.document_number)


def _of_ledger(entry: LedgerEntry) -> KnownDocument:
    return KnownDocument(entry.reference, entry.subject, entry.document_number)


def _outcome(state: BindingState, document: KnownDocument, why: str = "") -> Outcome:
    return Outcome(state, document.reference, (document.reference,), why=why, measure="title")
