"""Only what rests on changed rows is worked out again, and the results are those of a computation of everything."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tools.synthetic_nation import write_nation

from dudao.facts.load import load_facts
from dudao.indicators.run import run_edition
from dudao.schemes.edition import load_edition
from dudao.values.periods import year
from tests.cli.commands import run

pytest.importorskip("ibis")

from dudao.indicators.compile.compute import Outcome, compute_many
from dudao.indicators.compile.reuse import compute_changed
from dudao.indicators.compile.segments import MOST_FILES
from dudao.indicators.compile.tables import NotPlain

SCHEME = """
slug: roll-up
edition: "1"
title: 汇总
level: county
points:
  - {code: "1", title: 汇总, asks: 汇总}
conclusions:
  - {code: GROWN, name: {zh: 增长, en: grown}, grain: county, needs: [GROWTH, P_COUNTY]}
  - {code: LARGE, name: {zh: 大, en: large}, grain: province, needs: [P_PROVINCE]}
"""
LIMITS = """
parameters:
  - id: least
    name: {zh: 下限, en: least}
    unit: 人
    values:
      - {from: 2000-01-01, to: 2022-07-01, value: 100}
      - {from: 2022-07-01, value: 300}
"""
HEAD = "code: {code}\nname: {{zh: {code}, en: {code}}}\ngrain: {grain}\nmissing: block\n"
PUPILS = "unit: 人\nrounding: {digits: 0}\nformula: 'sum(students, of: school_stage)'\nthreshold: {operator: '>=', limit: least}\n"
GROWTH = "unit: '%'\nformula: 'growth(sum(students, of: school_stage))'\nthreshold: {operator: '>', limit: '0%'}\n"
FULL = "rounding: {digits: 0}\nverdict: none\nformula: 'count(of: county, where: P_COUNTY >= least)'\n"
SHARE = "unit: '%'\nverdict: none\nformula: 'sum(students, of: school_stage) / P_CITY'\n"
Rows = dict[str, list[dict[str, Any]]]
LEVELS = ("county", "city", "province", "nation")


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scheme")
    write_scheme(folder)
    return folder


def write_scheme(folder: Path, limits: str = LIMITS, **more: str) -> None:
    indicators = {f"P_{level.upper()}": (level, PUPILS) for level in LEVELS}
    indicators |= {"GROWTH": ("county", GROWTH), "FULL": ("nation", FULL)}
    indicators |= {code: ("county", text) for code, text in more.items()}
    (folder / "indicators").mkdir(exist_ok=True)
    (folder / "parameters").mkdir(exist_ok=True)
    (folder / "scheme.yaml").write_text(SCHEME, encoding="utf-8")
    (folder / "parameters" / "limits.yaml").write_text(limits, encoding="utf-8")
    for code, (grain, text) in indicators.items():
        path = folder / "indicators" / f"{code}.yaml"
        path.write_text(HEAD.format(code=code, grain=grain) + text, encoding="utf-8")


def small_nation() -> Rows:
    """Two provinces, three cities, six counties with two schools each, for two years."""
    bodies = [("00", "nation", ""), ("11", "province", "00"), ("12", "province", "00")]
    bodies += [(city, "city", city[:2]) for city in ("1101", "1102", "1201")]
    bodies += [(f"{city}{n}", "county", city) for city in ("1101", "1102", "1201") for n in ("01", "02")]
    bodies += [(f"{code}{n}", "school", code) for code, kind, _above in bodies if kind == "county" for n in "12"]
    parts = [
        {"body_code": code, "period": period, "stage": "primary", "students": 40 + 3 * n + period % 10, "teachers": 5}
        for period in (2021, 2022)
        for n, (code, kind, _above) in enumerate(bodies)
        if kind == "school"
    ]
    names = [{"code": code, "name": f"第{code}", "kind": kind, "parent_code": above} for code, kind, above in bodies]
    return {"bodies": names, "school_stage": parts}


def write(folder: Path, rows: Rows) -> Path:
    folder.mkdir(exist_ok=True)
    for table, own in rows.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(own[0]))
            writer.writeheader()
            writer.writerows(own)
    return folder


def told(outcome: Outcome) -> tuple[list[Any], list[Any], list[float]]:
    """All results but their unrounded values; the conclusions; the values that are numbers."""
    keys = "body, period, stage, indicator"
    return (
        outcome.fetch(f"SELECT {keys}, shown, unit, state, verdict, engine FROM results ORDER BY {keys}"),
        outcome.fetch("SELECT body, period, conclusion, verdict FROM conclusions ORDER BY ALL"),
        [row[0] or 0.0 for row in outcome.fetch(f"SELECT TRY_CAST(value AS DOUBLE) FROM results ORDER BY {keys}")],
    )


def assert_renewed(scheme: Path | str, data: Path, kept: Path, period: int = 2022, day: date | None = None) -> str:
    """The results are those of a computation of everything; gives how many bodies of each level were worked out."""
    edition = load_edition(str(scheme))
    renewed = compute_changed(edition, data, year(period), kept, day=day)
    found, wanted = told(renewed.outcome), told(compute_many(edition, data, [year(period)], day=day))
    assert found[:2] == wanted[:2]
    assert found[2] == pytest.approx(wanted[2], rel=1e-13)
    assert len(found[0]) > 6
    return " ".join(str(count) for count in renewed.worked_out.values())


def part_of(rows: Rows, body: str, period: int = 2022) -> dict[str, Any]:
    return next(each for each in rows["school_stage"] if (each["body_code"], each["period"]) == (body, period))


def body_of(rows: Rows, code: str) -> dict[str, Any]:
    return next(each for each in rows["bodies"] if each["code"] == code)


CHANGES: dict[str, tuple[Callable[[Rows], Any], str]] = {
    "a cell": (lambda rows: part_of(rows, "1101011").update(students=999), "1 1 1 1"),
    "a cell that becomes blank": (lambda rows: part_of(rows, "1101011").update(students=""), "1 1 1 1"),
    "a cell of the year before, which growth looks at": (
        lambda rows: part_of(rows, "1201022", 2021).update(students=999),
        "1 1 1 1",
    ),
    "a cell that the scheme does not read": (lambda rows: part_of(rows, "1101011").update(teachers=9), "0 0 0 0"),
    "a row less": (lambda rows: rows["school_stage"].remove(part_of(rows, "1101011")), "1 1 1 1"),
    "a school that moved to another county": (
        lambda rows: body_of(rows, "1101011").update(parent_code="110102"),
        "2 1 1 1",
    ),
    "a county that moved to another city": (
        lambda rows: body_of(rows, "110101").update(parent_code="1102"),
        "1 2 1 1",
    ),
    "a city that moved to another province": (lambda rows: body_of(rows, "1102").update(parent_code="12"), "2 1 2 1"),
    "a body with another name": (lambda rows: body_of(rows, "110101").update(name="新县"), "0 0 0 0"),
    "rows in another order": (lambda rows: rows["school_stage"].reverse(), "0 0 0 0"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_rests_on_a_change_is_worked_out_again_and_nothing_else(name: str, scheme: Path, tmp_path: Path) -> None:
    rows, (change, counts) = small_nation(), CHANGES[name]
    data = write(tmp_path / "data", rows)
    assert assert_renewed(scheme, data, tmp_path / "kept") == "6 3 2 1"
    assert assert_renewed(scheme, data, tmp_path / "kept") == "0 0 0 0"
    change(rows)
    write(data, rows)
    assert assert_renewed(scheme, data, tmp_path / "kept") == counts
    write(data, small_nation())
    assert assert_renewed(scheme, data, tmp_path / "kept") == "0 0 0 0"  # as it was before: still kept


def test_another_day_period_or_edition_is_another_question(scheme: Path, tmp_path: Path) -> None:
    rows, kept = small_nation(), tmp_path / "kept"
    data = write(tmp_path / "data", rows)
    assert assert_renewed(scheme, data, kept) == "6 3 2 1"
    assert assert_renewed(scheme, data, kept, day=date(2022, 6, 30)) == "6 3 2 1"
    assert assert_renewed(scheme, data, kept, period=2021) == "6 3 2 1"
    rows["school_stage"] += [each | {"period": 2023, "students": 77} for each in rows["school_stage"][:12]]
    write(data, rows)
    assert assert_renewed(scheme, data, kept, period=2023) == "6 3 2 1"
    other = tmp_path / "other"
    other.mkdir()
    write_scheme(other, LIMITS.replace("value: 300", "value: 91"))
    assert assert_renewed(other, data, kept, period=2023) == "6 3 2 1"


def test_where_counties_look_at_their_city_the_city_is_worked_out_as_a_whole(tmp_path: Path) -> None:
    scheme, rows = tmp_path / "scheme", small_nation()
    scheme.mkdir()
    write_scheme(scheme, SHARE=SHARE)
    data = write(tmp_path / "data", rows)
    assert_renewed(scheme, data, tmp_path / "kept")
    part_of(rows, "1101011")["students"] = 999
    write(data, rows)
    assert assert_renewed(scheme, data, tmp_path / "kept") == "2 1 1 1"


def test_bodies_with_dates_stand_where_they_are_on_the_day(scheme: Path, tmp_path: Path) -> None:
    rows = small_nation()
    for each in rows["bodies"]:
        each |= {"valid_from": "", "valid_to": "2022-07-01" if each["code"] == "110101" else ""}
    moved = body_of(rows, "110101") | {"parent_code": "1102", "valid_from": "2022-07-01", "valid_to": ""}
    rows["bodies"].append(moved)
    data = write(tmp_path / "data", rows)
    assert assert_renewed(scheme, data, tmp_path / "kept") == "6 3 2 1"
    assert assert_renewed(scheme, data, tmp_path / "kept", day=date(2022, 6, 30)) == "6 3 2 1"


def test_a_row_of_a_body_that_nobody_knows_is_refused_whatever_was_kept(scheme: Path, tmp_path: Path) -> None:
    rows = small_nation()
    data = write(tmp_path / "data", rows)
    assert_renewed(scheme, data, tmp_path / "kept")
    rows["school_stage"].append(rows["school_stage"][-1] | {"body_code": "9999"})
    write(data, rows)
    with pytest.raises(NotPlain, match="9999"):
        compute_changed(load_edition(str(scheme)), data, year(2022), tmp_path / "kept")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [_cut, _flip, _empty, os.remove])
def test_a_damaged_file_is_not_used_and_made_again(
    damage: Callable[[Path], None], scheme: Path, tmp_path: Path
) -> None:
    data, kept = write(tmp_path / "data", small_nation()), tmp_path / "kept"
    assert_renewed(scheme, data, kept)
    (kept / "making-cut-off").mkdir()
    (kept / "making-cut-off" / "part.parquet").write_bytes(b"PAR1")
    for path in sorted(kept.glob("*.parquet")):
        damage(path)
    assert assert_renewed(scheme, data, kept) == "6 3 2 1"
    assert assert_renewed(scheme, data, kept) == "0 0 0 0"


def test_many_files_are_put_together(scheme: Path, tmp_path: Path) -> None:
    rows, kept = small_nation(), tmp_path / "kept"
    for number in range(MOST_FILES + 2):
        part_of(rows, "1101011")["students"] = number
        assert_renewed(scheme, write(tmp_path / "data", rows), kept)
    questions = [path.name.partition("-")[0] for path in kept.glob("*.parquet")]
    assert max(map(questions.count, questions)) <= MOST_FILES
    assert len({*questions}) == len(LEVELS)


def test_two_runs_at_once_do_not_disturb_each_other(scheme: Path, tmp_path: Path) -> None:
    rows, kept = small_nation(), tmp_path / "kept"
    one = write(tmp_path / "one", rows)
    part_of(rows, "1101011")["students"] = 999
    two = write(tmp_path / "two", rows)
    asked = [sys.executable, "-m", "dudao", "indicator", "compute", "--scheme", str(scheme), "--reuse", str(kept)]
    runs = [subprocess.Popen([*asked, "--data", str(data)], stdout=subprocess.DEVNULL) for data in (one, two)]
    assert [each.wait() for each in runs] == [0, 0]
    for data in (one, two):
        assert assert_renewed(scheme, data, kept) == "0 0 0 0"


def test_a_synthetic_nation_by_quality_balance(tmp_path: Path) -> None:
    """Provinces of two counties each; one school's equipment changes, and one county alone is worked out."""
    data = tmp_path / "data"
    write_nation(data, counties=34, schools=3)
    assert assert_renewed("quality-balance/2017", data, tmp_path / "kept", period=2017) == "34"
    path = str(data / "school.parquet")
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE school AS SELECT * FROM '{path}'")
        connection.execute("UPDATE school SET equipment = 0 WHERE body_code = (SELECT max(body_code) FROM school)")
        connection.execute(f"COPY school TO '{path}' (FORMAT parquet)")
    assert assert_renewed("quality-balance/2017", data, tmp_path / "kept", period=2017) == "1"


def test_the_example_province_and_a_changed_cell(tmp_path: Path) -> None:
    """Its table of counties holds values of the year before, which this scheme does not read: kept results do without them."""
    data, kept = tmp_path / "data", tmp_path / "kept"
    data.mkdir()
    for path in Path("examples/yunling").glob("*.csv"):
        (data / path.name).write_bytes(path.read_bytes())
    edition, period = load_edition("quality-balance"), year(2021)
    for counts in ({"county": 11}, {"county": 1}):
        renewed = compute_changed(edition, data, period, kept)
        assert renewed.worked_out == counts
        exact = run_edition(edition, load_facts([data]).known, period)
        verdicts = {(each.body, each.conclusion): each.verdict for each in exact.conclusions}
        rows = renewed.outcome.fetch("SELECT body, conclusion, verdict FROM conclusions")
        assert {tuple(row[:2]): row[2] for row in rows} == verdicts
        shown = {(each.body, each.stage, each.indicator): (each.state, each.verdict) for each in exact.results}
        rows = renewed.outcome.fetch("SELECT body, stage, indicator, state, verdict FROM results")
        assert {tuple(row[:3]): tuple(row[3:]) for row in rows} == shown
        school = data / "school.csv"
        lines = school.read_text(encoding="utf-8").splitlines(keepends=True)
        last = lines[-1].split(",")
        last[lines[0].split(",").index("equipment")] = "0"
        school.write_text("".join([*lines[:-1], ",".join(last)]), encoding="utf-8")


def test_the_command_line_keeps_results_and_says_what_it_worked_out(
    scheme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(tmp_path / "data", small_nation())
    asked = ["indicator", "compute", "--scheme", str(scheme), "--data", str(data), "--format", "csv"]
    plain = run(capsys, *asked, "--engine", "duckdb")
    for words in ("县重算 6 个、沿用 0 个", "县重算 0 个、沿用 6 个，市重算 0 个、沿用 3 个"):
        again = run(capsys, *asked, "--reuse", tmp_path / "kept")
        assert again.out == plain.out
        assert words in again.err
    refused = run(capsys, *asked, "--engine", "exact", "--reuse", tmp_path / "kept")
    assert refused.code
    assert "--reuse" in refused.err
