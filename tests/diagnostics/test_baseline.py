"""Two runs compared: new, unchanged, updated, gone; and files that are no earlier run."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from dudao.diagnostics.as_json import diagnostic_as_json
from dudao.diagnostics.baseline import compare_with_baseline, load_baseline
from dudao.diagnostics.model import Diagnostic
from dudao.values.errors import MisuseError
from tests.diagnostics.remarks import NOTE, PLACE, remark


def saved(folder: Path, *remarks: Diagnostic) -> Path:
    path = folder / "before.json"
    path.write_text(json.dumps({"diagnostics": [diagnostic_as_json(each) for each in remarks]}), "utf-8")
    return path


def compared(folder: Path, before: list[Diagnostic], now: list[Diagnostic]) -> list[tuple[str, str | None]]:
    found = compare_with_baseline(now, load_baseline(saved(folder, *before)))
    return [(each.code, each.baseline) for each in found]


def test_new_unchanged_and_gone(tmp_path: Path) -> None:
    before, now = [remark(), remark("STR003")], [remark(), remark("CLM001")]
    assert compared(tmp_path, before, now) == [("NUM001", "unchanged"), ("CLM001", "new"), ("STR003", "gone")]


@pytest.mark.parametrize("changed", [{"params": {"stated": "8.4%"}}, NOTE, {"params": {"stated": "8.3%", "more": 1}}])
def test_the_same_place_with_other_numbers_or_another_level_is_updated(tmp_path: Path, changed: dict) -> None:
    assert compared(tmp_path, [remark()], [remark(**changed)]) == [("NUM001", "updated")]


def test_a_remark_that_only_moved_is_unchanged(tmp_path: Path) -> None:
    moved = replace(PLACE, span=type(PLACE.span)(900, 904), place=replace(PLACE.place, page=9, paragraph=99))
    assert remark(at=moved).fingerprint == remark().fingerprint
    assert compared(tmp_path, [remark()], [remark(at=moved)]) == [("NUM001", "unchanged")]


def test_the_same_words_in_other_surroundings_are_updated_one_by_one(tmp_path: Path) -> None:
    around = [replace(PLACE, prefix="这里写了") for _ in range(2)]
    now = [remark(at=replace(around[0], suffix="一")), remark(at=replace(around[1], suffix="二"))]
    assert compared(tmp_path, [remark()], now) == [("NUM001", "updated"), ("NUM001", "new")]


def test_what_went_is_told_in_its_old_words_and_only_once(tmp_path: Path) -> None:
    odd = remark(params={"stated": "{8.3%}"})
    (gone,) = compare_with_baseline([], load_baseline(saved(tmp_path, odd)))
    assert gone.message("zh") == "增幅{8.3%}与前后数额不符"
    assert gone.location is None
    assert (gone.help("zh"), gone.authority("zh"), gone.why("zh")) == ("", "", "")
    again = saved(tmp_path, gone)
    assert load_baseline(again) == ()


def test_a_run_with_lists_and_numbers_in_its_parameters_is_unchanged(tmp_path: Path) -> None:
    each = remark(params={"stated": Decimal("8.30"), "parts": ["448所", 3], "whole": None, "sure": True})
    assert compared(tmp_path, [each], [each]) == [("NUM001", "unchanged")]


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", "null", '{"diagnostics": 3}', '{"diagnostics": [{}]}', '{"diagnostics": [3]}', "不是", "\x00"],
)
def test_what_is_no_earlier_run_is_refused_in_one_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "before.json"
    path.write_text(content, "utf-8")
    with pytest.raises(MisuseError) as caught:
        load_baseline(path)
    assert "before.json" in caught.value.zh
    assert "--format json" in caught.value.en


def test_a_missing_folder_or_binary_baseline_is_refused(tmp_path: Path) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00\x01" * 9)
    for path in (tmp_path / "none.json", tmp_path, binary):
        with pytest.raises(MisuseError):
            load_baseline(path)
