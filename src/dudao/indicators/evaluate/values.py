"""Values in a computation: known, incomplete with what is missing, or not applicable with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dudao.indicators.results import INCOMPLETE, KNOWN, NOT_APPLICABLE, Reason
from dudao.values.exact import Exact

Content = Exact | bool | str | None


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its state; `content` is None unless it is known. `missing` names the inputs that were not there."""

    state: str
    content: Content = None
    missing: tuple[str, ...] = ()
    reason: Reason | None = None

    @property
    def is_known(self) -> bool:
        return self.state == KNOWN

    @property
    def number(self) -> Exact:
        """The number of a known value; the formula's types have been checked."""
        assert isinstance(self.content, Exact)
        return self.content

    @property
    def is_true(self) -> bool:
        """Whether it is known and true."""
        return self.content is True


TRUE, FALSE = Value(KNOWN, True), Value(KNOWN, False)


def known(content: Content) -> Value:
    """A known value."""
    return Value(KNOWN, content)


def truth(content: bool) -> Value:
    """A known truth."""
    return TRUE if content else FALSE


def missing(*names: str) -> Value:
    """An incomplete value that names what is missing."""
    return Value(INCOMPLETE, None, tuple(dict.fromkeys(names)))


def not_applicable(zh: str, en: str) -> Value:
    """A value that does not apply, with the reason."""
    return Value(NOT_APPLICABLE, None, (), Reason(zh, en))


def first_trouble(values: Iterable[Value]) -> Value | None:
    """What a result of several operands is where not all are known: not applicable before incomplete; None else.

    What is incomplete names the missing inputs of all operands.
    """
    names: list[str] = []
    is_incomplete = False
    for value in values:
        if value.state == NOT_APPLICABLE:
            return value
        if value.state == INCOMPLETE:
            is_incomplete = True
            names.extend(value.missing)
    return Value(INCOMPLETE, None, tuple(dict.fromkeys(names))) if is_incomplete else None
