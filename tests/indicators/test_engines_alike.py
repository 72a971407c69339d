"""What comes out does not change with the size of the data: files of the compiled plan hold what the exact evaluator's hold."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import openpyxl
import pytest
from tools.synthetic_nation import write_nation
from tools.synthetic_rest import write_rest

from dudao.cli.commands import run_command
from dudao.facts.load import load_facts
from dudao.indicators.evaluate.places import At
from dudao.indicators.run import Run
from dudao.indicators.told import COLUMNS, CONCLUSIONS, PART, joined, told_cells
from dudao.schemes.edition import load_edition
from dudao.values.periods import Period, year

pytest.importorskip("ibis")

from dudao.indicators.compile.compute import compute_many

YUNLING = Path(__file__).parents[2] / "examples" / "yunling"
SLUGS = (
    *("quality-balance", "preschool-universal", "basic-balance", "class-size", "teachers", "education-funding"),
    "government-duty-city",
)


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-up")
    write_nation(folder, counties=6, schools=12, years=2)
    write_rest(folder)
    return folder


def assert_told_alike(slug: str, folder: Path, period: Period, lang: str) -> None:
    """Every cell of every result, every conclusion with its reasons and every score are the same by either engine."""
    edition = load_edition(slug)
    run = Run(edition, load_facts([folder], edition.own, with_derived=False).known, period)
    wanted = {
        told_cells(each, lang, PART)
        for indicator in run.chosen(None)
        for each in run.judge.results(indicator, list(run.places(indicator)))
    }
    outcome = compute_many(edition, folder, [period], lang=lang)
    listed = ", ".join(f'"{column}"' for column in COLUMNS)
    assert set(outcome.fetch(f"SELECT {listed} FROM results")) == wanted
    decided = {
        (each.body, each.period, each.conclusion, each.verdict, joined(each.reasons, lang, PART))
        for each in run.conclusions()
    }
    assert set(outcome.fetch(f"SELECT {', '.join(CONCLUSIONS)} FROM conclusions")) == decided
    assert outcome.scores == tuple(run.scores())


@pytest.mark.parametrize("slug", SLUGS)
def test_the_example_province_by_either_engine(slug: str) -> None:
    assert_told_alike(slug, YUNLING, year(2021), "zh")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_made_up_nation_with_ties_and_gaps_by_either_engine(slug: str, nation: Path) -> None:
    assert_told_alike(slug, nation, year(2018), "en")


def test_values_of_the_year_after_and_before_in_columns_of_the_period() -> None:
    """In 2020 the rows of 2021 tell what 2020 was; both engines take it the same way."""
    assert_told_alike("education-funding", YUNLING, year(2020), "zh")


def compute(form: str, engine: str, folder: Path) -> Path:
    out = folder / f"{engine}.{form}"
    asked = ["indicator", "compute", "--scheme", "government-duty-city", "--data", str(YUNLING), "--period", "2021"]
    assert run_command([*asked, "--engine", engine, "--format", form, "-o", str(out)]) == 0
    return out


def test_files_of_all_forms_hold_the_same(tmp_path: Path) -> None:
    exact, planned = (
        list(csv.reader(compute("csv", each, tmp_path).read_text(encoding="utf-8").splitlines()))
        for each in ("exact", "duckdb")
    )
    assert exact == planned
    assert tuple(exact[0]) == COLUMNS
    one, other = (json.loads(compute("json", each, tmp_path).read_text()) for each in ("exact", "duckdb"))
    assert one.pop("engine") == "exact"
    assert other.pop("engine") == "plan"
    assert one == other
    assert one["scores"]
    books = [openpyxl.load_workbook(compute("xlsx", each, tmp_path)) for each in ("exact", "duckdb")]
    cells = [{sheet.title: list(sheet.values) for sheet in book} for book in books]
    assert cells[0] == cells[1]
    assert list(cells[0]) == ["指标结果", "结论", "得分"]
    tables = [
        duckdb.sql(f"SELECT * FROM read_parquet('{compute('parquet', each, tmp_path)}')").fetchall()
        for each in ("exact", "duckdb")
    ]
    assert tables[0] == tables[1]


def test_what_a_plan_tells_is_what_explain_tells() -> None:
    """Each line that is not plain is told by its trace in the same words; of plain ones every hundredth."""
    edition = load_edition("quality-balance")
    run = Run(edition, load_facts([YUNLING], edition.own, with_derived=False).known, year(2021), is_traced=True)
    outcome = compute_many(edition, YUNLING, [year(2021)], lang="zh")
    told = outcome.fetch("SELECT body, stage, indicator, shown, state, verdict, reasons FROM results ORDER BY ALL")
    places: dict[str, dict[tuple[str, str], At]] = {}
    asked = [row for number, row in enumerate(told) if row[5] == "fail" or number % 100 == 0]
    assert len(asked) > 200
    for body, stage, code, shown, state, verdict, reasons in asked:
        indicator = edition.indicator(code)
        assert indicator is not None
        if code not in places:
            places[code] = {(at.body, at.stage if stage else ""): at for at in run.places(indicator)}
        node = run.judge.node(indicator, places[code][body, stage])
        assert (node.value, node.state, node.verdict) == (shown, state, verdict)
        assert node.reason_zh == reasons.replace(PART, "；")
