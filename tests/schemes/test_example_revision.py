"""The revised edition of the examples: sound, frozen, led to from the edition before, and tried on the example province."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.commands import run

REVISION, PROVINCE = Path("examples/revision").resolve(), Path("examples/yunling").resolve()


def test_it_has_no_fault_and_its_cases_hold(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "scheme", "check", REVISION)
    assert ran.code == 0, ran.out
    assert "错误 0 条" in ran.out


def test_a_change_after_publication_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy = shutil.copytree(REVISION, tmp_path / "revision")
    targets = copy / "parameters" / "targets.yaml"
    targets.write_text(targets.read_text("utf-8").replace("value: 0.5", "value: 0.6"), "utf-8")
    ran = run(capsys, "scheme", "check", copy)
    assert ran.code == 1
    assert "targets.yaml" in ran.out + ran.err


def test_an_indicator_left_out_of_the_crosswalk_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy = shutil.copytree(REVISION, tmp_path / "revision")
    crosswalk = copy / "crosswalk.yaml"
    lines = crosswalk.read_text("utf-8").splitlines(keepends=True)
    crosswalk.write_text("".join(line for line in lines if "old: LARGE_FALL," not in line), "utf-8")
    ran = run(capsys, "scheme", "check", copy)
    assert "LARGE_FALL" in ran.out + ran.err


def test_it_names_whose_verdict_changes_and_through_what(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "scheme", "try", REVISION, "--data", PROVINCE, "--period", "2021")
    assert "临江县 TARGETS 消除大班额目标：结论 达标 → 未达标" in ran.out
    assert "← 指标 LARGE_SHARE 达标 → 未达标" in ran.out
    assert "云东区 TARGETS" not in ran.out


def test_a_scheme_of_school_years_refuses_a_calendar_year(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy = shutil.copytree(REVISION, tmp_path / "revision")
    scheme = copy / "scheme.yaml"
    text = re.sub(r"(?m)^published:.*\n", "", scheme.read_text("utf-8"))  # a draft again: what is out may not change
    scheme.write_text(text.replace("period: year", "period: school_year"), "utf-8")
    (copy / "edition.lock").unlink()
    ran = run(capsys, "indicator", "compute", "--scheme", copy, "--data", PROVINCE, "--period", "2021")
    assert ran.code == 2
    assert "按学年计算" in ran.err
    assert "--period 2021-2022" in ran.err
