"""Results kept in a folder: of each unit under the hash of what they rest on; files that are whole or not used.

A file holds what one run worked out and is named by the question (edition, day, period, level, release) and by its own hash. It
is never changed; two runs at once add a file each. A file that does not have the hash of its name was cut off or damaged, and is
passed over as if it were not there. Whoever wants room may delete files at any time.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from dudao.indicators.compile.tables import named, quoted

COLUMNS = (
    *("of_unit", "of_digest", "part", "body", "period", "stage", "code", "value", "shown", "unit", "state"),
    *("operator", "limit", "verdict", "score", "missing", "reasons", "imputed", "engine"),
)
"""A row of a file: `part` is unit (that the unit was worked out), result or conclusion."""
MOST_FILES = 8
"""Files of one question; beyond it they are put together into one."""


class Segments:
    """The files of one question in a folder."""

    def __init__(self, folder: Path, question: str) -> None:
        self.folder = folder
        self.question = question[:32]
        folder.mkdir(parents=True, exist_ok=True)

    def whole(self) -> list[Path]:
        """The files that are as they were written."""
        return [each for each in sorted(self.folder.glob(f"{self.question}-*.parquet")) if _is_whole(each)]

    def read(self, connection: Any, files: Sequence[Path]) -> None:
        """Make the table `kept` of the results of the `units` of a connection (unit, digest), as far as they are there."""
        columns = ", ".join(f"{named(each)} VARCHAR" for each in COLUMNS)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE kept ({columns})")
        if not files:
            return
        listed = f"read_parquet([{', '.join(quoted(str(each)) for each in files)}], filename=true)"
        chosen = (
            f"SELECT of_unit, of_digest, min(filename) AS filename FROM {listed} AS k "
            "JOIN units AS u ON u.unit = k.of_unit AND u.digest = k.of_digest WHERE k.part = 'unit' GROUP BY ALL"
        )
        own = ", ".join(f"k.{named(each)}" for each in COLUMNS)
        try:
            connection.execute(
                f"INSERT INTO kept WITH chosen AS ({chosen}) "
                f"SELECT {own} FROM {listed} AS k JOIN chosen USING (of_unit, of_digest, filename)"
            )
        except duckdb.IOException:
            return  # another run put the files together meanwhile: as if there were none

    def add(self, connection: Any, query: str) -> Path:
        """Write the rows of a query (COLUMNS) as a file."""
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="making-") as making:
            unfinished = Path(making) / "part.parquet"
            connection.execute(
                f"COPY (SELECT {', '.join(map(named, COLUMNS))} FROM ({query}) AS q ORDER BY of_unit, part, body, stage, code) "
                f"TO {quoted(str(unfinished))} (FORMAT parquet, COMPRESSION zstd)"
            )
            path = self.folder / f"{self.question}-{_digest(unfinished)}.parquet"
            os.replace(unfinished, path)  # whole or not at all
        return path

    def tidy(self, connection: Any, files: Sequence[Path]) -> None:
        """Put what is in use (the table `kept`) into one file where there are many, and delete those that held it."""
        if len(files) < MOST_FILES:
            return
        path = self.add(connection, "SELECT * FROM kept")
        for each in files:
            if each != path:
                each.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def _is_whole(path: Path) -> bool:
    try:
        return _digest(path) == path.stem.rpartition("-")[2]
    except OSError:
        return False
