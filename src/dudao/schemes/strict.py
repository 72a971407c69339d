"""Content files read strictly: every unknown key, missing entry and wrong kind of value is gathered with its place.

Nothing is coerced: a code must be written as text, a number as a number, a truth as true or false. Reading goes on after
a fault, so that one run tells all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from dudao.schemes.content_files import place_of, place_of_key, place_of_value
from dudao.schemes.faults import Fault as Fault
from dudao.schemes.faults import Faults as Faults
from dudao.schemes.faults import Origin, Places
from dudao.schemes.formula.faults import FormulaError, nearest_or_all
from dudao.schemes.formula.nodes import Place
from dudao.schemes.formula.parse import parse_formula
from dudao.schemes.indicators import Expression

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:/0*[1-9]\d*)?")
LONGEST_NUMBER, GREATEST_POWER = 60, 30
"""Characters of a number of the content, and the power of ten that it may have (1e30)."""


class Entry:
    """A mapping of a content file, asked key by key; `close` tells keys that nobody asked for."""

    def __init__(self, content: Any, file: str, faults: Faults, place: tuple[int, int] | None = None) -> None:
        self.file = file
        self.faults = faults
        self.place = place_of(content) if hasattr(content, "lc") else place or (1, 1)
        self.asked: set[str] = set()
        self.content: Mapping[str, Any] = {}
        if isinstance(content, Mapping):
            self.content = content
        else:
            self.fault("应当是“键: 值”的清单", "should be a mapping of keys to values")

    # ─────────────── places ───────────────

    def origin(self, key: str = "") -> Origin:
        """Where the entry, or one of its keys, stands."""
        return Origin(self.file, *((place_of_key(self.content, key) if key else None) or self.place))

    def value_origin(self, key: str) -> Origin:
        """Where the value behind a key begins."""
        return Origin(self.file, *(place_of_value(self.content, key) or self.place))

    @property
    def places(self) -> Places:
        """Where the entry and its values stand, for those who check what they mean."""
        return Places(self.origin(), {str(key): self.value_origin(key) for key in self.content})

    def fault(self, zh: str, en: str, key: str = "", *, name: str = "") -> None:
        """Note a fault of the entry or of the value of one of its keys. `name`: what the fault calls unknown."""
        self.faults.add(self.value_origin(key) if key in self.content else self.origin(), zh, en, name=name)

    def close(self) -> None:
        """Tell keys that nobody asked for, with the nearest one that would fit."""
        for key in self.content:
            if str(key) not in self.asked:
                zh, en = nearest_or_all(str(key), sorted(self.asked))
                self.faults.add(self.origin(key), f"不认识的键 {key}{zh}", f"unknown key {key}{en}")

    # ─────────────── values ───────────────

    def has(self, key: str) -> bool:
        """Whether a key is given with something behind it."""
        self.asked.add(key)
        return self.content.get(key) is not None

    def raw(self, key: str) -> Any:
        """What stands behind a key, None where nothing does."""
        self.asked.add(key)
        return self.content.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """Words; a fault where the key is missing and has no default, or where a number or truth stands there."""
        value = self.raw(key)
        if value is None:
            if default is None:
                self.fault(f"缺少 {key}", f"{key} is missing")
            return default or ""
        if not isinstance(value, str):
            self.fault(
                f"{key} 应当是文字，请加引号（现在被读成 {value!r}）",
                f"{key} should be text; put it in quotes (it reads as {value!r})",
                key,
            )
        return str(value).strip()

    def bilingual(self, key: str, *, needed: bool = True) -> tuple[str, str]:
        """Chinese and English; plain text stands for both."""
        value = self.raw(key)
        if isinstance(value, Mapping):
            both = Entry(value, self.file, self.faults, self.place)
            pair = both.text("zh", None if needed else ""), both.text("en", "")
            both.close()
            return pair[0], pair[1] or pair[0]
        text = self.text(key, None if needed else "")
        return text, text

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of some words."""
        value = self.text(key, default)
        if value not in allowed and value:
            zh, en = nearest_or_all(value, allowed)
            self.fault(f"{key} 不能是 {value}{zh}", f"{key} cannot be {value}{en}", key)
            return default or allowed[0]
        return value or (allowed[0] if default is None else default)

    def truth(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(f"{key} 只能是 true 或 false", f"{key} can only be true or false", key)
            return default
        return value

    def number(self, key: str, default: Fraction | None = None) -> Fraction | None:
        """An exact number: 4.5, or "2/37" in quotes; never through a binary float."""
        value = self.raw(key)
        if value is None:
            return default
        exact = exact_number(value)
        if exact is None:
            self.fault(f"{key} 应当是数，写的是 {value}", f"{key} should be a number, not {value}", key)
            return default
        return exact

    def day(self, key: str) -> date | None:
        """A day as 2017-04-26; None where the key is left out."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fault(f"{key} 应当写成 2017-04-26 的样子", f"{key} should look like 2017-04-26", key)
            return None

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words; a single one may stand without a list."""
        value = self.raw(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, Sequence) or not all(isinstance(each, str) for each in value):
            self.fault(f"{key} 应当是一列文字", f"{key} should be a list of texts", key)
            return ()
        return tuple(value)

    def entries(self, key: str) -> Iterator[Entry]:
        """The mappings of a list; a single mapping may stand without a list."""
        value = self.raw(key)
        if value is None:
            return
        if isinstance(value, Mapping):
            value = [value]
        if not isinstance(value, Sequence) or isinstance(value, str):
            self.fault(f"{key} 应当是一列条目", f"{key} should be a list of entries", key)
            return
        for each in value:
            yield Entry(each, self.file, self.faults, place_of_value(self.content, key) or self.place)

    def entry(self, key: str) -> Entry | None:
        """The mapping behind a key; None where it is left out."""
        return next(self.entries(key), None)

    def formula(self, key: str) -> Expression | None:
        """A formula, parsed; None where it is left out or cannot be read, which is noted with its own line and column."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, bool):
            value = "true" if value else "false"
        text = str(value)
        try:
            return Expression(text.strip(), parse_formula(text.strip()), *self._start_of(key, value))
        except FormulaError as error:
            self.wrong_formula(key, error.place, error)
            return None

    def wrong_formula(self, key: str, place: Place, error: FormulaError) -> None:
        """Note a fault inside a formula at its own place."""
        origin, hanging = self._start_of(key, self.content.get(key))
        column = origin.column + place.column - 1 if place.line == 1 else hanging + place.column - 1
        self.faults.add(
            Origin(self.file, origin.line + place.line - 1, column), f"{key}：{error.zh}", f"{key}: {error.en}"
        )

    def _start_of(self, key: str, value: Any) -> tuple[Origin, int]:
        """Where the text of a formula begins, and the column of its further lines: behind a quote, below `|` or `>`."""
        origin = self.value_origin(key)
        kind = type(value).__name__
        if kind in ("LiteralScalarString", "FoldedScalarString"):
            start = self.origin(key).column + 2
            return Origin(self.file, origin.line + 1, start), start
        is_quoted = kind in ("DoubleQuotedScalarString", "SingleQuotedScalarString")
        text = str(value)
        blanks = len(text) - len(text.lstrip())
        return Origin(self.file, origin.line, origin.column + is_quoted + blanks), origin.column


def exact_number(value: Any) -> Fraction | None:
    """A number of a content file without a binary float in between; None for anything else, and for what is longer or
    greater than any number of the field (1e31).

    >>> exact_number("2/37"), exact_number(0.1), exact_number("x"), exact_number(True)
    (Fraction(2, 37), Fraction(1, 10), None, None)
    """
    if isinstance(value, bool):
        return None
    text = str(value).strip().replace("_", "")
    if len(text) > LONGEST_NUMBER:
        return None
    if NUMBER.fullmatch(text):
        return Fraction(text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if number == 0:
        return Fraction(0)
    return Fraction(number) if number.is_finite() and abs(number.adjusted()) <= GREATEST_POWER else None
