"""Scheme folders to a `Scheme`: every wrong key is told at once, with file, line and the nearest word that would fit.

A scheme is content: `scheme.yaml` in `catalogue/<slug>/<edition>/` or in any folder named on the command line.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from dudao.schemes.model import LedgerKind, Point, Scheme, Section
from dudao.schemes.own_tables import OwnTables
from dudao.values.digests import digest_of_bytes
from dudao.values.errors import MisuseError

CATALOGUE = Path(__file__).parent / "catalogue"
FILE_NAME = "scheme.yaml"
LIMIT_BYTES = 2_000_000

KEYS: dict[str, tuple[str, ...]] = {
    "": (
        "slug",
        "edition",
        "title",
        "status",
        "official",
        "level",
        "valid",
        "report",
        "groups",
        "points",
        "sections",
        "ledger_kinds",
        "period",
        "published",
        "conclusions",
        "gates",
        "grades",
        "credibility",
    ),
    "valid": ("from", "to"),
    "report": ("limit", "addressee", "title"),
    "groups": ("code", "title"),
    "points": ("code", "group", "title", "asks", "words", "must", "ledger", "indicators", "marks"),
    "sections": ("code", "title", "words"),
    "ledger_kinds": ("id", "label"),
}
BILINGUAL = ("title", "status", "asks", "label")
NEEDED = ("slug", "edition", "title", "level", "points")


@dataclass
class Problems:
    """What is wrong in a scheme file, gathered so that one run tells everything."""

    file: Path
    found: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, line: int, zh: str, en: str) -> None:
        self.found.append((line, zh, en))

    def refuse(self) -> None:
        """Raise MisuseError with all lines, if there are any."""
        if self.found:
            zh = "\n".join(f"{self.file}:{line}: {text}" for line, text, _ in sorted(self.found))
            en = "\n".join(f"{self.file}:{line}: {text}" for line, _, text in sorted(self.found))
            raise MisuseError(zh, en)


def load_scheme(name: str, *, day: date | None = None) -> Scheme:
    """A scheme by slug (the edition in force on the day), by slug/edition, or by folder.

    Raises:
        MisuseError: no such scheme (the nearest slug is named), or the file's faults, one a line.
    """
    return read_scheme(find_scheme(name, day=day))


def find_scheme(name: str, *, day: date | None = None) -> Path:
    """The folder of a scheme; raises MisuseError where there is none."""
    folder = Path(name)
    if (folder / FILE_NAME).is_file():
        return folder
    slug, _, edition = name.partition("/")
    if edition and (CATALOGUE / slug / edition / FILE_NAME).is_file():
        return CATALOGUE / slug / edition
    editions = [] if edition or not slug else list(scheme_folders(slug))
    if editions:
        in_force = [each for each in editions if day is None or _is_in_force(read_scheme(each), day)]
        return (in_force or editions)[-1]
    slugs = sorted({each.parent.name for each in scheme_folders()})
    near = difflib.get_close_matches(slug, slugs, 1)
    zh = f"；是否想用 {near[0]}？" if near else f"；现有：{'、'.join(slugs)}"
    en = f"; did you mean {near[0]}?" if near else f"; there are: {', '.join(slugs)}"
    raise MisuseError(f"没有评价方案 {name}{zh}", f"there is no scheme {name}{en}")


def scheme_folders(slug: str = "*") -> Iterable[Path]:
    """The folders of the shipped schemes, by slug and edition."""
    return sorted(file.parent for file in CATALOGUE.glob(f"{slug}/*/{FILE_NAME}"))


def _is_in_force(scheme: Scheme, day: date) -> bool:
    return (scheme.valid_from is None or scheme.valid_from <= day) and (
        scheme.valid_to is None or day < scheme.valid_to
    )


def read_scheme(folder: Path) -> Scheme:
    """Read `scheme.yaml` of a folder; raises MisuseError with every fault of the file."""
    file = folder / FILE_NAME
    content, blob = read_yaml(file)
    problems = Problems(file)
    _check_keys(content, problems)
    problems.refuse()
    scheme = _scheme(content, digest_of_bytes(blob))
    _check_references(content, scheme, problems)
    problems.refuse()
    if (folder / "datasets").is_dir() or scheme.ledger_kinds:
        return replace(scheme, own=_own_tables(folder, scheme))
    return scheme


def _own_tables(folder: Path, scheme: Scheme) -> OwnTables:
    # Loaded here: it reads units and formulas, which a check against no scheme does without.
    from dudao.schemes.own_tables_load import read_own_tables
    from dudao.schemes.strict import Faults

    faults = Faults()
    kinds = [(each.id, each.label_zh, each.label_en) for each in scheme.ledger_kinds]
    own, _ = read_own_tables(folder, kinds, faults)
    faults.refuse()
    return own


def read_yaml(file: Path) -> tuple[Any, bytes]:
    """A content file with the lines of its keys, and its bytes; raises MisuseError where it is no YAML in UTF-8."""
    # Loaded here: a check against no scheme should not wait for it.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    blob = file.read_bytes()
    if len(blob) > LIMIT_BYTES:
        raise MisuseError(f"{file} 超过 {LIMIT_BYTES} 字节，不像方案文件", f"{file} is over {LIMIT_BYTES} bytes")
    try:
        return YAML(typ="rt").load(blob.decode("utf-8-sig")), blob
    except (YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        what = getattr(error, "problem", None) or "UTF-8"
        is_colon = "mapping values" in what
        zh = "；文字里有冒号和空格（如 of: school）时，整个加引号" if is_colon else ""
        en = "; put a text that holds a colon and a blank (of: school) in quotes" if is_colon else ""
        raise MisuseError(
            f"{file}:{line}: 不是正确的 YAML（{what}）{zh}", f"{file}:{line}: not YAML ({what}){en}"
        ) from error


def _check_keys(content: Any, problems: Problems) -> None:
    if not isinstance(content, Mapping):
        problems.add(1, "应当是“键: 值”的清单", "should be a mapping of keys to values")
        return
    _know(content, "", problems)
    for key in NEEDED:
        if content.get(key) in (None, "", []):
            problems.add(1, f"缺少 {key}", f"{key} is missing")
    for part in ("valid", "report"):
        if part in content:
            _know(content[part], part, problems)
    for part in ("groups", "points", "sections", "ledger_kinds"):
        for entry in content.get(part) or ():
            _know(entry, part, problems)


def _know(entry: Any, part: str, problems: Problems) -> None:
    if not isinstance(entry, Mapping):
        problems.add(1, f"{part} 的每一项应当有键和值", f"each entry of {part} should have keys and values")
        return
    valid = KEYS[part]
    for key in BILINGUAL:
        both = entry.get(key)
        if not isinstance(both, Mapping):
            continue
        for name in both:
            if name not in ("zh", "en"):
                line = both.lc.key(name)[0] + 1 if hasattr(both, "lc") else 1
                problems.add(
                    line,
                    f"{key} 里只有 zh 和 en，不认识 {name}（文字里有逗号时请加引号）",
                    f"{key} has zh and en only, not {name} (put text with a comma in quotes)",
                )
    for key in entry:
        if key not in valid:
            near = difflib.get_close_matches(str(key), valid, 1)
            line = entry.lc.key(key)[0] + 1 if hasattr(entry, "lc") else 1
            problems.add(
                line,
                f"不认识的键 {key}" + (f"，是否想写 {near[0]}？" if near else f"；可用：{'、'.join(valid)}"),
                f"unknown key {key}" + (f"; did you mean {near[0]}?" if near else f"; known: {', '.join(valid)}"),
            )


def _check_references(content: Mapping[str, Any], scheme: Scheme, problems: Problems) -> None:
    groups = {code for code, _ in scheme.groups}
    kinds = {kind.id for kind in scheme.ledger_kinds}
    seen: set[str] = set()
    for entry, point in zip(content["points"], scheme.points, strict=True):
        line = entry.lc.line + 1
        if point.code in seen:
            problems.add(line, f"要点代码 {point.code} 重复", f"point {point.code} is doubled")
        seen.add(point.code)
        if point.group and point.group not in groups:
            problems.add(
                line, f"要点 {point.code} 的分组 {point.group} 不存在", f"point {point.code}: no group {point.group}"
            )
        for kind in point.ledger:
            if kind not in kinds:
                problems.add(
                    line, f"要点 {point.code} 的台账 {kind} 未定义", f"point {point.code}: no ledger kind {kind}"
                )


def _scheme(content: Mapping[str, Any], digest: str) -> Scheme:
    report, valid = content.get("report") or {}, content.get("valid") or {}
    return Scheme(
        slug=str(content["slug"]),
        edition=str(content["edition"]),
        title_zh=_text(content["title"], "zh"),
        title_en=_text(content["title"], "en"),
        status_zh=_text(content.get("status"), "zh"),
        status_en=_text(content.get("status"), "en"),
        level=str(content["level"]),
        points=tuple(_point(each) for each in content["points"]),
        sections=tuple(
            Section(str(each["code"]), _text(each["title"], "zh"), _words(each, "words"))
            for each in content.get("sections") or ()
        ),
        groups=tuple((str(each["code"]), _text(each["title"], "zh")) for each in content.get("groups") or ()),
        ledger_kinds=tuple(
            LedgerKind(str(each["id"]), _text(each["label"], "zh"), _text(each["label"], "en"))
            for each in content.get("ledger_kinds") or ()
        ),
        report_limit=report.get("limit"),
        report_addressee=report.get("addressee") or "",
        report_title=report.get("title") or "",
        valid_from=_day(valid.get("from")),
        valid_to=_day(valid.get("to")),
        digest=digest,
        is_official=bool(content.get("official", False)),
    )


def _point(each: Mapping[str, Any]) -> Point:
    return Point(
        code=str(each["code"]),
        title_zh=_text(each["title"], "zh"),
        title_en=_text(each["title"], "en"),
        asks_zh=_text(each.get("asks"), "zh"),
        asks_en=_text(each.get("asks"), "en"),
        words=_words(each, "words"),
        must=_words(each, "must"),
        indicators=_words(each, "indicators"),
        ledger=_words(each, "ledger"),
        marks=str(each["marks"]) if each.get("marks") is not None else None,
        group=str(each.get("group", "")),
    )


def _text(entry: Any, lang: str) -> str:
    if isinstance(entry, Mapping):
        return str(entry.get(lang) or entry.get("zh") or "")
    return "" if entry is None else str(entry)


def _words(each: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(word) for word in each.get(key) or ())


def _day(text: Any) -> date | None:
    return date.fromisoformat(str(text)) if text else None
