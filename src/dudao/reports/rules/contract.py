"""What a rule is, and what it is given: the things it asked for, and a way to point at a place.

A rule is a plain function over a `RuleContext`. It prints nothing, reads no file, holds no regular expression that an
extractor should own, and speaks only when it is sure; where a person must judge it says `Kind.REVIEW`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from dudao.diagnostics.model import Bilingual, Diagnostic, Fix, Kind, Location, Severity, Texts
from dudao.facts.known import KnownFacts
from dudao.reports.bind.model import Binding
from dudao.reports.model import Reading, Report, Source
from dudao.reports.settings import CheckSettings
from dudao.schemes.model import Scheme
from dudao.values.spans import Span

T = TypeVar("T")

SURROUNDINGS = 24
"""Characters of prefix and suffix kept with a quote, enough to find it again."""


@dataclass(frozen=True, slots=True)
class Status:
    """How settled a rule is, and since which version."""

    word: str  # preview | stable | deprecated | removed
    since: str


def stable(since: str) -> Status:
    """A rule that people have seen at work on a corpus, since that version."""
    return Status("stable", since)


def preview(since: str) -> Status:
    """A rule that is new in that version and may still change."""
    return Status("preview", since)


@dataclass(frozen=True)
class Rule:
    """A check of a report.

    Attributes:
        code: family and three digits, never reused. name: the fault, in kebab case, as its file.
        find: yields diagnostics made by `context.diagnostic`.
        kind, severity: what its diagnostics are unless one says otherwise.
        needs: which inputs it cannot work without: "facts", "scheme", "word" (a Word file). Without them it is not run.
        options: name to default; settings may change them under [rules.NAME].
        option_texts: what each option decides, with its unit.
    """

    code: str
    name: str
    severity: Severity
    find: Callable[[RuleContext], Iterator[Diagnostic]]
    texts: Texts
    kind: Kind = Kind.FAIL
    status: Status = Status("stable", "0.1")
    needs: frozenset[str] = frozenset()
    options: Mapping[str, Any] = field(default_factory=dict)
    option_texts: Mapping[str, Bilingual] = field(default_factory=dict)

    @property
    def family(self) -> str:
        return self.code[:3]


@dataclass(frozen=True)
class Given:
    """The inputs of one check run, shared by all rules. `shared` holds what one rule worked out for its siblings."""

    reading: Reading
    settings: CheckSettings
    facts: KnownFacts | None = None
    scheme: Scheme | None = None
    bindings: tuple[Binding, ...] = ()
    lang: str = "zh"
    shared: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, work: Callable[[Given], T]) -> T:
        """What `work` gives for this run, worked out once and kept under `name` for the rules that share it."""
        if name not in self.shared:
            self.shared[name] = work(self)
        found: T = self.shared[name]
        return found

    @property
    def report(self) -> Report:
        return self.reading.report

    @cached_property
    def day(self) -> date:
        """The day the report is judged on: the one given, else the report's own date, else today."""
        return self.settings.day or self.reading.dated or date.today()  # noqa: DTZ011 - a day of the office's calendar

    @cached_property
    def year(self) -> int | None:
        """The year the report is about: of the period given, else as the report says."""
        return self.settings.period.last_year if self.settings.period else self.reading.own_year


@dataclass(frozen=True, slots=True)
class RuleContext:
    """One rule's view of a run."""

    rule: Rule
    given: Given

    @property
    def reading(self) -> Reading:
        return self.given.reading

    @property
    def report(self) -> Report:
        return self.given.reading.report

    @property
    def source(self) -> Source:
        return self.given.reading.report.source

    @property
    def text(self) -> str:
        return self.given.reading.report.text

    @property
    def facts(self) -> KnownFacts:
        """What is known; rules that use it declare `needs={"facts"}`."""
        return self.given.facts or KnownFacts()

    def option(self, name: str) -> Any:
        return self.given.settings.options.get(self.rule.name, {}).get(name, self.rule.options[name])

    def location(self, span: Span, label: str = "") -> Location:
        text = self.text
        return Location(
            span=span,
            quote=span.of(text),
            prefix=text[max(0, span.start - SURROUNDINGS) : span.start],
            suffix=text[span.end : span.end + SURROUNDINGS],
            place=self.report.place_at(span.start),
            label=label,
        )

    def diagnostic(
        self,
        *,
        at: Span | None,
        params: Mapping[str, Any] | None = None,
        labels: Mapping[str, Span] | None = None,
        related: Sequence[Location] = (),
        fixes: Iterable[Fix] = (),
        kind: Kind | None = None,
        severity: Severity | None = None,
        variant: str | None = None,
        subject: str = "",
        root: str | None = None,
    ) -> Diagnostic:
        """A remark of this rule. `at` is the doubtful place, None only where the whole document is meant.

        `labels` name further spans of the same text (the figures it contradicts); `variant` picks another message.
        """
        named = tuple(self.location(span, label) for label, span in (labels or {}).items())
        return Diagnostic(
            code=self.rule.code,
            name=self.rule.name,
            kind=kind or self.rule.kind,
            severity=severity or self.rule.severity,
            texts=self.rule.texts,
            location=None if at is None else self.location(at),
            related=named + tuple(related),
            params=dict(params or {}),
            fixes=tuple(fixes),
            variant=variant,
            subject=subject,
            root=root,
        )
