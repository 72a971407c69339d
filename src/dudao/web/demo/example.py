"""The example's tables, moved on in time so that its later year is the one that a round of today looks at."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from dudao.values.errors import MisuseError

Row = dict[str, str]
LATER = 2021
"""The later of the two years that the example's tables have."""
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
IN_WORDS = re.compile(r"(?<!\d)20[12]\d(?=年|〕|—|-\d|、)")
WORDED = ("ledger", "evidence")
"""Tables whose words name years; elsewhere a number of four digits may be anything."""


@dataclass(frozen=True, slots=True)
class Example:
    """The folder of the example, with every year moved on.

    Attributes:
        year: what the example's later year becomes; the earlier is the one before.
    """

    folder: Path
    year: int

    @property
    def by(self) -> int:
        """How many years everything is moved on."""
        return self.year - LATER

    def rows(self, table: str) -> list[Row]:
        """A table, moved on.

        Raises:
            MisuseError: the folder has no such table.
        """
        path = self.folder / f"{table}.csv"
        try:
            text = path.read_text("utf-8-sig")
        except OSError:
            raise MisuseError(
                f"找不到示例数据 {path}；请写明示例文件夹，如 examples/yunling",
                f"the example's table {path} is not there; name its folder, such as examples/yunling",
            ) from None
        return [self._moved(table, row) for row in csv.DictReader(StringIO(text))]

    def _moved(self, table: str, row: Row) -> Row:
        return {
            name: self.period(value) if name == "period" else self._cell(table, value) for name, value in row.items()
        }

    def _cell(self, table: str, value: str) -> str:
        if ISO.fullmatch(value):
            return self.day(value)
        return self.words(value) if table in WORDED else value

    def day(self, value: str) -> str:
        """2021-06-01, so many years on; the last of February where a year has no 29th.

        >>> Example(Path(), 2025).day("2020-02-29"), Example(Path(), 2024).day("2020-02-29")
        ('2024-02-29', '2023-02-28')
        """
        year, month, last = (int(part) for part in value.split("-"))
        try:
            return date(year + self.by, month, last).isoformat()
        except ValueError:
            return date(year + self.by, month, last - 1).isoformat()

    def period(self, value: str) -> str:
        """A year, or a school year.

        >>> Example(Path(), 2025).period("2021"), Example(Path(), 2025).period("2020-2021")
        ('2025', '2024-2025')
        """
        return "-".join(str(int(part) + self.by) for part in value.split("-"))

    def words(self, text: str) -> str:
        """Words that name years, numbers of documents too.

        >>> Example(Path(), 2025).words("云政办发〔2020〕22号，专项规划（2020—2022年），共2020人")
        '云政办发〔2024〕22号，专项规划（2024—2026年），共2020人'
        """
        return IN_WORDS.sub(lambda found: str(int(found.group()) + self.by), text)


def csv_of(rows: Sequence[Row]) -> bytes:
    """Rows as a table that can be handed in."""
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else ["number"])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def of_body(rows: Sequence[Row], code: str) -> Iterator[Row]:
    """The rows of one body."""
    return (row for row in rows if row.get("body_code") == code)
