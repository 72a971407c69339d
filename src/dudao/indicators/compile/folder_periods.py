"""The periods that the tables of a folder hold."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dudao.facts.contract import table_lines
from dudao.indicators.compile.tables import NotPlain, reader_of
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.values.periods import Period, parse_period


def latest_period(folder: Path, own: OwnTables = NO_OWN_TABLES) -> Period:
    """The latest year or school year that the tables of a folder hold; raises NotPlain where they name none."""
    periods = periods_of_folder(folder, own)
    if not periods:
        raise NotPlain(f"{folder} 里没有可用的时期，请用 --period 写明", f"{folder} names no period; give --period")
    return max(periods, key=lambda each: each.start)


def periods_of_folder(folder: Path, own: OwnTables = NO_OWN_TABLES) -> list[Period]:
    """The years and school years that the tables of a folder hold, each once, in order."""
    found: set[Period] = set()
    with duckdb.connect() as connection:
        for table, line in table_lines(own).items():
            for path in (folder / f"{table}.parquet", folder / f"{table}.csv"):
                if line["kind"] == "dataset" and path.is_file():
                    rows = connection.execute(
                        f"SELECT DISTINCT CAST(period AS VARCHAR) FROM {reader_of(path)}"
                    ).fetchall()
                    found |= {period for (text,) in rows if text and (period := parse_period(text)) is not None}
    return sorted((each for each in found if each.kind in ("year", "school_year")), key=lambda each: each.start)
