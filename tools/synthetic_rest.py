"""The tables beside quality balance for a made-up nation: python tools/synthetic_rest.py FOLDER (after synthetic_nation.py).

Adds kindergartens, the tables of cities, provinces and the nation, and the columns that schemes read and the folder lacks, so
that every shipped scheme finds data at national size. The columns come from the schemas; the same folder gives the same rows.
Sizes are plausible for each column alone; how columns hang together is not looked after.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import duckdb
from tools.synthetic_nation import MIX

from dudao.facts.contract import FieldSchema, table_schema

SIZES = {"county": 1, "city": 9, "province": 93, "nation": 2895, "school": 0.02, "school_stage": 0.02}
"""How many counties a row of a table stands for."""
KINDERGARTENS_EACH = 12
BLANKS = 0.002
NATION = "100000"
BODIES = f"""
SELECT * REPLACE (CASE WHEN kind = 'province' THEN '{NATION}' ELSE parent_code END AS parent_code) FROM given
UNION ALL SELECT '{NATION}', '全国', 'nation', ''
UNION ALL SELECT code || 'K' || printf('%02d', k), name || '第' || (k + 1) || '幼儿园', 'school', code
    FROM given, range({KINDERGARTENS_EACH}) t(k) WHERE kind = 'county'
ORDER BY code
"""
_VARIED = (
    " REPLACE ("
    + ", ".join(
        f"CASE WHEN r(number, {salt}) < 0.0002 THEN {name} ELSE round({name} * (0.95 + r(number, {salt}) * 0.4), 4) END AS {name}"
        for salt, name in enumerate(
            ("fund_public_budget", "fund_public_final", "fund_training_budget", "fund_training_final"), 700
        )
    )
    + ")"
)
"""Money of schools: few stay exactly at their norm."""
CHILDREN = {
    "children": "small + middle + large",
    "children_small": "small",
    "children_middle": "middle",
    "children_large": "large",
    "children_mixed": "0",
    "classes_small": "CAST(ceil(small / 25) AS BIGINT)",
    "classes_middle": "CAST(ceil(middle / 30) AS BIGINT)",
    "classes_large": "CAST(ceil(large / 35) AS BIGINT)",
    "classes_mixed": "0",
    "teachers_k": "CAST(ceil((small + middle + large) / 12) AS BIGINT)",
    "heads_k": "1",
}
"""Columns of kindergartens that hang together: classes of just the size that is allowed, or smaller."""


def write_rest(folder: Path) -> None:
    """Complete the tables of a folder that `write_nation` wrote."""
    connection = duckdb.connect()
    connection.execute(MIX)
    _write(connection, folder, "bodies", BODIES)
    connection.execute(f"CREATE VIEW bodies AS SELECT * FROM read_parquet('{folder}/bodies.parquet')")
    connection.execute(f"CREATE TABLE years AS SELECT DISTINCT period FROM read_parquet('{folder}/county.parquet')")
    for table in ("county", "school", "school_stage"):
        given = f"* EXCLUDE (number){_VARIED if table == 'school' else ''}"
        lacking = _lacking(connection, folder, table)
        _write(connection, folder, table, f"SELECT {given}, {lacking} FROM numbered ORDER BY number")
    for table in ("city", "province", "nation"):
        rows = f"SELECT code AS body_code, period FROM bodies, years WHERE kind = '{table}' ORDER BY period, code"
        columns = ", ".join(_column(table, each, salt) for salt, each in enumerate(_fields(table)))
        _create(connection, folder, table, f"SELECT body_code, period, {columns} FROM numbered ORDER BY number", rows)
    _create(
        connection,
        folder,
        "kindergarten",
        _kindergartens(),
        "SELECT code AS body_code, period FROM bodies, years WHERE contains(code, 'K') ORDER BY period, code",
    )
    connection.close()


def _fields(table: str) -> list[FieldSchema]:
    kinds = ("count", "amount", "rate", "year", "choice", "date")
    return [each for each in table_schema(table).fields if not each.previous and each.type in kinds]


def _lacking(connection: duckdb.DuckDBPyConnection, folder: Path, table: str) -> str:
    found = connection.execute(f"DESCRIBE SELECT * FROM read_parquet('{folder}/{table}.parquet')").fetchall()
    given = {row[0] for row in found}
    return ", ".join(_column(table, each, salt) for salt, each in enumerate(_fields(table)) if each.id not in given)


def _column(table: str, field: FieldSchema, salt: int) -> str:
    """A value of a column's kind and of a size that fits the table, now and then blank."""
    return f'CASE WHEN r(number, {salt} + 500) >= {BLANKS} THEN {_value(table, field, salt)} END AS "{field.id}"'


def _value(table: str, field: FieldSchema, salt: int) -> str:
    size, own = SIZES.get(table, 1), f"r(number, {salt})"
    if field.type == "choice":
        words = ", ".join(f"'{names[0]}'" for names in field.choices)
        return f"([{words}])[1 + CAST(floor({own} * {len(field.choices)}) AS BIGINT)]"
    if field.type == "date":
        return f"CASE WHEN {own} < 0.5 THEN '2015-09-01' ELSE '2019-03-12' END"
    if field.type == "year":
        return f"amid(1990, 2020, number, {salt})"
    if field.type == "rate":
        return f"round(70 + {own} * 30, 1)"
    if field.type == "count":
        return f"amid({round(900 * size)}, {round(1400 * size)}, number, {salt})"
    if field.unit == "元":
        return f"round(6000 + {own} * 6000, 2)"
    return f"round({size} * (20000 + {own} * 9000), 2)"


def _kindergartens() -> str:
    own = [
        CHILDREN[each.id] + f' AS "{each.id}"' if each.id in CHILDREN else _column("school", each, salt)
        for salt, each in enumerate(_fields("kindergarten"))
    ]
    return (
        f"SELECT body_code, period, {', '.join(own)} FROM (SELECT *, amid(12, 75, number, 901) AS small, "
        "amid(15, 90, number, 902) AS middle, amid(17, 105, number, 903) AS large FROM numbered) ORDER BY number"
    )


def _create(connection: duckdb.DuckDBPyConnection, folder: Path, table: str, query: str, rows: str) -> None:
    connection.execute(f"CREATE OR REPLACE TABLE given AS {rows}")
    _copy(connection, folder, table, query)


def _write(connection: duckdb.DuckDBPyConnection, folder: Path, table: str, query: str) -> None:
    _create(connection, folder, table, query, f"SELECT * FROM read_parquet('{folder}/{table}.parquet')")


def _copy(connection: duckdb.DuckDBPyConnection, folder: Path, table: str, query: str) -> None:
    connection.execute("CREATE OR REPLACE VIEW numbered AS SELECT *, row_number() OVER () AS number FROM given")
    connection.execute(f"COPY ({query}) TO '{folder}/{table}.parquet' (FORMAT parquet, COMPRESSION zstd)")


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    write_rest(parser.parse_args().folder)


if __name__ == "__main__":
    main()
