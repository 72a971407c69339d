"""Content of a scheme as tables: one row an indicator, parameter, point …, what hangs below it on a sheet of its own.

    {code: A1, name: {zh: …}, stages: [primary], cases: [{…}, {…}]}
        sheet indicators         code, name.zh, stages[]            one row, its id A1
        sheet indicators.cases   所属 A1, id A1/1, A1/2 …            one row a case

A column is the way to a value: `threshold.limit`; `[]` behind it says that the cell holds a list, one entry a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dudao.values.errors import MisuseError

SCHEME, INDICATORS, PARAMETERS = "scheme", "indicators", "parameters"
GRADES, DATASETS = "grades", "datasets"
LIST_MARK = "[]"
Scalar = str | int | float | bool | date


@dataclass(slots=True)
class Row:
    """One entry of a list of the content. `owner`: the id of the row it hangs below, or the file it stands in."""

    id: str
    owner: str
    cells: dict[str, Scalar | list[Scalar]] = field(default_factory=dict)
    line: int = 0


@dataclass(slots=True)
class Sheet:
    """The entries of one kind. `path` says where they stand: indicators.cases.tables.school."""

    path: str
    rows: list[Row] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        """The columns that any row has, in order of first appearance."""
        return list(dict.fromkeys(name for row in self.rows for name in row.cells))


Sheets = dict[str, Sheet]


def sheets_of(files: Mapping[str, Any]) -> Sheets:
    """The content of a scheme folder as sheets: parsed YAML by path, own columns as a list of lines.

    Raises:
        MisuseError: content that no table can hold: a list of lists, a key that is not text.
    """
    sheets: Sheets = {}
    for name, content in files.items():
        part = name.split("/")[0]
        if part == "scheme.yaml":
            _put(sheets, SCHEME, content, SCHEME, "")
        elif part == INDICATORS:
            _put(sheets, INDICATORS, content, str(content.get("code", name)), name)
        elif part == GRADES:
            _put(sheets, GRADES, content, str(content.get("id", name)), name)
        elif part == DATASETS:
            for line in content:
                _put(sheets, DATASETS, line, f"{name}:{line.get('id', '')}", name)
        else:
            for entry in content.get(PARAMETERS) or ():
                _put(sheets, PARAMETERS, entry, str(entry.get("id", name)), name)
    return sheets


def _put(sheets: Sheets, path: str, content: Any, own: str, owner: str) -> None:
    sheet = sheets.setdefault(path, Sheet(path))
    row = Row(own, owner)
    sheet.rows.append(row)
    for way, value in _values(content, ""):
        if not isinstance(value, list):
            row.cells[way] = value
        elif all(isinstance(each, Mapping) for each in value):
            for number, each in enumerate(value, start=1):
                _put(sheets, f"{path}.{way}", each, f"{own}/{number}", own)
        elif any(isinstance(each, Mapping | list) for each in value):
            raise MisuseError(f"{own} 的 {way} 既有词又有条目，不能写成表格", f"{way} of {own} cannot be a table")
        else:
            row.cells[way + LIST_MARK] = value


def _values(content: Any, before: str) -> Iterator[tuple[str, Any]]:
    """The values of a mapping by their way; what is left out or empty says nothing and is left out."""
    if not isinstance(content, Mapping):
        raise MisuseError(f"{before} 应当是“键: 值”的清单", f"{before} should be a mapping")
    for key, value in content.items():
        if not isinstance(key, str) or "." in key:
            raise MisuseError(f"键 {key} 不是文字或含点号", f"the key {key} is no text or has a dot")
        way = f"{before}.{key}" if before else key
        if isinstance(value, Mapping):
            yield from _values(value, way)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            if value:
                yield way, list(value)
        elif value is not None and value != "":
            yield way, value


def same_content(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two scheme folders hold the same content, however it is laid out; files are compared by what stands in them."""
    return _plain_files(one) == _plain_files(other)


def _plain_files(files: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(content) for name, content in files.items()}


def _plain(value: Any) -> Any:
    """A value without what says nothing: empty entries, the kind of a number."""
    if isinstance(value, Mapping):
        inner = {str(key): _plain(each) for key, each in value.items()}
        return {key: each for key, each in inner.items() if each not in (None, "", [], {})}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return ("number", f"{float(value):.15g}")
    return str(value)
