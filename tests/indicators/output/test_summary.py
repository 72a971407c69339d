"""The short table of verdicts: a line a body, aligned however wide its characters are."""

from __future__ import annotations

from pathlib import Path

import pytest

from dudao.diagnostics.visible import width_of
from tests.cli.commands import run
from tests.indicators.explained import write_county, write_scheme


@pytest.fixture
def brief(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> list[str]:
    words = ("--scheme", write_scheme(tmp_path / "scheme"), "--data", write_county(tmp_path / "county"))
    return run(capsys, "indicator", "compute", *map(str, words), "--brief").out.splitlines()


def test_each_body_has_a_line_with_its_verdict(brief: list[str]) -> None:
    (line,) = (each for each in brief if each.startswith("临江县") and "达标" in each)
    assert line.split()[-2:] == ["未达标", "2"]


def test_columns_stand_below_each_other(brief: list[str]) -> None:
    title, line = (next(each for each in brief if word in each) for word in ("达标县", "未达标"))
    assert width_of(title[: title.index("达标县")]) == width_of(line[: line.index("未达标")])


def test_it_is_for_text_only(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ("--scheme", write_scheme(tmp_path / "scheme"), "--data", write_county(tmp_path / "county"))
    ran = run(capsys, "indicator", "compute", *map(str, words), "--brief", "--format", "json")
    assert ran.code == 2
    assert "--brief" in ran.err
