"""The plan of an edition on Spark, for data that one machine no longer holds; same tables in, same layers out as DuckDB.

Spark works out the layers and leaves them as Parquet in the scratch folder. DuckDB reads them from there in a stream, so
that rows, texts and verdicts are made by the same queries whatever engine computed, and no nation stands in Python.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import sqlglot.expressions as sge
from ibis.backends.sql.compilers import PySparkCompiler
from ibis.config import Config, options

from dudao.indicators.compile.engines import Computed, layer_queries
from dudao.indicators.compile.kept_tables import KeptQuery, statements
from dudao.indicators.compile.plan import Layer, Plan, compile_plan
from dudao.indicators.compile.spark_session import OpenSpark
from dudao.indicators.compile.spark_tables import SparkTables
from dudao.indicators.compile.tables import given_before, quoted
from dudao.indicators.symbols import Symbols
from dudao.schemes.indicators import Edition
from dudao.values.periods import Period


class _SparkOptions(Config):  # type: ignore[misc]  # Ibis is not typed
    """What Ibis's compiler asks of its own backend, which would want pandas and pyarrow."""

    treat_nan_as_null: bool = False


@dataclass(slots=True)
class PreparedOnSpark:
    """An edition compiled for a folder whose tables Spark has looked through: to be run as often as wanted."""

    spark: OpenSpark
    plan: Plan
    queries: dict[str, KeptQuery]
    results: dict[Layer, str]

    def run(self) -> Computed:
        """Work out every layer anew; the connection of what comes back is DuckDB's, on Spark's files."""
        session, scratch = self.spark.session, self.spark.scratch
        made, asked = statements(self.queries, self.results, quote="`")
        for each in made:
            rows = session.sql(each.query)
            if each.kind == "TABLE":
                target = (scratch / each.name).as_uri()
                rows.write.mode("overwrite").parquet(target)
                rows = session.read.schema(rows.schema).parquet(target)
            rows.createOrReplaceTempView(each.name)
        connection = duckdb.connect(str(scratch / "results.duckdb"))
        computed = Computed(connection, self.plan, {})
        for layer, query in asked.items():
            name = f"r_{layer.table}{'_staged' if layer.is_staged else ''}"
            self._hand_over(connection, name, query)
            computed.tables[layer] = name
            columns = connection.execute(f"DESCRIBE {name}").fetchall()
            computed.columns[layer] = tuple(row[0] for row in columns)
        self._hand_over(connection, "t_bodies", "SELECT * FROM t_bodies")
        return computed

    def _hand_over(self, connection: Any, name: str, query: str) -> None:
        """Spark's rows as a view of DuckDB's of the same name."""
        target = self.spark.scratch / name
        self.spark.session.sql(query).write.mode("overwrite").parquet(target.as_uri())
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM read_parquet({quoted(f'{target}/*.parquet')})"
        )


def prepare_on_spark(
    spark: OpenSpark,
    edition: Edition,
    folder: Path,
    periods: Sequence[Period],
    days: Mapping[str, date],
    *,
    codes: tuple[str, ...] | None = None,
    is_told: bool = False,
) -> PreparedOnSpark:
    """Look through a folder of tables and compile an edition for it, as `prepare_on_duckdb` does.

    Args:
        spark: a running Spark (`spark_session`); its machines see the folder under the same path.
    Raises:
        NotPlain: tables that a plan cannot read as they are.
    """
    symbols = Symbols(edition)
    with duckdb.connect() as headings:
        plan = compile_plan(edition, symbols, codes, given_before(headings, folder, periods, edition.own))
    tables = _tables(spark, edition, folder, periods, max(days.values()).isoformat(), plan.backs)
    queries = layer_queries(edition, plan, symbols, tables, days, codes, spark_sql, is_told=is_told)
    return PreparedOnSpark(spark, plan, *queries)


def _tables(
    spark: OpenSpark, edition: Edition, folder: Path, periods: Sequence[Period], day: str, backs: int
) -> SparkTables:
    """The tables of a folder, looked through once for all editions that ask for the same."""
    files = [(str(path.resolve()), path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.iterdir())]
    key = (files, [each.label() for each in periods], day, edition.own, backs)
    if spark.looked[0] != key:
        spark.looked = (key, SparkTables(spark, folder, periods, day, edition.own, backs))
    tables: SparkTables = spark.looked[1]
    return tables


def spark_sql(table: Any) -> str:
    """A table as Spark says it; numbers with a point as doubles, which Spark would take for decimals."""
    options.pyspark = _SparkOptions()
    tree = PySparkCompiler().to_sqlglot(table).copy()  # Ibis puts one node in several places
    for literal in list(tree.find_all(sge.Literal)):
        if not literal.is_string and not literal.is_int:
            literal.replace(sge.cast(sge.Literal.string(literal.this), "double"))
    for test in list(tree.find_all(sge.Is)):
        test.this.replace(sge.paren(test.this.copy()))  # Spark reads `x IN (…) IS NULL` only with brackets
    return str(tree.sql(dialect=PySparkCompiler.dialect))
