"""What a scheme says about drafting: which sentences answer each point, which limits become problems. Content, no code.

`draft.yaml` beside `scheme.yaml`; docs/en/draft-scheme.md describes it, `drafting_load` reads it. What the sentences
become is the business of `reports/draft`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

FILE_NAME = "draft.yaml"

KEYS: dict[str, tuple[str, ...]] = {
    "": ("opening", "profile", "points", "problems", "next_steps", "forms"),
    "profile": ("title", "paragraphs"),
    "points": ("code", "paragraphs"),
    "problems": ("limits", "overdue", "gap"),
    "limits": ("met", "say", "step", "stages", "bodies"),
    "next_steps": ("unfinished", "late", "gap"),
    "forms": ("measure", "unit", "decimals"),
}
STATEMENTS: dict[str, tuple[str, ...]] = {
    "say": ("when",),
    "by_stage": ("name", "stages", "growth", "when"),
    "parts": ("name", "stages", "when"),
    "events": ("each", "years", "bodies", "optional"),
    "meetings": ("years", "optional"),
    "documents": ("years", "optional"),
    "works": ("each", "years", "bodies", "optional"),
    "gap": ("when",),
}
"""What a statement may begin with, and the keys that may stand beside it."""
NEEDED: dict[str, tuple[str, ...]] = {
    "by_stage": ("name", "stages"),
    "parts": ("name", "stages"),
    "events": ("each",),
    "points": ("code", "paragraphs"),
    "limits": ("met", "say"),
    "forms": ("measure",),
}
"""What must stand in a statement or entry."""
LISTS = ("events", "works")
"""Statements that begin with a list of ledger kinds."""
BODIES = ("own", "below", "all")
MOST_YEARS = 10

NAMES = ("year", "scope", "self", "body", "stage", "government", "tier", "all")
FACT_SLOTS = ("growth", "rate", "points")
ENTRY_SLOTS = (
    "date",
    "month",
    "as_of",
    "actor",
    "post",
    "place",
    "subject",
    "work",
    "planned",
    "done",
    "rate",
    "responsible",
    "deadline",
)
SLOT = re.compile(r"\{(?:(?P<form>\w+) )?(?P<name>[\w.]+)\}")


@dataclass(frozen=True, slots=True)
class Term:
    """One side of a condition: a measure, its growth over the year before in per cent, or a number."""

    measure: str = ""
    is_growth: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """`growth(appropriation) > growth(rev_regular)`, compared exactly; neither true nor false where a value is missing."""

    left: Term
    operator: str
    right: Term


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing to say, where the facts allow it.

    Attributes:
        kind: say | by_stage | parts | events | meetings | documents | works | gap.
        text: the sentence with its slots, the words of a gap, the measure of a list by stage.
        kinds: kinds of ledger entries. each: how one entry is told.
        name: what a list calls its measure; the whole that stands before its parts.
        when: said only where all of these hold. years: how many years back, the period itself included.
        bodies: of whom entries are told. optional: nothing is said, and no gap left, where there is no entry.
    """

    kind: str
    text: str = ""
    kinds: tuple[str, ...] = ()
    each: str = ""
    name: str = ""
    stages: tuple[str, ...] = ()
    growth: bool = False
    when: tuple[Condition, ...] = ()
    years: int = 1
    bodies: str = "own"
    optional: bool = False


Paragraphs = tuple[tuple[Statement, ...], ...]


@dataclass(frozen=True, slots=True)
class LimitStatement:
    """A limit, the sentence that names the problem where the facts do not meet it, and the step that answers it.

    `bodies`: own, below (each county on its own) or all.
    """

    met: Condition
    say: str
    step: str = ""
    stages: tuple[str, ...] = ()
    bodies: str = "own"


@dataclass(frozen=True, slots=True)
class Form:
    """How amounts of a measure are printed where the general rule does not fit: the unit, the decimals."""

    unit: str | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Drafting:
    """The drafting content of a scheme; empty where the scheme has none."""

    opening: str = ""
    profile_title: str = ""
    profile: Paragraphs = ()
    points: Mapping[str, Paragraphs] = field(default_factory=dict)
    limits: tuple[LimitStatement, ...] = ()
    overdue: str = ""
    problems_gap: str = ""
    unfinished: str = ""
    late_step: str = ""
    next_steps_gap: str = ""
    forms: Mapping[str, Form] = field(default_factory=dict)


NO_DRAFTING = Drafting()
