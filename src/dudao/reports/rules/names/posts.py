"""Names with all the posts a report gives them, and which two posts one person cannot hold at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dudao.reports.model import Person
from dudao.reports.rules.contract import Given
from dudao.schemes.lexicons import load_words


@dataclass(frozen=True, slots=True)
class NamedPosts:
    """All mentions of one name with a post; `conflict` is the first pair of mentions that cannot be one person."""

    name: str
    mentions: tuple[Person, ...]
    conflict: tuple[Person, Person] | None


def posts_of_names(given: Given) -> dict[str, NamedPosts]:
    """Every name in print that stands with a post, with what the report says it is."""
    return given.once("posts_of_names", _gather)


def _gather(given: Given) -> dict[str, NamedPosts]:
    mentions: dict[str, list[Person]] = {}
    folded = given.report.folded
    for person in given.reading.people:
        if not person.masked and person.post and not _is_former(folded, person):
            mentions.setdefault(person.name, []).append(person)
    return {name: NamedPosts(name, tuple(people), _conflict(people)) for name, people in mentions.items()}


_FORMER_BEFORE = re.compile(r"(?:时任|曾任|原任|前任|原|前)$")
_FORMER_POST = re.compile(r"(?:时任|曾任|原任|前任|[原前](?=副|党|常务|教育|[省市县区](?!区)))")


def _is_former(folded: str, person: Person) -> bool:
    """Whether a post is said to be of the past: 时任市长, 原副市长. Look-alike: 原州区区长."""
    before = _FORMER_BEFORE.search(folded, max(0, person.start - 2), person.start)
    return before is not None or _FORMER_POST.match(folded, person.start) is not None


def _conflict(people: list[Person]) -> tuple[Person, Person] | None:
    """The first two mentions with clashing posts; distinct posts only are compared, so many mentions cost little."""
    first_of: dict[str, Person] = {}
    for person in people:
        post = person.post or ""
        if post in first_of:
            continue
        for other in first_of.values():
            if clash(other.post or "", post):
                return other, person
        first_of[post] = person
    return None


def is_national(name: str) -> bool:
    """Whether a name is a national leader's, which reports quote in set phrases."""
    return name in load_words("national_leaders")


_PARTS = re.compile(r"[、，,兼和及]|并任|（|）|\(|\)")

_HEADS = (
    ("party", re.compile(r"(?P<level>省|市|县|区|州|旗)委(?P<rank>副?)书记$")),
    ("government", re.compile(r"(?<![副局校院园处科所站部厅])(?P<level>省|市|县|区|州|旗)长$")),
    ("government", re.compile(r"(?P<rank>副)(?P<level>省|市|县|区|州|旗)长$")),
    (
        "office",
        re.compile(
            r"(?P<office>[一-鿿]{1,12}?(?:局|厅|办|处|科|学校|中学|小学|大学|学院|幼儿园))(?P<rank>副?)(?:局|厅|处|科|校|院|园)?(?:长|主任)$"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat: which kind, of which level or office, and whether it is the deputy's."""

    kind: str
    where: str
    is_deputy: bool


def seats(post: str) -> frozenset[Seat]:
    """The seats that a printed post names: 市委副书记、市长 are two.

    >>> sorted((seat.kind, seat.where, seat.is_deputy) for seat in seats("市委副书记、市长"))
    [('government', '市', False), ('party', '市', True)]
    """
    found = set()
    for part in _PARTS.split(post):
        for kind, pattern in _HEADS:
            match = pattern.search(part)
            if match is None:
                continue
            groups = match.groupdict()
            where = groups.get("office") or groups.get("level") or ""
            found.add(Seat(kind, where, bool(groups.get("rank"))))
            break
    return frozenset(found)


def clash(one: str, other: str) -> bool:
    """Whether no person can hold both posts at one time.

    A party secretary is not at once head of the same government, nor a head his own deputy, nor the head of two
    divisions' governments; further posts beside a common one are no contradiction.

    >>> clash("市委书记", "市委副书记、市长"), clash("市长", "市委副书记、市长"), clash("副市长", "市委常委、副市长")
    (True, False, False)
    >>> clash("副县长", "县长"), clash("市教育局局长", "市委教育工委书记"), clash("市长", "县长")
    (True, False, True)
    >>> clash("市教育局局长", "市教育局副局长"), clash("市教育局局长", "教育局长"), clash("校长", "党支部书记")
    (True, False, False)
    """
    ours, theirs = seats(one), seats(other)
    if not ours or not theirs or ours & theirs:
        return False
    return any(_excludes(mine, yours) for mine in ours for yours in theirs)


def _excludes(mine: Seat, yours: Seat) -> bool:
    if mine.kind == yours.kind:
        if mine.kind == "office":
            return mine.where == yours.where and mine.is_deputy != yours.is_deputy
        return mine.where != yours.where or mine.is_deputy != yours.is_deputy
    kinds = {mine.kind, yours.kind}
    if kinds == {"party", "government"}:
        party = mine if mine.kind == "party" else yours
        government = yours if party is mine else mine
        if party.where != government.where:
            return not (party.is_deputy or government.is_deputy)
        return not party.is_deputy
    return False


def is_step_up(before: str, after: str) -> bool:
    """Whether a later post is a usual step up from an earlier one: deputy to head, head of government to secretary.

    >>> is_step_up("副市长", "市长"), is_step_up("市长", "市委书记"), is_step_up("市委书记", "市长"), is_step_up("县长", "副市长")
    (True, True, False, True)
    """
    return max(map(_height, seats(after)), default=0) > max(map(_height, seats(before)), default=0)


_STOREYS = {"县": 10, "区": 10, "旗": 10, "市": 20, "州": 20, "省": 30}


def _height(seat: Seat) -> int:
    storey = _STOREYS.get(seat.where, 0)
    within = {"party": 8, "government": 6, "office": 2}[seat.kind]
    return storey + within - (5 if seat.is_deputy and seat.kind != "office" else seat.is_deputy)
