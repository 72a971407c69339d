"""`scheme.yaml` to a `Scheme`, as far as reports need it: points, sections, ledger kinds, what is asked of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from dudao.schemes.content_files import try_yaml
from dudao.schemes.evidence_load import read_required
from dudao.schemes.faults import Faults
from dudao.schemes.formula.faults import nearest
from dudao.schemes.model import LedgerKind, Point, Scheme, Section
from dudao.schemes.own_tables import OwnTables
from dudao.schemes.strict import Entry
from dudao.values.digests import digest_of_bytes

FILE_NAME = "scheme.yaml"
LEVELS = ("school_stage", "school", "kindergarten", "county", "city", "province", "nation")
KEYS: dict[str, tuple[str, ...]] = {
    "": (
        *("slug", "edition", "title", "status", "official", "level", "valid", "published", "period", "year_starts"),
        *("total", "report", "groups", "points", "sections", "ledger_kinds"),
        *("conclusions", "gates", "grades", "credibility"),
    ),
    "valid": ("from", "to"),
    "report": ("limit", "addressee", "title"),
    "groups": ("code", "title"),
    "points": ("code", "group", "title", "asks", "words", "must", "ledger", "indicators", "marks", "evidence"),
    "sections": ("code", "title", "words"),
    "ledger_kinds": ("id", "label"),
}
"""The keys of `scheme.yaml` and of its entries; those of conclusions, gates, grades stand in `edition_parts`."""
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
EDITION = re.compile(r"[\w][\w.\-]*")
MOST_CHARACTERS = 1_000_000


def read_outline(folder: Path, faults: Faults) -> Scheme:
    """The scheme of a folder, as far as it can be read; what is wrong goes into `faults`."""
    file = folder / FILE_NAME
    content, blob = try_yaml(file, faults, folder)
    entry = Entry({}, str(file), Faults()) if content is None else Entry(content, str(file), faults)
    scheme = _scheme(entry, digest_of_bytes(blob))
    for key in KEYS[""]:
        entry.asked.add(key)
    entry.close()
    if not (folder / "datasets").is_dir() and not scheme.ledger_kinds:
        return scheme
    return replace(scheme, own=_own_tables(folder, scheme, faults))


def _own_tables(folder: Path, scheme: Scheme, faults: Faults) -> OwnTables:
    # Loaded here: most schemes bring none along.
    from dudao.schemes.own_tables_load import read_own_tables

    kinds = [(each.id, each.label_zh, each.label_en) for each in scheme.ledger_kinds]
    return read_own_tables(folder, kinds, faults)[0]


def _scheme(entry: Entry, digest: str) -> Scheme:
    title_zh, title_en = entry.bilingual("title")
    status_zh, status_en = entry.bilingual("status", needed=False)
    valid_from, valid_to = read_valid(entry)
    limit, addressee, title = _report(entry)
    groups = tuple(_group(each) for each in entry.entries("groups"))
    kinds = tuple(_kind(each) for each in entry.entries("ledger_kinds"))
    if not entry.has("points"):
        entry.fault("缺少 points", "points are missing")
    return Scheme(
        slug=read_slug(entry),
        edition=read_edition_name(entry),
        title_zh=title_zh,
        title_en=title_en,
        status_zh=status_zh,
        status_en=status_en,
        level=entry.choice("level", LEVELS),
        points=tuple(_points(entry, {code for code, _ in groups}, {each.id for each in kinds})),
        sections=tuple(_section(each) for each in entry.entries("sections")),
        groups=groups,
        ledger_kinds=kinds,
        report_limit=limit,
        report_addressee=addressee,
        report_title=title,
        valid_from=valid_from,
        valid_to=valid_to,
        digest=digest,
        is_official=entry.truth("official", False),
    )


def read_slug(entry: Entry) -> str:
    """The slug, which stands in paths and addresses."""
    slug = entry.text("slug")
    if slug and not SLUG.fullmatch(slug):
        entry.fault(
            f"slug {slug!r} 只能由小写英文字母、数字、连字符组成，如 quality-balance",
            f"slug {slug!r}: small letters, digits and hyphens only, as in quality-balance",
            "slug",
        )
    return slug


def read_edition_name(entry: Entry) -> str:
    """The name of the edition, which stands in paths too."""
    name = entry.text("edition")
    if name and not EDITION.fullmatch(name):
        entry.fault(
            f"edition {name!r} 只能由字母、数字、点、连字符组成，如 2025",
            f"edition {name!r}: letters, digits, dots and hyphens only, as in 2025",
            "edition",
        )
    return name


def read_valid(entry: Entry) -> tuple[date | None, date | None]:
    """From when up to when, not included, the edition is in force; None where that is open."""
    valid = entry.entry("valid")
    if valid is None:
        return None, None
    start, end = valid.day("from"), valid.day("to")
    if start is not None and end is not None and end <= start:
        valid.fault(
            "valid 的 to 不晚于 from（止日不含）", "to of valid is not after from (the end is not included)", "to"
        )
    valid.close()
    return start, end


def _report(entry: Entry) -> tuple[int | None, str, str]:
    report = entry.entry("report")
    if report is None:
        return None, "", ""
    limit = report.number("limit")
    if limit is not None and not (limit.denominator == 1 and 0 < limit <= MOST_CHARACTERS):
        report.fault("limit 应当是字数（整数）", "limit should be a whole number of characters", "limit")
        limit = None
    found = int(limit) if limit is not None else None, report.text("addressee", ""), report.text("title", "")
    report.close()
    return found


def _group(entry: Entry) -> tuple[str, str]:
    code, (title, _) = entry.text("code"), entry.bilingual("title")
    entry.close()
    return code, title


def _kind(entry: Entry) -> LedgerKind:
    found = LedgerKind(entry.text("id"), *entry.bilingual("label"))
    entry.close()
    return found


def _section(entry: Entry) -> Section:
    code, (title, _), words = entry.text("code"), entry.bilingual("title"), entry.words("words")
    entry.close()
    return Section(code, title, words)


def _points(entry: Entry, groups: set[str], kinds: set[str]) -> Iterator[Point]:
    seen: set[str] = set()
    for each in entry.entries("points"):
        point = _point(each)
        each.close()
        if point.code in seen:
            each.fault(f"要点代码 {point.code} 重复", f"point {point.code} is doubled", "code")
        seen.add(point.code)
        if point.group and point.group not in groups:
            zh, en = nearest(point.group, groups)
            each.fault(f"要点 {point.code} 的分组 {point.group} 不存在{zh}", f"no group {point.group}{en}", "group")
        for kind in point.ledger:
            if kind not in kinds:
                zh, en = nearest(kind, kinds)
                each.fault(f"要点 {point.code} 的台账 {kind} 未定义{zh}", f"no ledger kind {kind}{en}", "ledger")
        yield point


def _point(entry: Entry) -> Point:
    title_zh, title_en = entry.bilingual("title")
    asks_zh, asks_en = entry.bilingual("asks", needed=False)
    marks = entry.number("marks")
    if marks is not None and marks < 0:
        entry.fault("marks 不能是负数", "marks cannot be negative", "marks")
    return Point(
        code=entry.text("code"),
        title_zh=title_zh,
        title_en=title_en,
        asks_zh=asks_zh,
        asks_en=asks_en,
        words=entry.words("words"),
        must=entry.words("must"),
        indicators=entry.words("indicators"),
        ledger=entry.words("ledger"),
        marks=_as_written(marks, entry.raw("marks")),
        group=entry.text("group", ""),
        evidence=read_required(entry) if entry.has("evidence") else (),
    )


def _as_written(marks: Fraction | None, raw: object) -> str | None:
    return None if marks is None else str(raw)
