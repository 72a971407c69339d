"""CSV files as offices save them: UTF-8 with or without BOM, UTF-16, GB18030 or Big5; comma, tab, semicolon or stroke."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from dudao.facts.readers.contract import MAX_ROWS, Sheet, refuse_if_too_large
from dudao.values.errors import UnreadableError
from dudao.values.formula_marks import without_mark

MARKS = ",\t;|"
LINES_LOOKED_AT, MOST_LOOKED_AT = 50, 100_000
_NAMED_MARK = re.compile(r'"?sep=([,;|\t])"?\r?\n', re.IGNORECASE)
ENCODINGS = ("utf-8", "gb18030", "big5")


def read_delimited(path: Path) -> Sheet:
    """A CSV file to a sheet; raises UnreadableError for a file that is no text, or over the limits."""
    text = decode(path.read_bytes(), path.name)
    mark = _mark_of(text)
    is_quoted = '="' in text or "'" in text
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            rows.append([_unquoted(cell) for cell in row] if is_quoted else row)
            if len(rows) > MAX_ROWS:
                break
    except csv.Error as error:
        raise UnreadableError(
            f"{path.name} 第 {len(rows) + 1} 行不能按 CSV 读（{error}）；请用 WPS 或 Excel 另存为 CSV",
            f"{path.name}: row {len(rows) + 1} is no CSV ({error}); save it as CSV again",
        ) from error
    return refuse_if_too_large(Sheet(path.name, path.stem, list(rows)))


def _mark_of(text: str) -> str:
    """What parts the cells: the mark that a first line names (sep=;), else the one that most lines hold equally often."""
    named = _NAMED_MARK.match(text)
    if named is not None:
        return named[1]
    lines = text[:MOST_LOOKED_AT].splitlines()[:LINES_LOOKED_AT]

    def weight(mark: str) -> tuple[int, int, int]:
        counts = Counter(number for line in lines if (number := line.count(mark)))
        number, lines_alike = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return lines_alike, number, -MARKS.index(mark)

    return max(MARKS, key=weight)


def _unquoted(cell: str) -> str:
    """A code that was kept as text by ="0123" or by an apostrophe before it, without these."""
    if cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    return cell[1:] if cell[:1] == "'" and cell[1:].isalnum() else without_mark(cell)


def decode(content: bytes, name: str) -> str:
    """The text of a file by its byte order mark, else by the first encoding that fits."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    if b"\0" not in content:
        for encoding in ENCODINGS:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise UnreadableError(
        f"{name} 不是文本文件，不能按 CSV 读；如果是表格文件，请把扩展名改对",
        f"{name} is no text file and cannot be read as CSV",
    )
