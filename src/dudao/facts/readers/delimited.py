"""CSV files as offices save them: UTF-8 with or without BOM, UTF-16, GB18030 or Big5; comma, tab or semicolon."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from dudao.facts.readers.contract import MAX_ROWS, Sheet, refuse_if_too_large
from dudao.values.errors import UnreadableError

ENCODINGS = ("utf-8", "gb18030", "big5")


def read_delimited(path: Path) -> Sheet:
    """A CSV file to a sheet; raises UnreadableError for a file that is no text, or over the limits."""
    text = decode(path.read_bytes(), path.name)
    first = text[: text.find("\n") + 1 or len(text)]
    mark = max(",\t;", key=lambda letter: (first.count(letter), letter == ","))
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            rows.append(row)
            if len(rows) > MAX_ROWS:
                break
    except csv.Error as error:
        raise UnreadableError(
            f"{path.name} 第 {len(rows) + 1} 行不能按 CSV 读（{error}）；请用 WPS 或 Excel 另存为 CSV",
            f"{path.name}: row {len(rows) + 1} is no CSV ({error}); save it as CSV again",
        ) from error
    return refuse_if_too_large(Sheet(path.name, path.stem, list(rows)))


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
