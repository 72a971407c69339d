"""The contestants of the benchmark do the same work, and a contestant that errs would be found out."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from benchmarks.nation.agreement import compare
from benchmarks.nation.contestants import CONTESTANTS, Contestant, NotMeasured, Process
from benchmarks.nation.hand_sql import statements
from benchmarks.nation.measure import measure, part_of, show
from benchmarks.nation.work import RESULTS, columns_of
from tools.synthetic_nation import write_nation

pytest.importorskip("ibis")

from benchmarks.nation import by_duckdb, by_dudao, by_exact

NOWHERE = Path("/nowhere/python")


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nation")
    write_nation(folder, years=2, counties=40, schools=12)
    return folder


@pytest.fixture(scope="module")
def by_plan(nation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan")
    by_dudao.OnParquet(nation).show(folder)
    return folder


def test_hand_written_sql_gives_what_the_plan_gives(nation: Path, by_plan: Path, tmp_path: Path) -> None:
    for contestant in (by_duckdb.OnParquet(nation), by_duckdb.OnOwnTable(nation)):
        contestant.show(tmp_path)
        found = {each.table: each for each in compare(by_plan, tmp_path)}
        assert all(each.is_same for each in found.values()), found
        assert found["counties"].rows == 40 * 2 * 2
        assert found["areas"].rows == (31 + 31 + 1) * 2 * 2


def test_the_exact_evaluator_gives_what_the_plan_gives(nation: Path, tmp_path: Path) -> None:
    county = part_of(nation, "county")
    folders = [tmp_path / "plan", tmp_path / "exact"]
    for folder, contestant in zip(folders, (by_dudao.OnParquet(county), by_exact.OnFacts(county)), strict=True):
        folder.mkdir()
        contestant.show(folder)
    assert all(each.is_same for each in compare(*folders))


def test_all_kinds_of_verdicts_occur(by_plan: Path) -> None:
    query = "SELECT DISTINCT {truth} FROM read_parquet('{folder}/{table}.parquet')"
    for table, truth in (("schools", "ok"), ("schools", "met3"), ("schools", "met7"), ("counties", "all_schools")):
        found = duckdb.sql(query.format(truth=truth, folder=by_plan, table=table)).fetchall()
        assert {value for (value,) in found} >= {False, None}, (table, truth)


@pytest.mark.parametrize(
    ("table", "spoiled"),
    [("schools", "a4 + 1e-8 AS a4"), ("counties", "NOT met2 AS met2"), ("areas", "pupils + 1 AS pupils")],
)
def test_a_difference_is_found(by_plan: Path, tmp_path: Path, table: str, spoiled: str) -> None:
    for name in RESULTS:
        source = f"read_parquet('{by_plan / name}.parquet')"
        replaced = f"SELECT * REPLACE ({spoiled}) FROM {source}" if name == table else f"FROM {source}"
        duckdb.sql(f"COPY ({replaced}) TO '{tmp_path / name}.parquet'")
    assert [each.table for each in compare(by_plan, tmp_path) if not each.is_same] == [table]


def test_missing_and_doubled_rows_are_found(by_plan: Path, tmp_path: Path) -> None:
    for name in RESULTS:
        source = f"FROM read_parquet('{by_plan / name}.parquet')"
        duckdb.sql(f"COPY ({source} LIMIT 10) TO '{tmp_path / name}.parquet'")
    assert not any(each.is_same for each in compare(by_plan, tmp_path))


def test_both_works_give_the_same_counties(nation: Path) -> None:
    contestant = by_duckdb.OnParquet(nation)
    found = []
    for work in ("summary", "full"):
        contestant.go(work)
        columns = [name for name in columns_of("counties") if not name.startswith("cv")]
        found.append(
            contestant.connection.execute(f"SELECT {', '.join(columns)} FROM counties ORDER BY ALL").fetchall()
        )
    assert found[0] == found[1]
    assert [name for name, _ in statements(contestant.tables, is_full=False)] == ["counties", "areas"]


def test_who_cannot_take_part_is_named_with_the_reason(nation: Path, capsys: pytest.CaptureFixture[str]) -> None:
    absent = Contestant("a peer without its environment", "by_polars", is_peer=True)
    wrong = Contestant("hand SQL that is not there", "by_duckdb", "OnPaper")
    asked = [CONTESTANTS[1], absent, wrong, CONTESTANTS[2]]
    found = measure("a small nation", nation, asked, 1, NOWHERE, left_out=["hand SQL, DuckDB's own"])
    show(found, None)
    assert {title for title, _work in found.times} == {CONTESTANTS[1].title}
    printed = capsys.readouterr().out
    for contestant in asked[1:]:
        assert f"not measured: {contestant.title}: " in printed


def test_a_contestant_that_fails_says_why(nation: Path) -> None:
    process = Process(CONTESTANTS[1], nation, NOWHERE)
    with pytest.raises(NotMeasured, match=r"FileNotFoundError|IOException"):
        process.ask("show /nowhere")
