"""A workbook back to a scheme folder: every fault is told with sheet and cell, and nothing is written before there is none."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from dudao.schemes.edition import read_edition
from dudao.schemes.formula.faults import nearest
from dudao.schemes.indicators import Origin
from dudao.schemes.outline_load import read_outline
from dudao.schemes.own_tables_load import KEYS, KEYS_OF_FILE, MORE_KEYS
from dudao.schemes.strict import Faults
from dudao.schemes.workbook.emit import Text, Way, emit_yaml
from dudao.schemes.workbook.labels import COLUMNS, HOME, ID, INDEX
from dudao.schemes.workbook.sheets import DATASETS, GRADES, INDICATORS, LIST_MARK, PARAMETERS, SCHEME
from dudao.schemes.workbook.write import FIRST_ROW
from dudao.values.errors import MisuseError

ROOTS = (SCHEME, INDICATORS, PARAMETERS, GRADES, DATASETS)
"""Sheets whose rows stand in files of their own, not below other rows."""
ERROR = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
VALUE = re.compile(r"[ -]*[^:\s]+: \"")
MOST_ROWS, LARGEST_BYTES = 20_000, 50_000_000


@dataclass(slots=True)
class Placed:
    """An entry in the making: its content, and the cell of each of its values by way."""

    content: dict[str, Any]
    sheet: str
    row: int
    cells: dict[Way, str] = field(default_factory=dict)
    below: dict[str, list[Placed]] = field(default_factory=dict)


def import_workbook(file: Path, folder: Path) -> Path:
    """Write the scheme folder that a workbook describes; returns the folder.

    Raises:
        MisuseError: the folder holds a scheme already, the file is no such workbook, or it has faults: all of them, one a
            line with sheet and cell. Nothing is written then.
    """
    if (folder / "scheme.yaml").exists():
        raise MisuseError(f"{folder} 里已有一份方案", f"{folder} holds a scheme already")
    faults = Faults()
    files = _files(_placed(file, faults), faults)
    _refuse(faults)
    texts = {name: _text_of(name, content) for name, (content, _) in files.items()}
    with tempfile.TemporaryDirectory(prefix="dudao-scheme-") as name:
        trial = Path(name)
        _write(texts, trial)
        _check(trial, texts, files, faults)
    _refuse(faults)
    _write(texts, folder)
    return folder


def _refuse(faults: Faults) -> None:
    """Raise MisuseError with a line for each fault: sheet, cell, what."""
    if faults.found:
        lines = sorted(faults.found, key=lambda each: (each.origin.file.split("!")[0], each.origin.line))
        raise MisuseError(
            "\n".join(f"{each.origin.file}: {each.zh}" for each in lines),
            "\n".join(f"{each.origin.file}: {each.en}" for each in lines),
        )


def _text_of(name: str, content: dict[str, Any]) -> Text:
    """A file of the folder: own columns as lines of a table, everything else as YAML."""
    if not name.startswith(f"{DATASETS}/"):
        return emit_yaml(content)
    lines = content[DATASETS]
    held = StringIO()
    keys = KEYS_OF_FILE.get(Path(name).stem, (*KEYS, *MORE_KEYS))
    columns = [each for each in keys if each in KEYS or any(each in line for line in lines)]
    columns += [each for each in dict.fromkeys(key for line in lines for key in line) if each not in columns]
    writer = csv.DictWriter(held, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    text = Text(held.getvalue().splitlines())
    text.places.update({number: (DATASETS, number - 2) for number in range(2, len(lines) + 2)})
    return text


def _write(texts: dict[str, Text], folder: Path) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(str(text), "utf-8")


# ─────────────── the cells ───────────────


def _placed(file: Path, faults: Faults) -> dict[str, list[tuple[str, str, Placed]]]:
    """For each path the rows of its sheet: owner, id, entry."""
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise MisuseError(f"{file} 太大，不像方案工作簿", f"{file} is too large for the workbook of a scheme")
        book, stored = load_workbook(file), load_workbook(file, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise MisuseError(f"{file} 不是能读的工作簿", f"{file} is no workbook that can be read") from error
    index = next((each for each in INDEX.values() if each in book.sheetnames), "")
    if not index:
        raise MisuseError(f"{file} 没有“{INDEX['zh']}”表，不是方案工作簿", f"{file} has no sheet {INDEX['en']}")
    paths = [
        (str(row[0]), str(row[1])) for row in book[index].iter_rows(min_row=3, max_col=2, values_only=True) if row[0]
    ]
    found: dict[str, list[tuple[str, str, Placed]]] = {}
    for label, path in paths:
        if label not in book.sheetnames:
            faults.add(Origin(index, 1), f"没有“{label}”表", f"there is no sheet {label}")
            continue
        page, results = book[label], stored[label]
        found[path] = _scheme_rows(page, results) if path == SCHEME else list(_rows(page, path, faults, results))
    for label in book.sheetnames:
        if label != index and label not in {each for each, _ in paths}:
            faults.add(
                Origin(label, 1), f"“{index}”里没有写这张表放什么", f"the sheet {index} does not name this sheet"
            )
    return found


def _scheme_rows(page: Worksheet, stored: Worksheet | None = None) -> list[tuple[str, str, Placed]]:
    placed = Placed({}, page.title, 1)
    for number in range(2, min(page.max_row, MOST_ROWS) + 1):
        name = page.cell(number, 2).value
        if name not in (None, ""):
            _take(placed, str(name).strip(), _value(page, stored, number, 3), f"C{number}")
    return [("", SCHEME, placed)]


def _rows(page: Worksheet, path: str, faults: Faults, stored: Worksheet | None = None) -> list[tuple[str, str, Placed]]:
    columns = {
        at: str(page.cell(2, at).value).strip()
        for at in range(1, page.max_column + 1)
        if page.cell(2, at).value not in (None, "")
    }
    ways = {name: at for at, name in columns.items()}
    home, own_id = (next((each for each in names.values() if each in ways), "") for names in (HOME, ID))
    for needed, names in ((home, HOME), (own_id, ID)):
        if not needed:
            faults.add(Origin(f"{page.title}!A", 2), f"第二行没有“{names['zh']}”", f"row 2 has no {names['en']}")
            return []
    known = COLUMNS.get(path, ())
    for name, at in ways.items():
        doubled = [each for each, other in columns.items() if other == name]
        if len(doubled) > 1 and at == doubled[-1]:
            faults.add(_cell(page, 2, at), f"键 {name} 写了两列", f"the key {name} stands twice")
    found = []
    for number in range(FIRST_ROW, min(page.max_row, MOST_ROWS) + 1):
        values = {name: _value(page, stored, number, at) for name, at in ways.items()}
        if all(value in (None, "") for value in values.values()):
            continue
        placed = Placed({}, page.title, number)
        for name, at in ways.items():
            if name not in (home, own_id):
                _take(placed, name, values[name], f"{get_column_letter(at)}{number}")
                if values[name] not in (None, "") and isinstance(values[name], str) and ERROR.fullmatch(values[name]):
                    faults.add(_cell(page, number, at), f"格里是 {values[name]}", f"the cell holds {values[name]}")
        owner, own = (str(values[each] or "").strip() for each in (home, own_id))
        found.append((owner, own or _own_id(values, known), placed))
    return found


def _value(page: Worksheet, stored: Worksheet | None, row: int, column: int) -> Any:
    """What a cell says: of a formula (LibreOffice writes FALSE as one) its stored result; of 0.95 shown as 95% just that."""
    cell = page.cell(row, column)
    value = cell.value
    if cell.data_type == "f" and stored is not None:
        value = stored.cell(row, column).value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in str(cell.number_format):
        return f"{Decimal(str(value)) * 100:f}".rstrip("0").rstrip(".") + "%" if value else "0%"
    return value


def _words(text: str) -> list[str]:
    """The entries of a list, one a line; one in quotes holds a line break of its own."""
    found = []
    for each in filter(None, (line.strip() for line in text.split("\n"))):
        try:
            word = json.loads(each) if each.startswith('"') else each
        except ValueError:
            word = each
        found.append(word if isinstance(word, str) else each)
    return found


def _own_id(values: dict[str, Any], known: tuple[str, ...]) -> str:
    """The id of a new row that was given none: its code."""
    return str(next((values[each] for each in ("code", "id") if each in known and values.get(each)), ""))


def _cell(page: Worksheet, row: int, column: int) -> Origin:
    return Origin(f"{page.title}!{get_column_letter(column)}{row}", row)


def _take(placed: Placed, name: str, value: Any, cell: str) -> None:
    """Put a cell's value where its column says."""
    if value is None or value == "":
        return
    *above, last = name.removesuffix(LIST_MARK).split(".")
    content = placed.content
    for part in above:
        content = content.setdefault(part, {})
    if name.endswith(LIST_MARK):
        content[last] = _words(str(value))
    else:
        content[last] = _scalar(value)
    placed.cells[(*above, last)] = cell


def _scalar(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | int | date):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    return str(value).replace("_x000D_", "").replace("\r", "")


# ─────────────── the files ───────────────


def _files(
    sheets: dict[str, list[tuple[str, str, Placed]]], faults: Faults
) -> dict[str, tuple[dict[str, Any], list[tuple[Way, Placed]]]]:
    """The content of each file, with the ways at which the rows of the workbook stand in it."""
    owners: dict[str, dict[str, Placed]] = {
        path: {own: placed for _, own, placed in rows} for path, rows in sheets.items()
    }
    for path, rows in sheets.items():
        for number, (owner, own, placed) in enumerate(rows):
            if own and any(own == other for _, other, _ in rows[:number]):
                faults.add(_at(placed, 2), f"编号 {own} 重复", f"the id {own} stands twice")
            if path in ROOTS:
                continue
            above = max((each for each in sheets if path.startswith(f"{each}.")), key=len, default="")
            holder = owners.get(above, {}).get(owner) if above != SCHEME else sheets[SCHEME][0][2]
            if holder is None:
                zh, en = nearest(owner, list(owners.get(above, {})))
                faults.add(_at(placed, 1), f"没有上级 {owner}{zh}", f"there is no {owner} above{en}")
                continue
            _hang(placed, holder, path.removeprefix(f"{above}."), faults)
    files: dict[str, tuple[dict[str, Any], list[tuple[Way, Placed]]]] = {}
    for _, _, placed in sheets.get(SCHEME, []):
        rows_of_file: list[tuple[Way, Placed]] = []
        files["scheme.yaml"] = (_assembled(placed, (), rows_of_file), rows_of_file)
    for part in (INDICATORS, GRADES):
        for owner, own, placed in sheets.get(part, []):
            name = owner or f"{part}/{own}.yaml"
            if _is_outside(name, part) or name in files:
                faults.add(_at(placed, 1), f"文件名 {name} 不对或重复", f"the file {name} is wrong or stands twice")
                continue
            rows_of_file = []
            files[name] = (_assembled(placed, (), rows_of_file), rows_of_file)
    for part in (PARAMETERS, DATASETS):
        for owner, _, placed in sheets.get(part, []):
            name = owner or f"{PARAMETERS}/parameters.yaml"
            if _is_outside(name, part):
                faults.add(_at(placed, 1), f"文件名 {name} 不对", f"the file {name} is wrong")
                continue
            content, rows_of_file = files.setdefault(name, ({part: []}, []))
            entries = content[part]
            entries.append(_assembled(placed, (part, len(entries)), rows_of_file))
    return files


def _hang(placed: Placed, holder: Placed, part: str, faults: Faults) -> None:
    """A row below another; one that stands as a list of words in a cell of that row already is told."""
    cell = holder.cells.get(tuple(part.split(".")))
    if cell is not None and part not in holder.below:
        zh, en = f"已在 {holder.sheet}!{cell} 写成一列词", f"{holder.sheet}!{cell} lists it as words"
        faults.add(_at(placed, 1), zh, en)
    holder.below.setdefault(part, []).append(placed)


def _is_outside(name: str, part: str) -> bool:
    """Whether a file name leads anywhere but into its own folder of the scheme."""
    path = Path(name)
    suffix = ".csv" if part == DATASETS else ".yaml"
    is_inside = path.parts[:1] == (part,) and ".." not in path.parts and "\\" not in name
    return path.is_absolute() or path.suffix != suffix or not is_inside


def _at(placed: Placed, column: int) -> Origin:
    return Origin(f"{placed.sheet}!{get_column_letter(column)}{placed.row}", placed.row)


def _assembled(placed: Placed, way: Way, rows: list[tuple[Way, Placed]]) -> dict[str, Any]:
    """An entry with all that hangs below it."""
    rows.append((way, placed))
    for path, entries in placed.below.items():
        *above, last = path.split(".")
        content = placed.content
        for part in above:
            content = content.setdefault(part, {})
        inner = (*way, *above, last)
        content[last] = [_assembled(each, (*inner, number), rows) for number, each in enumerate(entries)]
    return placed.content


# ─────────────── faults of the content ───────────────


def _check(
    trial: Path,
    texts: dict[str, Text],
    files: dict[str, tuple[dict[str, Any], list[tuple[Way, Placed]]]],
    faults: Faults,
) -> None:
    """Read the folder strictly; each fault is told at the cell it comes from."""
    own = Faults()
    read_edition(trial, own)
    read_outline(trial, own)
    for fault in own.found:
        name = Path(fault.origin.file).relative_to(trial).as_posix()
        way = texts[name].places.get(fault.origin.line, ())
        zh, en = _within(fault.origin, texts[name])
        faults.add(_origin_of(way, files[name][1]), zh + fault.zh, en + fault.en)


def _within(origin: Origin, text: Text) -> tuple[str, str]:
    """How far inside its cell a fault stands, where it does not stand at the beginning."""
    line = text.lines[origin.line - 1] if origin.line <= len(text.lines) else ""
    value = VALUE.match(line)
    at = origin.column - value.end() if value else 0
    return (f"第{at}个字符：", f"character {at}: ") if at > 1 else ("", "")


def _origin_of(way: Way, rows: list[tuple[Way, Placed]]) -> Origin:
    """The cell of a way: of the row that holds the most of it, the column of what is left."""
    start, placed = max(
        ((start, placed) for start, placed in rows if way[: len(start)] == start), key=lambda each: len(each[0])
    )
    left = way[len(start) :]
    while left:
        cell = placed.cells.get(left)
        if cell is not None:
            return Origin(f"{placed.sheet}!{cell}", placed.row)
        left = left[:-1]
    return _at(placed, 1)
