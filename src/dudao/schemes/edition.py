"""A scheme folder to an `Edition`: indicators, parameters, conclusions, gates and grades, read strictly.

    scheme.yaml                   identity; groups, points; conclusions, gates, grades
    indicators/<area>/<code>.yaml one file an indicator
    parameters/*.yaml             lists of dated values
    datasets/<table>.csv          columns of the scheme's own, beside those of the catalogue

docs/en/scheme-format.md describes each key. What the formulas mean against data is checked in `dudao.indicators`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from dudao.schemes.content_files import try_yaml
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
from dudao.schemes.evidence_load import read_required
from dudao.schemes.faults import Origin
from dudao.schemes.formula.faults import nearest_or_all
from dudao.schemes.formula.functions import FUNCTIONS
from dudao.schemes.formula.parse import RESERVED
from dudao.schemes.indicators import (
    MISSING,
    OPERATORS,
    SCHOOL_YEAR_STARTS,
    VERDICTS,
    Conclusion,
    Edition,
    Exemption,
    Indicator,
    IndicatorCase,
    Rounding,
    Threshold,
)
from dudao.schemes.levels import Codes, codes_of, conclusion_at_levels, indicator_at_levels
from dudao.schemes.load import FILE_NAME, find_scheme
from dudao.schemes.outline_load import LEVELS, read_edition_name, read_slug, read_valid
from dudao.schemes.own_tables import OwnTables
from dudao.schemes.own_tables_load import read_own_tables
from dudao.schemes.scoring_load import METHODS as METHODS
from dudao.schemes.scoring_load import read_scoring
from dudao.schemes.strict import Entry, Faults
from dudao.values.digests import digest_of_json
from dudao.values.errors import MisuseError

MODES = ("half_up", "half_even", "up", "down")
STATES = ("known", "incomplete", "not_applicable")
JUDGEMENTS = ("pass", "fail", "incomplete", "not_applicable", "none")
STAGES = ("preschool", "primary", "junior", "senior", "vocational", "higher", "special", "compulsory", "k12")
MOST_FILES = 2000
FEWEST_DIGITS, MOST_DIGITS = -12, 12
CODE = re.compile(r"[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]*")
YEAR_STARTS = re.compile(r"(\d{2})-(\d{2})")


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
    valid_from, valid_to = read_valid(scheme)
    edition = Edition(
        slug=read_slug(scheme),
        edition=read_edition_name(scheme),
        title_zh=title_zh,
        title_en=title_en,
        status_zh=status_zh,
        status_en=status_en,
        is_official=scheme.truth("official", False),
        level=_level(scheme),
        indicators=tuple(indicators),
        parameters=tuple(parameters),
        conclusions=tuple(_conclusions(scheme, codes)),
        gates=tuple(closed(scheme.entries("gates"), read_gate)),
        grades=tuple(closed(scheme.entries("grades"), read_grade)),
        grade_sets=tuple(read_grade_set(entry) for entry in _files(folder, "grades", faults, digests)),
        period_kind=scheme.choice("period", ("year", "school_year"), "year"),
        year_starts=_year_starts(scheme),
        total=scheme.number("total"),
        valid_from=valid_from,
        valid_to=valid_to,
        digest=digest_of_json(digests),
        folder=str(folder),
        published=scheme.day("published"),
        credibility=read_credibility(scheme.entry("credibility")),
        own=own,
        places=scheme.places,
        groups=tuple(read_group(entry) for part in ("groups", "points") for entry in scheme.entries(part)),
    )
    _check_doubles(edition, faults)
    return edition


def _level(scheme: Entry) -> str:
    """Whose report and score; "" where it cannot be read, so that nothing is concluded from it."""
    level = scheme.choice("level", LEVELS)
    return level if scheme.raw("level") == level else ""


def _year_starts(scheme: Entry) -> tuple[int, int]:
    """Month and day on which a school year begins: "08-01"; 1 September where the scheme does not say."""
    text = scheme.text("year_starts", "")
    found = YEAR_STARTS.fullmatch(text)
    if found is not None:
        with suppress(ValueError):
            start = date(2023, int(found[1]), int(found[2]))
            return start.month, start.day
    if text:
        scheme.fault(
            f'year_starts 应当写成 "08-01" 的样子（月-日），写的是 {text}',
            f'year_starts should look like "08-01" (month and day), not {text}',
            "year_starts",
        )
    return SCHOOL_YEAR_STARTS


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
    """A file to be read; one that is no YAML asks nothing more of anybody than that."""
    content, blob = try_yaml(file, faults, folder)
    name = file.relative_to(folder).as_posix()
    digests[name] = blob.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if content is None and file.stem not in faults.left_out:
        faults.add(Origin(str(file), 1), "文件是空的", "the file is empty")
    return Entry({} if content is None else content, str(file), Faults() if content is None else faults)


def _files(folder: Path, part: str, faults: Faults, digests: dict[str, Any]) -> Iterator[Entry]:
    files = sorted((folder / part).rglob("*.yaml"))
    if len(files) > MOST_FILES:
        raise MisuseError(f"{folder / part} 有超过{MOST_FILES}个文件", f"{folder / part} has over {MOST_FILES} files")
    for file in files:
        entry = _open(file, folder, faults, digests)
        if entry.content:
            yield entry


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
        scoring=read_scoring(scoring, entry.text("unit", "")) if scoring else None,
        basis=tuple(closed(entry.entries("basis"), read_basis)),
        gaming_zh=gaming_zh,
        gaming_en=gaming_en,
        synonyms=entry.words("synonyms"),
        evidence=read_required(entry),
        cases=tuple(closed(entry.entries("cases"), _case)),
        rises={"more": True, "less": False}.get(entry.choice("better", ("more", "less", "neither"), "neither")),
        is_helper=entry.truth("helper", False),
        origin=entry.origin(),
        places=entry.places,
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
            zh, en = nearest_or_all(stage, known)
            entry.fault(f"没有学段 {stage}{zh}", f"no stage {stage}{en}", "stages", name=stage)
    return stages


def _rounding(entry: Entry) -> Rounding:
    own = entry.entry("rounding")
    if own is None:
        return Rounding()
    digits = own.number("digits", Fraction(2))
    if digits is None or digits.denominator != 1 or not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        own.fault(
            f"digits 应当是 {FEWEST_DIGITS} 到 {MOST_DIGITS} 的整数",
            f"digits should be a whole number, {FEWEST_DIGITS} to {MOST_DIGITS}",
            "digits",
        )
        digits = Fraction(2)
    found = Rounding(int(digits), own.choice("mode", MODES, "half_up"))
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
    named = [(each.code, each.places.of("code")) for each in edition.indicators]
    named += [(each.code, each.places.of("code")) for each in edition.conclusions]
    named += [(each.id, each.places.of("id")) for each in edition.parameters]
    for name, origin in named:
        _check_code(name, origin, faults)
        if name in seen:
            faults.add(origin, f"名称 {name} 已在 {seen[name]} 用过", f"the name {name} is taken by {seen[name]}")
        seen.setdefault(name, str(origin))


def _check_code(code: str, origin: Origin, faults: Faults) -> None:
    """A code is a name in formulas and part of paths: letters, digits, underscores, and no word of the language."""
    odd = next((each for each in code if not CODE.fullmatch(f"a{each}")), "")
    if odd:
        name = unicodedata.name(odd, f"U+{ord(odd):04X}")
        faults.add(
            origin,
            f"代码 {code} 里不能有 {odd!r}（{name}）；只用英文字母、汉字、数字、下划线",
            f"code {code} cannot hold {odd!r} ({name}): letters a to z, digits, underscores only",
        )
    elif code and not CODE.fullmatch(code):
        faults.add(origin, f"代码 {code} 不能以数字开头", f"code {code} cannot begin with a digit")
    elif code in FUNCTIONS or code in RESERVED:
        faults.add(origin, f"代码 {code} 是公式语言的词", f"code {code} is a word of the formula language")
