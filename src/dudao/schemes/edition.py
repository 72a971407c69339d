"""A scheme folder to an `Edition`: indicators, parameters, conclusions, gates and grades, read strictly.

    scheme.yaml                   identity; groups, points; conclusions, gates, grades
    indicators/<area>/<code>.yaml one file an indicator
    parameters/*.yaml             lists of dated values
    datasets/<table>.csv          columns of the scheme's own, beside those of the catalogue

docs/en/scheme-format.md describes each key. What the formulas mean against data is checked in `dudao.indicators`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from dudao.schemes.edition_parts import (
    STATUSES as STATUSES,
)
from dudao.schemes.edition_parts import (
    USES as USES,
)
from dudao.schemes.edition_parts import (
    closed,
    never,
    read_basis,
    read_conclusion,
    read_credibility,
    read_gate,
    read_grade,
    read_grade_set,
    read_grain,
    read_group,
    read_levels,
    read_parameters,
)
from dudao.schemes.indicators import (
    MISSING,
    OPERATORS,
    VERDICTS,
    Band,
    Conclusion,
    Edition,
    Exemption,
    Indicator,
    IndicatorCase,
    Rounding,
    Scoring,
    Threshold,
)
from dudao.schemes.levels import Codes, codes_of, conclusion_at_levels, indicator_at_levels
from dudao.schemes.load import FILE_NAME, find_scheme, read_yaml
from dudao.schemes.own_tables import OwnTables
from dudao.schemes.own_tables_load import read_own_tables
from dudao.schemes.strict import Entry, Faults
from dudao.values.digests import digest_of_json
from dudao.values.errors import MisuseError

METHODS = ("marks", "bands", "linear", "deduction", "rubric", "judged", "gate")
MODES = ("half_up", "half_even", "up", "down")
STATES = ("known", "incomplete", "not_applicable")
JUDGEMENTS = ("pass", "fail", "incomplete", "not_applicable", "none")
STAGES = ("preschool", "primary", "junior", "senior", "vocational", "higher", "special", "compulsory", "k12")
MOST_FILES = 2000


def load_edition(name: str, *, day: date | None = None) -> Edition:
    """The edition of a scheme by slug, slug/edition or folder.

    Raises:
        MisuseError: there is no such scheme, or its files have faults: all of them, one a line with file and line.
    """
    faults = Faults()
    edition = read_edition(find_scheme(name, day=day), faults)
    faults.refuse()
    return edition


def read_edition(folder: Path, faults: Faults) -> Edition:
    """The edition of a folder, as far as it can be read; what is wrong goes into `faults`."""
    digests: dict[str, Any] = {}
    scheme = _open(folder / FILE_NAME, folder, faults, digests)
    own, texts = read_own_tables(folder, _ledger_kinds(scheme), faults)
    digests |= texts
    codes, indicators = _indicators(folder, own, faults, digests)
    parameters = [
        parameter for entry in _files(folder, "parameters", faults, digests) for parameter in read_parameters(entry)
    ]
    title_zh, title_en = scheme.bilingual("title")
    status_zh, status_en = scheme.bilingual("status", needed=False)
    valid = scheme.entry("valid")
    edition = Edition(
        slug=scheme.text("slug"),
        edition=scheme.text("edition"),
        title_zh=title_zh,
        title_en=title_en,
        status_zh=status_zh,
        status_en=status_en,
        is_official=scheme.truth("official", False),
        level=scheme.text("level"),
        indicators=tuple(indicators),
        parameters=tuple(parameters),
        conclusions=tuple(_conclusions(scheme, codes)),
        gates=tuple(closed(scheme.entries("gates"), read_gate)),
        grades=tuple(closed(scheme.entries("grades"), read_grade)),
        grade_sets=tuple(read_grade_set(entry) for entry in _files(folder, "grades", faults, digests)),
        period_kind=scheme.choice("period", ("year", "school_year"), "year"),
        valid_from=valid.day("from") if valid else None,
        valid_to=valid.day("to") if valid else None,
        digest=digest_of_json(digests),
        folder=str(folder),
        published=scheme.day("published"),
        credibility=read_credibility(scheme.entry("credibility")),
        own=own,
        groups=tuple(read_group(entry) for part in ("groups", "points") for entry in scheme.entries(part)),
    )
    _check_doubles(edition, faults)
    return edition


def _ledger_kinds(scheme: Entry) -> Iterator[tuple[str, str, str]]:
    """Id and names of the kinds of ledger entries; `load_scheme` tells what is wrong with them."""
    for entry in scheme.entries("ledger_kinds"):
        yield (entry.text("id"), *entry.bilingual("label"))


def _conclusions(scheme: Entry, codes: Codes) -> Iterator[Conclusion]:
    for entry in scheme.entries("conclusions"):
        conclusion = read_conclusion(entry)
        yield from conclusion_at_levels(conclusion, read_levels(entry), codes)
        entry.close()


def _open(file: Path, folder: Path, faults: Faults, digests: dict[str, Any]) -> Entry:
    content, blob = read_yaml(file)
    name = file.relative_to(folder).as_posix()
    digests[name] = blob.decode("utf-8-sig").replace("\r\n", "\n")
    return Entry(content, str(file), faults)


def _files(folder: Path, part: str, faults: Faults, digests: dict[str, Any]) -> Iterator[Entry]:
    files = sorted((folder / part).rglob("*.yaml"))
    if len(files) > MOST_FILES:
        raise MisuseError(f"{folder / part} 有超过{MOST_FILES}个文件", f"{folder / part} has over {MOST_FILES} files")
    for file in files:
        yield _open(file, folder, faults, digests)


# ─────────────── indicators ───────────────


def _indicators(folder: Path, own: OwnTables, faults: Faults, digests: dict[str, Any]) -> tuple[Codes, list[Indicator]]:
    """The indicators at each of their levels, and what they are called there."""
    stages = (*STAGES, *(each["id"] for each in own.stages if each["id"] not in STAGES))
    read = [(_indicator(entry, stages), read_levels(entry)) for entry in _files(folder, "indicators", faults, digests)]
    codes = codes_of(read)
    return codes, [at for one, levels in read for at in indicator_at_levels(one, levels, codes)]


def _indicator(entry: Entry, known_stages: tuple[str, ...]) -> Indicator:
    name_zh, name_en = entry.bilingual("name")
    measures_zh, measures_en = entry.bilingual("measures", needed=False)
    reason_zh, reason_en = entry.bilingual("applies_reason", needed=False)
    gaming_zh, gaming_en = entry.bilingual("gaming", needed=False)
    verdict = entry.choice("verdict", VERDICTS, "threshold" if entry.has("threshold") else "none")
    formula = entry.formula("formula")
    if formula is None and verdict != "judged" and not entry.has("formula"):
        entry.fault("缺少 formula（由人判断的指标写 verdict: judged）", "formula is missing (or say verdict: judged)")
    scoring = entry.entry("scoring")
    found = Indicator(
        code=entry.text("code"),
        name_zh=name_zh,
        name_en=name_en,
        measures_zh=measures_zh,
        measures_en=measures_en,
        group=entry.text("group", ""),
        grain=read_grain(entry),
        stages=_stages(entry, known_stages),
        unit=entry.text("unit", ""),
        formula=formula,
        applies=entry.formula("applies"),
        applies_reason_zh=reason_zh,
        applies_reason_en=reason_en,
        rounding=_rounding(entry),
        missing=entry.choice("missing", MISSING) if verdict != "judged" or formula else "block",
        impute=entry.formula("impute"),
        verdict=verdict,
        threshold=_threshold(entry),
        exemptions=tuple(closed(entry.entries("exemptions"), _exemption)),
        scoring=_scoring(scoring) if scoring else None,
        basis=tuple(closed(entry.entries("basis"), read_basis)),
        gaming_zh=gaming_zh,
        gaming_en=gaming_en,
        synonyms=entry.words("synonyms"),
        evidence=entry.words("evidence"),
        cases=tuple(closed(entry.entries("cases"), _case)),
        rises={"more": True, "less": False}.get(entry.choice("better", ("more", "less", "neither"), "neither")),
        is_helper=entry.truth("helper", False),
        origin=entry.origin(),
    )
    if found.verdict == "threshold" and found.threshold is None:
        entry.fault("verdict 是 threshold 而没有写 threshold", "verdict is threshold and there is no threshold")
    if found.missing == "impute" and found.impute is None:
        entry.fault("missing 是 impute 而没有写 impute", "missing is impute and there is no impute", "missing")
    entry.close()
    return found


def _stages(entry: Entry, known: tuple[str, ...]) -> tuple[str, ...]:
    stages = entry.words("stages")
    for stage in stages:
        if stage not in known:
            entry.fault(
                f"没有学段 {stage}；可用：{'、'.join(known)}", f"no stage {stage}: {', '.join(known)}", "stages"
            )
    return stages


def _rounding(entry: Entry) -> Rounding:
    own = entry.entry("rounding")
    if own is None:
        return Rounding()
    digits = own.number("digits", Fraction(2))
    found = Rounding(int(digits if digits is not None else 2), own.choice("mode", MODES, "half_up"))
    own.close()
    return found


def _threshold(entry: Entry) -> Threshold | None:
    own = entry.entry("threshold")
    if own is None:
        return None
    operator, limit = own.choice("operator", OPERATORS), own.formula("limit")
    if limit is None and not own.has("limit"):
        own.fault("threshold 缺少 limit", "threshold has no limit")
    own.close()
    return Threshold(operator, limit) if limit is not None else None


def _exemption(entry: Entry) -> Exemption:
    when = entry.formula("when")
    reason_zh, reason_en = entry.bilingual("reason")
    basis = entry.entry("basis")
    if when is None and not entry.has("when"):
        entry.fault("缺少 when", "when is missing")
    when = when or never(entry)
    found = Exemption(when, entry.formula("limit"), reason_zh, reason_en, read_basis(basis) if basis else None)
    if basis:
        basis.close()
    return found


def _scoring(entry: Entry) -> Scoring:
    marks = entry.number("marks", Fraction(0))
    found = Scoring(
        method=entry.choice("method", METHODS),
        marks=marks if marks is not None else Fraction(0),
        bands=tuple(closed(entry.entries("bands"), _band)),
        low=entry.number("low"),
        high=entry.number("high"),
        step=entry.number("step"),
        off=entry.number("off"),
        bonus=entry.number("bonus", Fraction(0)) or Fraction(0),
        not_applicable=str(entry.raw("not_applicable") or "drop"),
        missing=str(entry.raw("missing") if entry.raw("missing") is not None else "missing"),
    )
    entry.close()
    return found


def _band(entry: Entry) -> Band:
    score = entry.number("score")
    if score is None:
        entry.fault("缺少 score", "score is missing")
    return Band(entry.number("from"), entry.number("to"), score or Fraction(0))


def _case(entry: Entry) -> IndicatorCase:
    tables: list[tuple[str, tuple[tuple[tuple[str, str], ...], ...]]] = []
    rows = entry.entry("tables")
    if rows is not None:
        for table in rows.content:
            tables.append((str(table), tuple(_row(row) for row in rows.entries(str(table)))))
    return IndicatorCase(
        name=entry.text("name"),
        tables=tuple(tables),
        body=entry.text("body", ""),
        period=entry.text("period", ""),
        stage=entry.text("stage", ""),
        value=_as_written(entry, "value"),
        shown=_as_written(entry, "shown"),
        state=entry.choice("state", STATES, "known"),
        verdict=entry.choice("verdict", JUDGEMENTS, "") or None,
        score=_as_written(entry, "score"),
        origin=entry.origin(),
    )


def _row(entry: Entry) -> tuple[tuple[str, str], ...]:
    cells = []
    for column in entry.content:
        value = entry.raw(str(column))
        shown = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        cells.append((str(column), shown))
    return tuple(cells)


def _as_written(entry: Entry, key: str) -> str | None:
    value = entry.raw(key)
    return None if value is None else str(value)


def _check_doubles(edition: Edition, faults: Faults) -> None:
    seen: dict[str, str] = {}
    named = [(each.code, each.origin) for each in edition.indicators]
    named += [(each.code, each.origin) for each in edition.conclusions]
    named += [(each.id, each.origin) for each in edition.parameters]
    for name, origin in named:
        if name in seen:
            faults.add(origin, f"名称 {name} 已在 {seen[name]} 用过", f"the name {name} is taken by {seen[name]}")
        seen.setdefault(name, str(origin))
