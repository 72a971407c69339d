"""Parquet files by DuckDB, in process and without network."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dudao.facts.readers.contract import MAX_COLUMNS, MAX_ROWS, Sheet, refuse_if_too_large
from dudao.values.errors import UnreadableError


def read_parquet(path: Path) -> Sheet:
    """A Parquet file, or a folder of files of one table, to a sheet; column names are the first row. Raises UnreadableError."""
    connection = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    try:
        found = connection.from_parquet(
            str(path / "*.parquet") if path.is_dir() else str(path), union_by_name=path.is_dir()
        )
        names = list(found.columns)
        rows = [tuple(names), *found.limit(0 if len(names) > MAX_COLUMNS else MAX_ROWS + 1).fetchall()]
    except duckdb.Error as error:
        raise UnreadableError(
            f"{path.name} 不能按 Parquet 读（{str(error).splitlines()[0]}）；请重新导出",
            f"{path.name} cannot be read as Parquet ({str(error).splitlines()[0]}); export it again",
        ) from error
    finally:
        connection.close()
    return refuse_if_too_large(Sheet(path.name, path.stem, [list(row) for row in rows]))
