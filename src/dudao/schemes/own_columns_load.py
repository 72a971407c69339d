"""Columns that a scheme brings along beside those of the catalogue: `datasets/<table>.csv` in its folder.

A later edition that defines a column anew replaces it; none can redefine a column of the catalogue.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from pathlib import Path

from dudao.schemes.formula.dimensions import parse_measure
from dudao.schemes.formula.faults import nearest
from dudao.schemes.indicators import Origin
from dudao.schemes.own_columns import Line, keep_column
from dudao.schemes.strict import Faults

CATALOGUE = Path(__file__).parent / "catalogue" / "datasets"
FOLDER = "datasets"
KEYS = ("id", "metric", "label_zh", "label_en", "unit", "type", "stages", "minimum", "maximum", "rollup")
MORE_KEYS = ("previous", "synonyms", "aliases", "choices", "note_zh")
TYPES = ("count", "amount", "rate", "text", "date", "year", "flag", "choice")
NUMBERS = ("count", "amount", "rate")
ID = re.compile(r"[a-z][a-z0-9_]*")
MOST_BYTES = 1_000_000


def read_own_columns(folder: Path, faults: Faults) -> dict[str, str]:
    """Make the columns of a scheme folder known.

    Returns:
        the text of each file by its name in the folder, for the hash of the edition. Faults are told with file and line.
    """
    texts = {}
    for file in sorted((folder / FOLDER).glob("*.csv")):
        texts[f"{FOLDER}/{file.name}"] = text = _text_of(file, faults)
        if file.stem not in _tables():
            zh, en = nearest(file.stem, _tables())
            faults.add(Origin(str(file), 1), f"没有数据表 {file.stem}{zh}", f"there is no table {file.stem}{en}")
            continue
        _read_lines(file, text, faults)
    return texts


def _text_of(file: Path, faults: Faults) -> str:
    blob = file.read_bytes()
    try:
        text = blob.decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.add(Origin(str(file), 1), "不是 UTF-8 编码", "not UTF-8")
        return ""
    if len(blob) > MOST_BYTES:
        faults.add(Origin(str(file), 1), f"超过 {MOST_BYTES} 字节", f"over {MOST_BYTES} bytes")
        return ""
    return text.replace("\r\n", "\n")


def _read_lines(file: Path, text: str, faults: Faults) -> None:
    rows = csv.DictReader(io.StringIO(text))
    for key in rows.fieldnames or ():
        if key not in (*KEYS, *MORE_KEYS):
            zh, en = nearest(key, (*KEYS, *MORE_KEYS))
            faults.add(Origin(str(file), 1), f"不认识的列 {key}{zh}", f"unknown column {key}{en}")
            return
    for row in rows:
        origin = Origin(str(file), rows.line_num)
        line = {key: (row.get(key) or "").strip() for key in (*KEYS, *MORE_KEYS)}
        if _is_sound(line, file.stem, origin, faults):
            labels = {"label_zh": line["label_zh"] or line["label_en"] or line["id"]}
            labels["label_en"] = line["label_en"] or labels["label_zh"]
            choices = line["choices"] or ("是|否" if line["type"] == "flag" else "")
            keep_column(file.stem, {**line, **labels, "choices": choices})


def _is_sound(line: Line, table: str, origin: Origin, faults: Faults) -> bool:
    before = len(faults.found)
    if not ID.fullmatch(line["id"]):
        name = line["id"] or "?"
        faults.add(
            origin, f"代号 {name} 应当由小写字母、数字、下划线组成", f"id {name}: small letters, digits, underscores"
        )
    if line["id"] in _catalogue_ids(table):
        faults.add(origin, f"表 {table} 已有 {line['id']} 这一列", f"{table} has a column {line['id']} already")
    if line["type"] not in TYPES:
        known = "、".join(TYPES)
        faults.add(
            origin, f"type 不能是 {line['type']}；可用：{known}", f"type cannot be {line['type']}: {', '.join(TYPES)}"
        )
    if line["type"] in NUMBERS and parse_measure(line["unit"]) is None:
        faults.add(origin, f"不认识的单位 {line['unit']}", f"unknown unit {line['unit']}")
    return len(faults.found) == before


@cache
def _tables() -> dict[str, tuple[str, ...]]:
    """The datasets of the catalogue and the schema files that their columns come from."""
    with (CATALOGUE / "tables.csv").open(encoding="utf-8", newline="") as file:
        return {
            line["id"]: tuple(line["fields"].split("|")) for line in csv.DictReader(file) if line["kind"] == "dataset"
        }


@cache
def _catalogue_ids(table: str) -> frozenset[str]:
    found = set()
    for name in _tables()[table]:
        with (CATALOGUE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found |= {line["id"] for line in csv.DictReader(file)}
    return frozenset(found)
