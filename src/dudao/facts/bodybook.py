"""The bodies known while rows are read: by code, by name, over time; what a code or name in a row means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dudao.diagnostics.model import Diagnostic
from dudao.facts.headings import squashed
from dudao.facts.known import CellPlace, KnownBody
from dudao.facts.problems import problem
from dudao.values.periods import Period

EXACT_DIGITS = 15
"""A spreadsheet keeps so many digits of a number; a longer code entered as one ends in zeros."""
LEAST_COMMON = 3


@dataclass
class BodyBook:
    """The bodies known so far: by code, and by name for rows that give no code; `is_given` where a table of bodies was."""

    bodies: dict[str, KnownBody] = field(default_factory=dict)
    codes_of_name: dict[str, str] = field(default_factory=dict)
    is_given: bool = False
    over_time: dict[str, list[KnownBody]] = field(default_factory=dict)
    told: set[tuple[str, str]] = field(default_factory=set)
    """Names and periods already asked about, so that a school with several rows is asked about once."""

    def add(self, body: KnownBody) -> None:
        """Take a body in; of several rows of one code the first stands for it, all count for names and dates."""
        self.bodies.setdefault(body.code, body)
        self.over_time.setdefault(body.code, []).append(body)
        for name in (body.name, *body.short_names):
            self.codes_of_name.setdefault(squashed(name), body.code)


def known_code(code: str, place: CellPlace, book: BodyBook, problems: list[Diagnostic], name: str = "") -> str:
    """A code as the table of bodies has it: lost leading zeros put back, an unknown or damaged code reported.

    A damaged one is read by the body's name where that is known and the digits left agree.
    """
    if code in book.bodies and book.is_given:
        return code
    is_damaged = _is_damaged(code)
    if not book.is_given:
        if is_damaged and code not in book.bodies:
            problems.append(problem("code-damaged", place, {"found": code}))
        return code
    for other in _with_zeros(code):
        if other in book.bodies:
            problems.append(problem("zeros-restored", place, {"found": code, "expected": other}))
            return other
    by_name = book.codes_of_name.get(squashed(name), "") if name else ""
    if is_damaged and by_name and _may_be(code, by_name):
        problems.append(problem("code-found-by-name", place, {"found": code, "expected": by_name}))
        return by_name
    problems.append(problem("code-damaged" if is_damaged else "body-unknown", place, {"found": code}))
    return code


def _with_zeros(code: str) -> Iterable[str]:
    """The code with up to four leading zeros more, and without those it has: either side may have lost them."""
    yield from (code.zfill(width) for width in range(len(code) + 1, len(code) + 5))
    if code.startswith("0"):
        yield code.lstrip("0")


def _is_damaged(code: str) -> bool:
    """Scientific notation, or a long number whose digits beyond the fifteenth are zeros."""
    if "e+" in code.lower():
        return True
    return code.isdigit() and len(code) > EXACT_DIGITS + 1 and not code[EXACT_DIGITS:].strip("0")


def _may_be(damaged: str, code: str) -> bool:
    """Whether a damaged number can have been a code: the digits that were kept are the same."""
    mantissa, is_scientific, _ = damaged.lower().partition("e+")
    if is_scientific:
        digits = mantissa.replace(".", "")
        return len(digits) < LEAST_COMMON or code.startswith(digits[:-1])
    return len(damaged) == len(code) and damaged[: EXACT_DIGITS - 1] == code[: EXACT_DIGITS - 1]


def check_body(
    code: str,
    name: str,
    period: Period,
    places: tuple[CellPlace, CellPlace],
    book: BodyBook,
    problems: list[Diagnostic],
) -> None:
    """Ask where a row's name is not the body's, or the body is not valid in the row's period; `places` of name and code."""
    bodies = book.over_time.get(code)
    if not book.is_given or bodies is None:
        return
    if name and not _is_a_name_of(bodies, name) and (code, name) not in book.told:
        book.told.add((code, name))
        params = {"found": name, "name": code, "expected": bodies[-1].name}
        problems.append(problem("body-name-differs", places[0], params))
    if not any(is_valid_in(body, period) for body in bodies) and (code, period.label()) not in book.told:
        book.told.add((code, period.label()))
        stretch = "；".join(f"{body.valid_from or '…'}—{body.valid_to or '…'}" for body in bodies)
        params = {"name": bodies[-1].name, "found": period.label(), "expected": stretch}
        problems.append(problem("body-not-valid-then", places[1], params))


def is_valid_in(body: KnownBody, period: Period) -> bool:
    """Whether a body is valid on any day of a period."""
    began = body.valid_from is None or body.valid_from < period.end
    return began and (body.valid_to is None or body.valid_to > period.start)


def _is_a_name_of(bodies: Iterable[KnownBody], name: str) -> bool:
    """Whether it is one of the names over time; with or without the place in front (临江县第一小学, 第一小学)."""
    wanted = squashed(name)
    for body in bodies:
        for each in (body.name, *body.short_names):
            own = squashed(each)
            longer, shorter = sorted((own, wanted), key=len, reverse=True)
            if own == wanted or (len(shorter) >= LEAST_COMMON and longer.endswith(shorter)):
                return True
    return False
