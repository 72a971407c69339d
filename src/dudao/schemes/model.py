"""A scheme edition as loaded: identity, points in their order, required sections, ledger kinds, indicators' wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dudao.schemes.evidence import RequiredEvidence
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables


@dataclass(frozen=True, slots=True)
class Point:
    """A point (评价要点) of a scheme: what the province asks, and the words by which a report is seen to answer it.

    Attributes:
        code: stable, e.g. "1.1"; `title` short, `asks` what is asked, in our own words.
        words: phrases any of which shows that a paragraph speaks of the point; `must`: phrases all of which a full
            answer contains at least once (facts, indicator names).
        indicators: field or indicator ids whose figures belong here; `ledger`: ledger kinds that prove it.
        marks: marks available, None where the scheme gives none.
        evidence: what is to be proved by paper for the point as a whole; its indicators may ask for more.
    """

    code: str
    title_zh: str
    title_en: str
    asks_zh: str
    asks_en: str
    words: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    ledger: tuple[str, ...] = ()
    marks: str | None = None
    group: str = ""
    evidence: tuple[RequiredEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section that the report must have (存在问题, 下一步措施 …), with the words by which its heading is known."""

    code: str
    title_zh: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerKind:
    """A kind of ledger entry (台账) that the scheme asks for."""

    id: str
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One edition of an evaluation scheme, as far as reports need it."""

    slug: str
    edition: str
    title_zh: str
    title_en: str
    status_zh: str
    status_en: str
    level: str  # province | city | county
    points: tuple[Point, ...]
    sections: tuple[Section, ...]
    groups: tuple[tuple[str, str], ...] = ()
    ledger_kinds: tuple[LedgerKind, ...] = ()
    report_addressee: str = ""
    report_title: str = ""
    is_official: bool = False
    report_limit: int | None = None  # characters, where the notice sets one
    valid_from: date | None = None
    valid_to: date | None = None
    digest: str = ""
    own: OwnTables = NO_OWN_TABLES
    """What it brings along beside the catalogue; facts for it are read with that."""
