"""Cited documents of two versions, by number or title: retitled, renumbered, come or gone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from dudao.reports.compare.likeness import letters_of, match_in_order, most_alike
from dudao.reports.compare.model import DocumentChange, NamedDocument
from dudao.reports.model import Reading
from dudao.reports.structure.fold import fold
from dudao.schemes.legal import number_key
from dudao.values.spans import Span

ALIKE = 0.75
"""How alike two titles must be for a document to be the same under another title. House rule."""


def documents_of(reading: Reading) -> tuple[NamedDocument, ...]:
    """Each document once, with every place; one title with two numbers is two documents."""
    places: dict[tuple[str, str], list[Span]] = {}
    shown: dict[tuple[str, str], tuple[str, str | None]] = {}
    only: dict[str, str] = {}
    for cited in reading.documents:
        if cited.number:
            only.setdefault(_title_key(cited.title), number_key(cited.number))
    for cited in reading.documents:
        title = _title_key(cited.title)
        key = title, number_key(cited.number) if cited.number else only.get(title, "")
        places.setdefault(key, []).append(cited.span)
        known = shown.get(key)
        if known is None or (known[1] is None and cited.number):
            shown[key] = cited.title, cited.number
    numbered = {key[1] for key in places}
    for text, span in _bare_numbers(reading):
        if number_key(text) not in numbered:
            bare = "", number_key(text)
            places.setdefault(bare, []).append(span)
            shown.setdefault(bare, ("", text))
    return tuple(NamedDocument(*shown[key], tuple(spans)) for key, spans in places.items())


def _bare_numbers(reading: Reading) -> list[tuple[str, Span]]:
    """Document numbers that stand beside no title."""
    spans = sorted((cited.start, max(cited.end, cited.number_end or 0)) for cited in reading.documents)
    starts = [start for start, _ in spans]
    found = []
    for number in reading.document_numbers:
        index = bisect_right(starts, number.start) - 1
        if index < 0 or spans[index][1] < number.end:
            found.append((number.text, number.span))
    return found


def compare_documents(old: Reading, new: Reading) -> tuple[DocumentChange, ...]:
    """One change a document of either version, unchanged ones included; in no order."""
    before, after = documents_of(old), documents_of(new)
    pairs: dict[int, int] = {}
    for key_of in (_both, _title, _number):
        _take_equal(pairs, before, after, key_of)
    _take_alike(pairs, before, after)
    taken = set(pairs.values())
    changes = [_change(before[one], after[other]) for one, other in pairs.items()]
    changes += [DocumentChange(each, None) for index, each in enumerate(before) if index not in pairs]
    changes += [DocumentChange(None, each) for index, each in enumerate(after) if index not in taken]
    return tuple(changes)


def _title_key(title: str) -> str:
    return letters_of(fold(title))


def _title(document: NamedDocument) -> str | None:
    return _title_key(document.title) or None


def _number(document: NamedDocument) -> str | None:
    return number_key(document.number) if document.number else None


def _both(document: NamedDocument) -> tuple[str | None, str | None]:
    return _title(document), _number(document)


def _take_equal(
    pairs: dict[int, int],
    before: Sequence[NamedDocument],
    after: Sequence[NamedDocument],
    key_of: Callable[[NamedDocument], object],
) -> None:
    taken = set(pairs.values())
    free_old = [None if index in pairs else key_of(each) for index, each in enumerate(before)]
    free_new = [None if index in taken else key_of(each) for index, each in enumerate(after)]
    pairs.update(match_in_order(free_old, free_new))


def _take_alike(pairs: dict[int, int], before: Sequence[NamedDocument], after: Sequence[NamedDocument]) -> None:
    """Titles with a slip mended, a name unmasked or a year put in, where the numbers do not speak of two documents."""
    taken = set(pairs.values())
    free_old = [index for index, each in enumerate(before) if index not in pairs and each.title]
    free_new = [index for index, each in enumerate(after) if index not in taken and each.title]
    titles = (
        [_title_key(before[index].title) for index in free_old],
        [_title_key(after[index].title) for index in free_new],
    )
    for one, other in most_alike(*titles, at_least=ALIKE):
        left, right = before[free_old[one]], after[free_new[other]]
        if None in (left.number, right.number) or _number(left) == _number(right):
            pairs[free_old[one]] = free_new[other]


def _change(old: NamedDocument, new: NamedDocument) -> DocumentChange:
    differs = {"title": _title(old) != _title(new), "number": _number(old) != _number(new)}
    return DocumentChange(old, new, tuple(name for name, is_so in differs.items() if is_so))
