"""Facets with counts: how many hits each further choice leaves. A facet's own choice does not narrow its own counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from dudao.web.bodies.models import Body
from dudao.web.discovery.choices import narrowed
from dudao.web.discovery.points import labels_of
from dudao.web.discovery.question import FACETS, Question
from dudao.web.discovery.rows import COLUMNS, PATH, PLACE, POINTS, Row
from dudao.web.library.states import DocumentKind, Level
from dudao.web.policies import Words

LABELS: dict[str, Words] = {
    "place": _("地区"),
    "year": _("年度"),
    "kind": _("种类"),
    "level": _("层级"),
    "edition": _("评价方案"),
    "point": _("评价要点"),
    "issuer": _("发布单位"),
}
SHOWN, MOST = 8, 60
"""Choices that are seen at once, and with the others unfolded."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a facet: what it is called, how many hits it has, the query that chooses it or takes it back."""

    label: Words
    count: int
    query: str
    is_chosen: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: its choices that are seen at once, and the others."""

    name: str
    label: Words
    choices: Sequence[Choice]
    more: Sequence[Choice]


def facets_of(rows: Sequence[Row], question: Question) -> list[Facet]:
    """All facets that leave a choice."""
    here = narrowed(rows, question.chosen)
    found = []
    for name in FACETS:
        counted = narrowed(rows, question.chosen, but=name) if name in question.chosen else here
        choices = OF_THEIR_OWN[name](counted, question) if name in OF_THEIR_OWN else _values(counted, question, name)
        if len(choices) > 1 or name in question.chosen:
            shown = SHOWN if name != "place" else SHOWN * 3
            found.append(Facet(name, LABELS[name], choices[:shown], choices[shown:MOST]))
    return found


def chosen_of(question: Question) -> list[Choice]:
    """What is chosen, each with the query without it."""
    place, point = question.chosen.get("place", ""), question.chosen.get("point", "")
    named: dict[str, Words] = dict(Body.objects.filter(code=place).values_list("code", "name")) if place else {}
    named |= labels_of([point]) if point else {}
    return [
        Choice(named.get(value, _label(name, value)), 0, question.query({name: ""}), True)
        for name, value in question.chosen.items()
    ]


def _label(name: str, value: str) -> Words:
    if name == "kind" and value in DocumentKind.values:
        return DocumentKind(value).label
    if name == "level" and value in Level.values:
        return Level(value).label
    return value


def _values(rows: Sequence[Row], question: Question, name: str) -> list[Choice]:
    counted = Counter(map(itemgetter(COLUMNS.index(name)), rows))
    counts = {str(value): count for value, count in counted.items() if value}
    chosen = question.chosen.get(name, "")
    if chosen:
        counts.setdefault(chosen, 0)
    if name == "year":
        ordered = sorted(counts.items(), reverse=True)
    else:
        ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [
        Choice(_label(name, value), count, question.query({name: "" if value == chosen else value}), value == chosen)
        for value, count in ordered
    ]


def _points(rows: Sequence[Row], question: Question) -> list[Choice]:
    """Points in the order of their edition."""
    counts: Counter[str] = Counter()
    for points, count in Counter(map(itemgetter(POINTS), rows)).items():
        counts.update(dict.fromkeys(points.split("\n"), count))
    del counts[""]
    chosen = question.chosen.get("point", "")
    if chosen:
        counts.setdefault(chosen, 0)
    return [
        Choice(label, counts[value], question.query({"point": "" if value == chosen else value}), value == chosen)
        for value, label in labels_of(counts).items()
    ]


def _places(rows: Sequence[Row], question: Question) -> list[Choice]:
    """The tree down to what is below the chosen place; what is in no tree stands at the end by its name."""
    counts: Counter[tuple[str, ...]] = Counter()
    loose: Counter[str] = Counter()
    for (place, path), count in Counter(map(itemgetter(PLACE, PATH), rows)).items():
        if not path:
            loose[place] += count
            continue
        codes = tuple(path.strip("/").split("/"))
        for depth in range(len(codes)):
            counts[codes[: depth + 1]] += count
    chosen = question.chosen.get("place", "")
    shown = sorted(each for each in counts if len(each) <= 2 or chosen in each[:-1][-2:])
    names = dict(Body.objects.filter(code__in={each[-1] for each in shown}).values_list("code", "name"))
    tree = [_place(question, names.get(each[-1], each[-1]), each[-1], counts[each], len(each) - 1) for each in shown]
    named = [(name, count) for name, count in loose.most_common(MOST) if name]
    return tree + [_place(question, name, name, count, 0) for name, count in named]


def _place(question: Question, label: str, value: str, count: int, depth: int) -> Choice:
    is_chosen = question.chosen.get("place") == value
    return Choice(label, count, question.query({"place": "" if is_chosen else value}), is_chosen, depth)


OF_THEIR_OWN = {"place": _places, "point": _points}
"""Facets whose choices are not simply the values of a column."""
