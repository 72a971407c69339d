"""`datasets/*.csv` of a scheme folder to its own tables: read strictly, every fault told with file, line and column.

    tables.csv     further tables          checks.csv     further checks of data
    stages.csv     further school stages   choices.csv    further entries of lists
    <table>.csv    further columns, of a table of the catalogue or of one of tables.csv

Nothing of the catalogue can be redefined; a stage or an entry that is there may get further names.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dudao.schemes.formula.dimensions import parse_measure
from dudao.schemes.formula.faults import nearest
from dudao.schemes.indicators import GRAINS, Origin
from dudao.schemes.own_catalogue import (
    ROW_COLUMNS,
    catalogue_choices,
    catalogue_columns,
    catalogue_stages,
    catalogue_tables,
    expanded_columns,
)
from dudao.schemes.own_checks_load import CHECK_KEYS, check_faults
from dudao.schemes.own_tables import Line, OwnTables
from dudao.schemes.strict import Faults, exact_number

FOLDER = "datasets"
KEYS = ("id", "metric", "label_zh", "label_en", "unit", "type", "stages", "minimum", "maximum", "rollup")
MORE_KEYS = ("previous", "synonyms", "aliases", "choices", "note_zh")
TABLE_KEYS = ("id", "label_zh", "label_en", "level", "keys", "aliases", "note_zh", "note_en")
STAGE_KEYS = ("id", "label_zh", "label_en", "school_zh", "pupils_zh", "parts", "words")
CHOICE_KEYS = ("table", "column", "id", "label_zh", "label_en", "words")
KEYS_OF_FILE = {"tables": TABLE_KEYS, "stages": STAGE_KEYS, "choices": CHOICE_KEYS, "checks": CHECK_KEYS}
TYPES = ("count", "amount", "rate", "text", "date", "year", "flag", "choice")
NUMBERS = ("count", "amount", "rate")
KEY_TYPES = ("text", "choice", "flag", "year")
ROW_KEYS = ("body_code", "period")
LEVELS = tuple(each for each in GRAINS if each != "school_stage")
ID = re.compile(r"[a-z][a-z0-9_]*")
MOST_BYTES = 1_000_000
Rows = list[tuple[Origin, Line]]


@dataclass
class _Folder:
    """The lines of all files of a folder, as far as they can be read."""

    texts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)

    def of(self, name: str) -> Rows:
        return self.rows.get(name, [])


def read_own_tables(
    folder: Path, ledger_kinds: Iterable[tuple[str, str, str]], faults: Faults
) -> tuple[OwnTables, dict[str, str]]:
    """What a scheme folder brings along.

    Args:
        ledger_kinds: id and names of the kinds of ledger entries that `scheme.yaml` lists; they may be entered in data.
    Returns:
        the own tables, and the text of each file by its name in the folder, for the hash of the edition. Faults are told
        with file and line; what has one is left out.
    """
    read = _read_files(folder, faults)
    stages = tuple(_stages(read.of("stages"), faults))
    stage_ids = (*catalogue_stages(), *(each["id"] for each in stages))
    tables = tuple(_tables(read.of("tables"), faults))
    names = (*catalogue_tables(), *(each["id"] for each in tables))
    columns: dict[str, tuple[Line, ...]] = {}
    for name, rows in read.rows.items():
        if name in KEYS_OF_FILE:
            continue
        if name not in names:
            zh, en = nearest(name, names)
            faults.add(
                Origin(str(folder / FOLDER / f"{name}.csv"), 1),
                f"没有数据表 {name}{zh}",
                f"there is no table {name}{en}",
            )
            continue
        columns[name] = tuple(_columns(name, rows, stage_ids, faults))
    for origin, line in read.of("tables"):
        _check_keys(line, columns.get(line["id"], ()), origin, faults)
    checks = tuple(_checks(read.of("checks"), _known_columns(tables, columns), stage_ids, faults))
    entries = _entries(read.of("choices"), columns, faults)
    for id_, zh, en in ledger_kinds:
        if id_ not in catalogue_choices("ledger", "kind"):
            entries.setdefault(("ledger", "kind"), []).append(f"{id_}={zh or en}/{en or zh}")
    own = OwnTables(
        tables=tables,
        columns=columns,
        checks=checks,
        stages=stages,
        entries={place: tuple(words) for place, words in entries.items()},
    )
    return own.sealed(), read.texts


def _checks(rows: Rows, columns: dict[str, frozenset[str]], stages: Sequence[str], faults: Faults) -> Iterator[Line]:
    for origin, line in rows:
        before = len(faults.found)
        check_faults(line, columns, stages, origin, faults)
        if len(faults.found) == before:
            yield {**line, **_labels(line)}


def _known_columns(tables: Sequence[Line], columns: dict[str, tuple[Line, ...]]) -> dict[str, frozenset[str]]:
    """The ids of the columns of every table, own ones included."""
    own = {each["id"] for each in tables}
    return {
        table: frozenset(
            (*(() if table in own else catalogue_columns(table)), *expanded_columns(columns.get(table, ())))
        )
        for table in (*catalogue_tables(), *own)
    }


# ─────────────── files ───────────────


def _read_files(folder: Path, faults: Faults) -> _Folder:
    found = _Folder()
    for file in sorted((folder / FOLDER).glob("*.csv")):
        text = found.texts[f"{FOLDER}/{file.name}"] = _text_of(file, faults)
        keys = KEYS_OF_FILE.get(file.stem, (*KEYS, *MORE_KEYS))
        found.rows[file.stem] = list(_lines(file, text, keys, faults))
    return found


def _text_of(file: Path, faults: Faults) -> str:
    blob = file.read_bytes()
    if len(blob) > MOST_BYTES:
        faults.add(Origin(str(file), 1), f"超过 {MOST_BYTES} 字节", f"over {MOST_BYTES} bytes")
        return ""
    try:
        return blob.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        faults.add(Origin(str(file), 1), "不是 UTF-8 编码", "not UTF-8")
        return ""


def _lines(file: Path, text: str, keys: Sequence[str], faults: Faults) -> Iterator[tuple[Origin, Line]]:
    """The lines of a file, every key there; a doubled id and cells beyond the heading are told."""
    rows = csv.DictReader(io.StringIO(text))
    try:
        heading = [key.strip() for key in rows.fieldnames or ()]
        for key in heading:
            if key not in keys:
                zh, en = nearest(key, keys)
                faults.add(Origin(str(file), 1), f"不认识的列 {key}{zh}", f"unknown column {key}{en}")
                return
        rows.fieldnames = heading
        seen: set[str] = set()
        for row in rows:
            origin = Origin(str(file), rows.line_num)
            if None in row:
                faults.add(
                    origin,
                    "这一行的格比表头多；带逗号的文字要加引号",
                    "more cells than the heading; quote texts with commas",
                )
                continue
            line = {key: (row.get(key) or "").strip() for key in keys}
            if line.get("id") and "table" not in line and line["id"] in seen:
                faults.add(origin, f"{line['id']} 出现了两次", f"{line['id']} stands twice")
                continue
            seen.add(line.get("id", ""))
            yield origin, line
    except csv.Error as error:
        faults.add(Origin(str(file), rows.line_num), f"不能按 CSV 读（{error}）", f"no CSV ({error})")


# ─────────────── tables and columns ───────────────


def _tables(rows: Rows, faults: Faults) -> Iterator[Line]:
    for origin, line in rows:
        before = len(faults.found)
        _check_id(line["id"], origin, faults)
        if line["id"] in catalogue_tables() or line["id"] in KEYS_OF_FILE:
            faults.add(origin, f"id：已有 {line['id']} 表", f"id: there is a table {line['id']} already")
        if line["level"] not in LEVELS:
            faults.add(
                origin,
                f"level 不能是 {line['level'] or '空'}；可用：{'、'.join(LEVELS)}",
                f"level cannot be {line['level'] or 'empty'}: {', '.join(LEVELS)}",
            )
        if len(faults.found) == before:
            keys = line["keys"] or "|".join(ROW_KEYS)
            yield {**line, **_labels(line), "keys": keys, "kind": "dataset", "fields": ""}


def _check_keys(line: Line, columns: Sequence[Line], origin: Origin, faults: Faults) -> None:
    """The keys of an own table: body and period, and columns of its own that tell its rows apart."""
    keys = [each for each in (line["keys"] or "|".join(ROW_KEYS)).split("|") if each]
    types = {each["id"]: each["type"] for each in columns}
    if tuple(keys[:2]) != ROW_KEYS:
        faults.add(origin, "keys 应当以 body_code|period 开头", "keys must begin with body_code|period")
    for key in keys[2:]:
        if key == "stage":
            faults.add(
                origin,
                "keys：分学段的列请加在 school_stage 表里",
                "keys: put columns that differ by stage into the table school_stage",
            )
        elif types.get(key) not in KEY_TYPES:
            faults.add(
                origin,
                f"keys：{key} 不是这张表的文字或选项列",
                f"keys: {key} is no column of text or of a list in this table",
            )


def _columns(table: str, rows: Rows, stages: Sequence[str], faults: Faults) -> Iterator[Line]:
    for origin, line in rows:
        before = len(faults.found)
        _check_column(line, table, origin, faults)
        for stage in filter(None, line["stages"].split("|")):
            if stage not in stages:
                zh, en = nearest(stage, stages)
                faults.add(origin, f"stages：没有学段 {stage}{zh}", f"stages: there is no stage {stage}{en}")
        if len(faults.found) == before:
            choices = line["choices"] or ("是|否" if line["type"] == "flag" else "")
            yield {**line, **_labels(line), "choices": choices}


def _labels(line: Line) -> dict[str, str]:
    zh = line["label_zh"] or line["label_en"] or line["id"]
    return {"label_zh": zh, "label_en": line["label_en"] or zh}


def _check_id(id_: str, origin: Origin, faults: Faults) -> None:
    if not ID.fullmatch(id_):
        name = id_ or "?"
        faults.add(
            origin, f"代号 {name} 应当由小写字母、数字、下划线组成", f"id {name}: small letters, digits, underscores"
        )


def _check_column(line: Line, table: str, origin: Origin, faults: Faults) -> None:
    _check_id(line["id"], origin, faults)
    if line["id"] in (*ROW_COLUMNS, *(catalogue_columns(table) if table in catalogue_tables() else ())):
        faults.add(origin, f"表 {table} 已有 {line['id']} 这一列", f"{table} has a column {line['id']} already")
    if line["type"] not in TYPES:
        known = "、".join(TYPES)
        faults.add(
            origin, f"type 不能是 {line['type']}；可用：{known}", f"type cannot be {line['type']}: {', '.join(TYPES)}"
        )
    if line["type"] in NUMBERS and parse_measure(line["unit"]) is None:
        faults.add(origin, f"不认识的单位 {line['unit']}", f"unknown unit {line['unit']}")
    for key in ("minimum", "maximum"):
        number = exact_number(line[key]) if line[key] else 0
        if number is None or "/" in line[key]:
            faults.add(origin, f"{key} 应当是数，现为 {line[key]}", f"{key} should be a number, not {line[key]}")
    wrong = next((mark for mark in ";；,，、" if mark in line["choices"]), "") if "|" not in line["choices"] else ""
    if wrong:
        right = "|".join(each.strip() for each in line["choices"].split(wrong))
        faults.add(
            origin,
            f"choices：各项之间用 | 分开，不用 {wrong}；应当写成 {right}",
            f"choices: entries are parted by |, not by {wrong}; write {right}",
        )
    if line["rollup"] not in ("", "sum", "none"):
        faults.add(
            origin, f"rollup 不能是 {line['rollup']}；可用：sum、none", f"rollup cannot be {line['rollup']}: sum, none"
        )
    if line["previous"] not in ("", "published", "restated"):
        told = line["previous"]
        faults.add(
            origin,
            f"previous 不能是 {told}；可用：published、restated",
            f"previous cannot be {told}: published, restated",
        )


# ─────────────── stages and entries of lists ───────────────


def _stages(rows: Rows, faults: Faults) -> Iterator[Line]:
    known = {*catalogue_stages(), *(line["id"] for _, line in rows)}
    for origin, line in rows:
        before = len(faults.found)
        _check_id(line["id"], origin, faults)
        for part in filter(None, line["parts"].split("|")):
            if part not in known or part == line["id"]:
                zh, en = nearest(part, known)
                faults.add(origin, f"parts：没有学段 {part}{zh}", f"parts: there is no stage {part}{en}")
        if line["id"] in catalogue_stages() and line["parts"]:
            faults.add(origin, f"parts：{line['id']} 是已有学段", f"parts: {line['id']} is a stage of the catalogue")
        if len(faults.found) == before:
            yield line


def _entries(rows: Rows, columns: dict[str, tuple[Line, ...]], faults: Faults) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for origin, line in rows:
        table, column = line["table"], line["column"]
        own = [each["id"] for each in columns.get(table, ()) if each["type"] == "choice"]
        if column not in own and not catalogue_choices(table, column):
            faults.add(
                origin,
                f"{table} 表没有可选项的列 {column}",
                f"table {table} has no column {column} with a list",
            )
        elif not line["id"] or set(line["id"]) & set("=|/"):
            faults.add(origin, f"id：{line['id'] or '空'} 不能作代号", f"id: {line['id'] or 'nothing'} cannot be an id")
        else:
            names = [line["label_zh"], line["label_en"], *line["words"].split("|")]
            words = "/".join(dict.fromkeys(name.replace("/", "／") for name in names if name))
            found.setdefault((table, column), []).append(f"{line['id']}={words or line['id']}")
    return found
