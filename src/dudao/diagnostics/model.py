"""The diagnostic: what a machine noticed, where, on whose authority, and what to do about it.

A diagnostic keeps its parameters typed; words are put together only when it is shown (`message`, `help`), in either
language. It never blames a person, and only people make findings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dudao.values.records import record
from dudao.values.spans import Place, Span


class Severity(StrEnum):
    """How much it matters; `level` in JSON, as in SARIF."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        return ("note", "warning", "error").index(self)


class Kind(StrEnum):
    """What is asked of the reader: mend it (fail), judge it (review), or supply what is missing (open)."""

    FAIL = "fail"
    REVIEW = "review"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages; `{names}` are filled from a diagnostic's parameters."""

    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh

    def fill(self, params: Mapping[str, Any], lang: str) -> str:
        return self.in_language(lang).format_map({name: shown(value, lang) for name, value in params.items()})


def shown(value: Any, lang: str = "zh") -> str:
    """A parameter as readers see it: in their language where it has both, lists joined, the rest as text."""
    if hasattr(value, "in_language"):
        return str(value.in_language(lang))
    if isinstance(value, (list, tuple)):
        is_in_both = any(hasattr(each, "in_language") for each in value)
        return (", " if lang == "en" and is_in_both else "、").join(shown(each, lang) for each in value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Texts:
    """What a rule says, in both languages.

    Attributes:
        summary: the fault in one line, for lists.
        message: one line about this place; names in braces are parameters.
        why: why it matters.
        authority: document and clause, or "house rule".
        help: what to do next; may use parameters.
        variants: further messages of the same rule, chosen by `variant=` when the diagnostic is made.
        variant_help: help of a variant, where the general help does not fit it.
    """

    summary: Bilingual
    message: Bilingual
    why: Bilingual
    authority: Bilingual
    help: Bilingual
    variants: Mapping[str, Bilingual] = field(default_factory=dict)
    variant_help: Mapping[str, Bilingual] = field(default_factory=dict)


@record
class Location:
    """A place in the document: characters, their quote with surroundings, and where they stand in the source."""

    span: Span
    quote: str
    prefix: str = ""
    suffix: str = ""
    place: Place = Place()
    label: str = ""


@record
class Fix:
    """A proposed change of the text at a place. Nothing that touches a digit, a unit, a date or a name is ever safe."""

    span: Span
    replacement: str
    safety: str = "suggested"  # safe | suggested | display


@record
class Diagnostic:
    """One remark of the checker. `texts` are the rule's; `message()` and `help()` are made when shown."""

    code: str
    name: str
    kind: Kind
    severity: Severity
    texts: Texts
    location: Location | None
    related: tuple[Location, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()
    variant: str | None = None
    subject: str = ""
    root: str | None = None
    baseline: str | None = None
    suppression: Bilingual | None = None
    fingerprint: str = ""

    def message(self, lang: str = "zh") -> str:
        text = self.texts.variants[self.variant] if self.variant else self.texts.message
        return text.fill(self.params, lang)

    def help(self, lang: str = "zh") -> str:
        text = self.texts.variant_help.get(self.variant or "", self.texts.help)
        return text.fill(self.params, lang)

    def why(self, lang: str = "zh") -> str:
        return self.texts.why.fill(self.params, lang)

    def with_fingerprint(self, name: str) -> Diagnostic:
        """The same remark under another fingerprint; spelt out, because a long report has thousands."""
        return Diagnostic(
            self.code, self.name, self.kind, self.severity, self.texts, self.location, self.related, self.params,
            self.fixes, self.variant, self.subject, self.root, self.baseline, self.suppression, name,
        )  # fmt: skip

    def authority(self, lang: str = "zh") -> str:
        return self.texts.authority.fill(self.params, lang)


def fingerprint(code: str, subject: str, location: Location | None) -> str:
    """A name for a remark that survives a new version: code, subject and the quote with its near surroundings.

    No line, page or offset goes in, so removing a chapter changes no fingerprint elsewhere. Two remarks with the same
    name in one run get a running number from the caller.
    """
    quote = "" if location is None else f"{location.prefix[-8:]}|{location.quote}|{location.suffix[:8]}"
    quote = "".join(quote.split())
    return hashlib.sha256(f"{code}|{subject}|{quote}".encode()).hexdigest()[:16]
