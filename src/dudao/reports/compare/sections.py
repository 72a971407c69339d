"""Sections of two versions: renumbered, renamed, moved, rewritten, come or gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from dudao.reports.compare.likeness import best_first, letter_pairs, letters_of, likeness, match_in_order, most_alike
from dudao.reports.compare.model import Section, SectionChange
from dudao.reports.model import Report
from dudao.reports.structure.fold import fold
from dudao.values.spans import Span

ALIKE_TITLE, ALIKE_TEXT = 0.5, 0.5
"""How alike titles or texts must be for a section under another title to be the same one. House rule."""
MANY = 400
"""Among more neighbours than this every one out of order counts as moved."""


def sections_of(report: Report) -> tuple[Section, ...]:
    """The sections of a report in their order, first the text before the first heading where there is any."""
    found: list[Section] = []
    first = report.headings[0].start if report.headings else len(report.text)
    if report.text[:first].strip():
        found.append(Section(None, Span(0, first), None, report.text[:first].strip()))
    path: list[tuple[int, int]] = []
    for number, heading in enumerate(report.headings):
        end = report.headings[number + 1].start if number + 1 < len(report.headings) else len(report.text)
        while path and path[-1][0] >= heading.level:
            path.pop()
        parent = path[-1][1] if path else None
        path.append((heading.level, len(found)))
        found.append(Section(heading, Span(heading.start, end), parent, report.text[heading.end : end].strip()))
    return tuple(found)


def compare_sections(
    old: Sequence[Section], new: Sequence[Section], pairs: dict[int, int]
) -> tuple[SectionChange, ...]:
    """One change a section of either version, unchanged ones included, by the `pairs` of `match_sections`; in no order."""
    moved = _moved(old, new, pairs)
    matched = set(pairs.values())
    changes = [_change(old[one], new[other], one in moved) for one, other in pairs.items()]
    changes += [SectionChange(section, None) for index, section in enumerate(old) if index not in pairs]
    changes += [SectionChange(None, section) for index, section in enumerate(new) if index not in matched]
    return tuple(changes)


def match_sections(old: Sequence[Section], new: Sequence[Section]) -> dict[int, int]:
    """Old index to new index: by title under the same headings, by title, by number and place, by title or text much alike."""
    pairs: dict[int, int] = {0: 0} if _are_fronts(old, new) else {}
    for keys in (_paths, _titles):
        _take_equal(pairs, keys(old), keys(new))
    _take_renamed(pairs, old, new)
    _take_alike(pairs, old, new, [_title(each) for each in old], [_title(each) for each in new], ALIKE_TITLE)
    _take_alike(
        pairs, old, new, [letters_of(each.text) for each in old], [letters_of(each.text) for each in new], ALIKE_TEXT
    )
    return pairs


def _are_fronts(old: Sequence[Section], new: Sequence[Section]) -> bool:
    return bool(old and new) and old[0].heading is None and new[0].heading is None


def _title(section: Section) -> str:
    return letters_of(fold(section.heading.title)) if section.heading else ""


def _titles(sections: Sequence[Section]) -> list[object]:
    return [_title(each) or None for each in sections]


def _paths(sections: Sequence[Section]) -> list[object]:
    """Titles from the top down to each section."""
    paths: list[tuple[str, ...]] = []
    for each in sections:
        above = paths[each.parent] if each.parent is not None else ()
        paths.append((*above, _title(each)))
    return [path if path[-1] else None for path in paths]


def _take_equal(pairs: dict[int, int], old: Sequence[object], new: Sequence[object]) -> None:
    taken = set(pairs.values())
    free_old = [None if index in pairs else key for index, key in enumerate(old)]
    free_new = [None if index in taken else key for index, key in enumerate(new)]
    pairs.update(match_in_order(free_old, free_new))


def _take_renamed(pairs: dict[int, int], old: Sequence[Section], new: Sequence[Section]) -> None:
    """The same number under the same heading, with a title or a text that is alike."""
    taken = set(pairs.values())
    waiting: dict[tuple[int | None, int, str], list[int]] = defaultdict(list)
    for index, section in enumerate(new):
        if index not in taken and section.heading:
            waiting[_numbered(section, section.parent)].append(index)
    scored = []
    for index, section in enumerate(old):
        if index in pairs or section.heading is None:
            continue
        parent = pairs.get(section.parent) if section.parent is not None else None
        if section.parent is None or parent is not None:
            scored += [
                (_resemblance(section, new[other]), index, other) for other in waiting[_numbered(section, parent)]
            ]
    pairs.update(best_first(each for each in scored if each[0] >= ALIKE_TITLE))


def _resemblance(one: Section, other: Section) -> float:
    titles = likeness(letter_pairs(_title(one)), letter_pairs(_title(other)))
    texts = likeness(letter_pairs(one.text), letter_pairs(other.text)) if one.text and other.text else 0.0
    return round(max(titles, texts), 9)


def _numbered(section: Section, parent: int | None) -> tuple[int | None, int, str]:
    return parent, section.level, section.heading.number if section.heading else ""


def _take_alike(
    pairs: dict[int, int],
    old: Sequence[Section],
    new: Sequence[Section],
    keys_old: Sequence[str],
    keys_new: Sequence[str],
    at_least: float,
) -> None:
    taken = set(pairs.values())
    left_old = [index for index, each in enumerate(old) if index not in pairs and each.heading and keys_old[index]]
    left_new = [index for index, each in enumerate(new) if index not in taken and each.heading and keys_new[index]]
    for one, other in most_alike(
        [keys_old[index] for index in left_old], [keys_new[index] for index in left_new], at_least=at_least
    ):
        pairs[left_old[one]] = left_new[other]


def _moved(old: Sequence[Section], new: Sequence[Section], pairs: dict[int, int]) -> set[int]:
    """Old indexes of sections that stand under another heading now, or elsewhere among those that stayed beside them."""
    back = {other: one for one, other in pairs.items()}
    moved: set[int] = set()
    neighbours: dict[int | None, list[int]] = defaultdict(list)
    for one, other in pairs.items():
        above_old, above_new = _known_parent(old, one, pairs), _known_parent(new, other, back)
        if (None if above_old is None else pairs[above_old]) == above_new:
            neighbours[above_old].append(one)
        else:
            moved.add(one)
    for group in neighbours.values():
        moved |= _out_of_order([(one, pairs[one]) for one in sorted(group)])
    return moved


def _known_parent(sections: Sequence[Section], index: int, matched: dict[int, int]) -> int | None:
    """The nearest heading above that both versions have: one that came or went moves nothing below it."""
    parent = sections[index].parent
    while parent is not None and parent not in matched:
        parent = sections[parent].parent
    return parent


def _out_of_order(places: list[tuple[int, int]]) -> set[int]:
    """The fewest that must be lifted out so that the rest keep their order, those with most crossings first.

    >>> sorted(_out_of_order([(0, 3), (1, 0), (2, 1), (3, 2)])), _out_of_order([(0, 1), (1, 2)])
    ([0], set())
    """
    if len(places) > MANY:
        return _crossed(places)
    lifted: set[int] = set()
    left = list(places)
    while left:
        crossings = {
            one: sum((one < other) != (place < elsewhere) for other, elsewhere in left if other != one)
            for one, place in left
        }
        worst = max(crossings.values())
        if worst == 0:
            break
        lifted |= {one for one, count in crossings.items() if count == worst}
        left = [(one, place) for one, place in left if one not in lifted]
    return lifted


def _crossed(places: list[tuple[int, int]]) -> set[int]:
    """Every one with another before it that now stands behind it, or the reverse.

    >>> sorted(_crossed([(0, 0), (1, 2), (2, 1), (3, 3)]))
    [1, 2]
    """
    highest = list(accumulate((place for _, place in places), max))
    lowest = list(accumulate((place for _, place in reversed(places)), min))[::-1]
    return {one for (one, place), high, low in zip(places, highest, lowest, strict=True) if high > place or low < place}


def _change(old: Section, new: Section, is_moved: bool) -> SectionChange:
    differs = {
        "number": old.heading is not None and new.heading is not None and old.heading.number != new.heading.number,
        "title": _title(old) != _title(new),
        "level": old.level != new.level,
        "place": is_moved,
        "text": "".join(old.text.split()) != "".join(new.text.split()),
    }
    share = Decimal(0)
    if differs["text"]:
        alike = likeness(letter_pairs("".join(old.text.split())), letter_pairs("".join(new.text.split())))
        share = Decimal(1) - Decimal(alike)
    aspects = tuple(name for name, is_so in differs.items() if is_so)
    return SectionChange(old, new, aspects, share.quantize(Decimal("0.0001")))
