"""What changed between two runs, and through what: an input with its cell, a limit, an indicator, points."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dudao.facts.load import load_facts
from dudao.indicators.output.as_json import results_as_json
from dudao.indicators.output.difference import Cause, RunChange, compare_runs
from dudao.indicators.run import run_edition
from dudao.schemes.edition import load_edition
from dudao.values.periods import year
from tests.cli.commands import run
from tests.indicators.explained import PARAMETERS, SCHOOLS, write_county, write_scheme


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    return write_scheme(tmp_path / "scheme")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return write_county(tmp_path / "county")


@pytest.fixture
def mended(tmp_path: Path) -> Path:
    """The same county after three classrooms were built."""
    return write_county(tmp_path / "mended", schools=SCHOOLS.replace("0002,2022,小学,20", "0002,2022,小学,23"))


def computed(scheme: Path, data: Path, *, is_traced: bool = True) -> dict[str, object]:
    results = run_edition(load_edition(str(scheme)), load_facts([data]).known, year(2022), is_traced=is_traced)
    return json.loads(json.dumps(results_as_json(results)))


def change(changes: tuple[RunChange, ...], code: str, body: str) -> RunChange:
    return next(each for each in changes if (each.code, each.body) == (code, body))


def test_a_run_does_not_differ_from_itself(scheme: Path, county: Path) -> None:
    assert compare_runs(computed(scheme, county), computed(scheme, county)) == ()


def test_an_input_is_named_with_its_cell(scheme: Path, county: Path, mended: Path) -> None:
    found = change(compare_runs(computed(scheme, county), computed(scheme, mended)), "ROOMS", "9901210002")
    assert {each.name: (each.before, each.after) for each in found.aspects} == {
        "value": ("2", "2.3"),
        "verdict": ("fail", "pass"),
    }
    cells = [each for each in found.causes if each.kind == "cell"]
    assert cells == [Cause("cell", "河口小学网络多媒体教室间数", "20间", "23间", "school.csv!D3")]


def test_without_traces_the_change_stands_without_its_cause(scheme: Path, county: Path, mended: Path) -> None:
    runs = [computed(scheme, each, is_traced=False) for each in (county, mended)]
    assert change(compare_runs(*runs), "ROOMS", "9901210002").causes == ()


def test_a_new_limit_is_told_as_one(scheme: Path, county: Path, tmp_path: Path) -> None:
    lower = write_scheme(tmp_path / "lower", parameters=PARAMETERS.replace("value: 2.3", "value: 2"))
    found = change(compare_runs(computed(scheme, county), computed(lower, county)), "ROOMS", "9901210002")
    assert [(each.name, each.before, each.after) for each in found.aspects] == [
        ("limit", ">= 2.3", ">= 2"),
        ("verdict", "fail", "pass"),
    ]
    assert Cause("parameter", "教室限值", "2.3间/百生", "2间/百生", "") in found.causes


def test_scores_and_grades_name_the_indicators_whose_points_moved(scheme: Path, county: Path, mended: Path) -> None:
    found = change(compare_runs(computed(scheme, county), computed(scheme, mended)), "", "990121")
    assert [(each.name, each.before, each.after) for each in found.aspects] == [
        ("points", "40", "80"),
        ("grade", "fit", "good"),
    ]
    assert found.causes == (Cause("points", "ALL", "0", "40"),)


def test_a_conclusion_names_what_it_needs_and_nothing_else(scheme: Path, county: Path, tmp_path: Path) -> None:
    stages = "body_code,period,stage,students,class_band_45,class_band_66\n" + "".join(
        f"990121000{n},2022,primary,1000,24,0\n" for n in (1, 2, 3)
    )
    schools = SCHOOLS.replace("0002,2022,小学,20", "0002,2022,小学,23")
    good = write_county(tmp_path / "good", schools=schools, stages=stages)
    changes = compare_runs(computed(scheme, county), computed(scheme, good), needs={"RECOGNISED": ("ALL",)})
    assert changes[0].part == "conclusion"
    assert changes[0].causes == (Cause("indicator", "ALL", "fail", "pass"),)


def test_what_came_and_went_is_told(scheme: Path, county: Path) -> None:
    full = computed(scheme, county)
    less = full | {"results": full["results"][1:], "scores": [], "conclusions": []}  # type: ignore[index]
    kinds = {each.part: each.kind for each in compare_runs(full, less)}
    assert kinds == {"conclusion": "went", "score": "went", "result": "went"}
    assert {each.kind for each in compare_runs(less, full)} == {"came"}


def test_the_command_reads_what_compute_wrote(
    capsys: pytest.CaptureFixture[str], scheme: Path, county: Path, mended: Path, tmp_path: Path
) -> None:
    for data in (county, mended):
        words = (
            "--scheme",
            scheme,
            "--data",
            data,
            "--format",
            "json",
            "--trace",
            "-o",
            tmp_path / f"{data.name}.json",
        )
        assert run(capsys, "indicator", "compute", *words).code == 0
    files = (tmp_path / "county.json", tmp_path / "mended.json")
    ran = run(capsys, "indicator", "diff", *files, "--exit-code")
    assert ran.code == 1
    assert "河口小学网络多媒体教室间数 20间 → 23间（school.csv!D3）" in ran.out
    assert run(capsys, "indicator", "diff", files[0], files[0], "--exit-code").code == 0
    told = json.loads(run(capsys, "indicator", "diff", *files, "--format", "json").out)
    assert {each["part"] for each in told["changes"]} == {"result", "score"}


@pytest.mark.parametrize("content", ["", "[]", '{"results": 1}', "[" * 100_000, "{"])
def test_other_files_are_refused_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str) -> None:
    file = tmp_path / "other.json"
    file.write_text(content, "utf-8")
    ran = run(capsys, "indicator", "diff", file, file)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
