"""Every shipped scheme on a Spark cluster and on DuckDB, at national size: the same values, printed digits and verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tools.synthetic_nation import FIRST_YEAR, write_nation
from tools.synthetic_rest import write_rest

from dudao.indicators.compile.compute import Outcome, Prepare, compute_many
from dudao.indicators.compile.engines import prepare_on_duckdb
from dudao.indicators.compile.on_spark import prepare_on_spark
from dudao.indicators.compile.plan import compile_plan
from dudao.indicators.compile.spark_session import OpenSpark, spark_session
from dudao.indicators.compile.tables import NotPlain
from dudao.indicators.symbols import Symbols
from dudao.schemes.edition import load_edition
from dudao.schemes.load import scheme_folders
from dudao.values.periods import year
from tests.spark.cluster import Cluster, cluster, group_lives

CLOSE = 1e-9
"""Doubles summed in another order differ in their last digits; what is printed may not."""
KEYS = "body, period, stage, indicator"
TOLD = f"{KEYS}, shown, unit, state, verdict"
EDITIONS = {f"{folder.parent.name}/{folder.name}": load_edition(str(folder)) for folder in scheme_folders()}
SLUGS = [slug for slug, edition in EDITIONS.items() if edition.indicators]
SLUGS_WITH_LEFT = [slug for slug in SLUGS if compile_plan(EDITIONS[slug], Symbols(EDITIONS[slug])).left]


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    with cluster() as found:
        yield found
    assert not any(group_lives(each.pid) for each in found.processes)
    assert not found.folder.exists()


@pytest.fixture(scope="module")
def spark(running: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSpark]:
    scratch = tmp_path_factory.mktemp("scratch")
    with spark_session(running.master, scratch) as found:
        yield found
    assert not list(scratch.iterdir())


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nation")
    write_nation(folder)
    write_rest(folder)
    return folder


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("province")
    write_nation(folder, counties=12, schools=6, years=2)
    write_rest(folder)
    return folder


def outcome_of(slug: str, folder: Path, at: int, prepare: Prepare, kept: Path) -> Outcome:
    """Compute and leave results and conclusions as files, so that the nation never stands in Python."""
    kept.mkdir()
    outcome = compute_many(EDITIONS[slug], folder, [year(at)], prepare=prepare)
    outcome.write(kept / "results.parquet", "parquet")
    connection = outcome.computed.connection
    connection.execute(f"COPY conclusions TO '{kept}/conclusions.parquet' (FORMAT parquet)")
    connection.close()
    return outcome


def assert_same(one: Path, other: Path) -> int:
    """Row by row, both ways round; returns how many results there are."""
    with duckdb.connect() as connection:
        for table, columns in (("results", TOLD), ("conclusions", "*")):
            for left, right in ((one, other), (other, one)):
                query = (
                    f"SELECT {columns} FROM '{left}/{table}.parquet' EXCEPT ALL "
                    f"SELECT {columns} FROM '{right}/{table}.parquet'"
                )
                assert connection.execute(f"SELECT *, count(*) OVER () FROM ({query}) LIMIT 3").fetchall() == []
        apart = f"abs(TRY_CAST(a.value AS DOUBLE) - TRY_CAST(b.value AS DOUBLE)) > {CLOSE} * (1 + abs(TRY_CAST(b.value AS DOUBLE)))"
        query = f"FROM '{one}/results.parquet' AS a JOIN '{other}/results.parquet' AS b USING ({KEYS})"
        differing = connection.execute(f"SELECT * {query} WHERE (a.value = '') <> (b.value = '') OR {apart} LIMIT 3")
        assert differing.fetchall() == []
        count: int = connection.execute(f"SELECT count(*) {query}").fetchall()[0][0]
        return count


def without_left(prepare: Prepare) -> Prepare:
    """An engine whose plan leaves nothing to the exact evaluator, so that only what the engine computes is compared."""

    def prepared(*asked: Any, **more: Any) -> Any:
        found = prepare(*asked, **more)
        found.plan.left.clear()
        return found

    return prepared


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_planned_at_national_size(slug: str, spark: OpenSpark, nation: Path, tmp_path: Path) -> None:
    """Rows near a limit go to the exact evaluator, as always; what no plan reaches is compared on the province below."""
    on_spark, on_duckdb = tmp_path / "spark", tmp_path / "duckdb"
    outcome_of(slug, nation, FIRST_YEAR, without_left(partial(prepare_on_spark, spark)), on_spark)
    outcome_of(slug, nation, FIRST_YEAR, without_left(prepare_on_duckdb), on_duckdb)
    assert assert_same(on_spark, on_duckdb) > 300


@pytest.mark.parametrize("slug", SLUGS_WITH_LEFT)
def test_all_of_a_province_of_two_years(slug: str, spark: OpenSpark, province: Path, tmp_path: Path) -> None:
    on_spark, on_duckdb = tmp_path / "spark", tmp_path / "duckdb"
    one = outcome_of(slug, province, FIRST_YEAR + 1, partial(prepare_on_spark, spark), on_spark)
    outcome_of(slug, province, FIRST_YEAR + 1, prepare_on_duckdb, on_duckdb)
    assert one.left
    assert one.judged_again > 0
    assert assert_same(on_spark, on_duckdb) > 20


def test_cells_of_csv_are_read_alike(spark: OpenSpark, province: Path, tmp_path: Path) -> None:
    """Text cells: blanks, words for states, quoted commas; the plan of both engines sees the same."""
    folder = tmp_path / "csv"
    folder.mkdir()
    for path in province.glob("*.parquet"):
        duckdb.sql(f"COPY (SELECT * FROM '{path}') TO '{folder}/{path.stem}.csv' (HEADER)")
    school = folder / "school.csv"
    lines = school.read_text("utf-8").splitlines()
    columns = lines[0].split(",")
    cells = lines[1].split(",")
    for name, word in (("multimedia", "未采集"), ("area_indoor_sport", "不适用"), ("equipment", "")):
        cells[columns.index(name)] = word
    school.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", "utf-8")
    on_spark, on_duckdb = tmp_path / "spark", tmp_path / "duckdb"
    outcome_of("quality-balance/2017", folder, FIRST_YEAR, partial(prepare_on_spark, spark), on_spark)
    outcome_of("quality-balance/2017", folder, FIRST_YEAR, prepare_on_duckdb, on_duckdb)
    assert assert_same(on_spark, on_duckdb) > 500


def test_numbers_that_only_java_reads_are_refused(spark: OpenSpark, province: Path, tmp_path: Path) -> None:
    for path in province.glob("*.parquet"):
        duckdb.sql(f"COPY (SELECT * FROM '{path}') TO '{tmp_path}/{path.stem}.csv' (HEADER)")
    school = tmp_path / "school_stage.csv"
    lines = school.read_text("utf-8").splitlines()
    cells = lines[1].split(",")
    cells[lines[0].split(",").index("students")] = "12d"
    school.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", "utf-8")
    with pytest.raises(NotPlain, match="12d"):
        compute_many(
            load_edition("class-size/2018"), tmp_path, [year(FIRST_YEAR)], prepare=partial(prepare_on_spark, spark)
        )
