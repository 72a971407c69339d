"""Folders of tables as Spark reads them: the same looking through, the same views, said in Spark's words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import sqlglot

from dudao.indicators.compile.spark_session import OpenSpark
from dudao.indicators.compile.tables import FolderTables, quoted
from dudao.schemes.own_tables import OwnTables
from dudao.values.periods import Period

TYPES = {
    "double": "DOUBLE",
    "float": "DOUBLE",
    "boolean": "BOOLEAN",
    "string": "VARCHAR",
    "bigint": "BIGINT",
    "int": "INTEGER",
    "smallint": "INTEGER",
    "tinyint": "INTEGER",
    "date": "DATE",
}
BYTES_EACH = 2_000_000
"""Bytes of Parquet for one part of a shuffle: some ten thousand schools."""
PARTS = "spark.sql.shuffle.partitions"
PLAIN_NUMBER = r"^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$"
"""Java would read 12d and 0x1p3 as numbers too."""


class SparkTables(FolderTables):
    """The tables of a folder as views of a Spark session, named by their id."""

    def __init__(
        self, spark: OpenSpark, folder: Path, periods: Sequence[Period], day: str, own: OwnTables, backs: int = 0
    ) -> None:
        self.session = spark.session
        self.scratch = spark.scratch
        self.session.catalog.clearCache()  # what an edition computed before has kept
        self._share_out(folder)
        super().__init__(None, folder, periods, day, own, backs)

    def _share_out(self, folder: Path) -> None:
        """Parts of a shuffle by the size of the tables, where the operator of the cluster has not set them."""
        context = self.session.sparkContext
        if not context.getConf().contains(PARTS):
            size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
            self.session.conf.set(PARTS, str(max(context.defaultParallelism, size // BYTES_EACH)))

    def _opened(self, path: Path) -> str:
        """Parquet as it lies; CSV by way of DuckDB, in a stream, so that both engines read the same cells."""
        name = f"f_{path.stem}"
        if path.suffix == ".csv":
            target = self.scratch / f"{path.stem}.parquet"
            with duckdb.connect() as connection:
                rows = f"read_csv({quoted(str(path))}, all_varchar=true, header=true, nullstr='')"
                connection.execute(f"COPY (SELECT * FROM {rows}) TO {quoted(str(target))} (FORMAT parquet)")
            path = target
        self.session.read.parquet(path.resolve().as_uri()).createOrReplaceTempView(name)
        return name

    def _types(self, source: str) -> dict[str, str]:
        fields = self.session.table(source).schema.fields
        return {each.name: TYPES.get(each.dataType.simpleString(), each.dataType.simpleString()) for each in fields}

    def _fetch(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.session.sql(in_spark_words(query)).collect()]

    def _make(self, kind: str, name: str, query: str) -> None:
        rows = self.session.sql(in_spark_words(query))
        if kind == "TABLE":
            rows = rows.persist()
        rows.createOrReplaceTempView(name)

    def _as_number(self, name: str) -> str:
        return f"CASE WHEN regexp_matches({name}, {quoted(PLAIN_NUMBER)}) THEN TRY_CAST({name} AS DOUBLE) END"


def in_spark_words(query: str) -> str:
    """A query of DuckDB's as Spark says it."""
    return sqlglot.transpile(query, read="duckdb", write="spark")[0]
