"""Editions over time: compared, frozen when published, and led from one to the next by a crosswalk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dudao.schemes.compare import SchemeChange, compare_editions
from dudao.schemes.crosswalk import check_crosswalk, read_crosswalk
from dudao.schemes.edition import load_edition
from dudao.schemes.freeze import LOCK_NAME
from dudao.schemes.load import load_scheme
from dudao.schemes.strict import Faults
from tests.cli.commands import run
from tests.indicators.explained import INDICATORS, PARAMETERS, SCHEME, write_county, write_scheme


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write_scheme(tmp_path / "old")


def changes(old: Path, new: Path, **more: object) -> tuple[SchemeChange, ...]:
    schemes = (load_scheme(str(old)), load_scheme(str(new)))
    return compare_editions(load_edition(str(old)), load_edition(str(new)), points=schemes, **more)  # type: ignore[arg-type]


def aspects(change: SchemeChange) -> dict[str, tuple[str, str]]:
    return {each.aspect: (each.before, each.after) for each in change.aspects}


def test_blanks_and_brackets_are_no_change(old: Path, tmp_path: Path) -> None:
    rooms = INDICATORS["rooms"].replace("multimedia / students", '"( multimedia )  /  (students)"')
    assert changes(old, write_scheme(tmp_path / "new", rooms=rooms)) == ()


def test_formula_threshold_and_points_are_told(old: Path, tmp_path: Path) -> None:
    share = INDICATORS["share"].replace('"5%"', '"4%"').replace("marks: 60", "marks: 50")
    (found,) = changes(old, write_scheme(tmp_path / "new", share=share))
    assert (found.part, found.kind, found.code) == ("indicator", "changed", "SHARE")
    assert aspects(found)["threshold"] == ("<= 5%", "<= 4%")
    assert "linear, 60" in aspects(found)["scoring"][0]


def test_parameters_points_conclusions_gates_and_grades_are_compared(old: Path, tmp_path: Path) -> None:
    scheme = SCHEME.replace("needs: [ALL, SHARE]", "needs: [ALL]").replace("from: 80", "from: 85")
    scheme = scheme.replace("asks: 教室", "asks: 教室和机房").replace("code: FALSIFIED", "code: LIES")
    new = write_scheme(tmp_path / "new", scheme=scheme, parameters=PARAMETERS.replace("2.3", "2.5"))
    found = {(each.part, each.kind, each.code) for each in changes(old, new)}
    assert found == {
        ("point", "changed", "R"),
        ("parameter", "changed", "limit_rooms"),
        ("conclusion", "changed", "RECOGNISED"),
        ("gate", "came", "LIES"),
        ("gate", "went", "FALSIFIED"),
        ("grade", "changed", "good"),
    }


def test_columns_bases_gaming_and_cases_are_compared(old: Path, tmp_path: Path) -> None:
    rooms = INDICATORS["rooms"] + "gaming: 虚报教室\n"
    new = write_scheme(tmp_path / "new", rooms=rooms)
    for folder, unit in ((old, "元"), (new, "万元")):
        (folder / "datasets").mkdir()
        (folder / "datasets" / "school.csv").write_text(f"id,label_zh,unit,type\nmeals,餐费,{unit},amount\n", "utf-8")
    found = {(each.part, each.code): set(aspects(each)) for each in changes(old, new)}
    assert found == {("indicator", "ROOMS"): {"gaming"}, ("column", "school.meals"): {"line"}}


def test_a_renamed_indicator_is_matched_by_the_crosswalk(old: Path, tmp_path: Path) -> None:
    new = write_scheme(tmp_path / "new", share=INDICATORS["share"].replace("code: SHARE", "code: LARGE"),
                       scheme=SCHEME.replace("ALL, SHARE", "ALL, LARGE"))  # fmt: skip
    kinds = {(each.kind, each.code) for each in changes(old, new) if each.part == "indicator"}
    assert kinds == {("came", "LARGE"), ("went", "SHARE")}
    (found,) = (each for each in changes(old, new, renamed={"SHARE": "LARGE"}) if each.part == "indicator")
    assert (found.kind, found.code, found.before_code, found.aspects) == ("changed", "LARGE", "SHARE", ())


def test_the_command_tells_changes_and_their_number(
    capsys: pytest.CaptureFixture[str], old: Path, tmp_path: Path
) -> None:
    new = write_scheme(tmp_path / "new", share=INDICATORS["share"].replace('"5%"', '"4%"'))
    ran = run(capsys, "scheme", "diff", old, new, "--exit-code")
    assert (ran.code, "限值: <= 5% → <= 4%" in ran.out, ran.out.splitlines()[-1]) == (1, True, "共 1 处变化")
    told = json.loads(run(capsys, "scheme", "diff", old, new, "--format", "json").out)
    assert told["changes"][0]["aspects"]["threshold"] == {"before": "<= 5%", "after": "<= 4%"}


# ─────────────── tried on data ───────────────


def test_a_draft_tried_on_data_tells_who_changes_and_through_what(
    capsys: pytest.CaptureFixture[str], old: Path, tmp_path: Path
) -> None:
    share = INDICATORS["share"].replace('"5%"', '"9%"').replace('high: "5%"', 'high: "9%"')
    draft = write_scheme(tmp_path / "draft", share=share, parameters=PARAMETERS.replace("2.3", "2"))
    county = write_county(tmp_path / "county")
    ran = run(capsys, "scheme", "try", draft, "--against", old, "--data", county)
    assert ran.code == 0
    assert "临江县 RECOGNISED 达标县：结论 未达标 → 达标" in ran.out
    assert "← 指标 ALL 未达标 → 达标" in ran.out
    assert "等次 fit → good" in ran.out


def test_a_draft_that_changes_no_verdict_says_so(capsys: pytest.CaptureFixture[str], old: Path, tmp_path: Path) -> None:
    draft = write_scheme(tmp_path / "draft", share=INDICATORS["share"].replace('"5%"', '"5.1%"', 1))
    county = write_county(tmp_path / "county")
    ran = run(capsys, "scheme", "try", draft, "--against", old, "--data", county, "--exit-code")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "共 0 处变化")


def test_without_another_edition_it_asks_which(capsys: pytest.CaptureFixture[str], old: Path, tmp_path: Path) -> None:
    ran = run(capsys, "scheme", "try", old, "--data", write_county(tmp_path / "county"))
    assert (ran.code, "--against" in ran.err) == (2, True)


# ─────────────── frozen ───────────────


PUBLISHED = SCHEME + "published: 2022-03-01\n"


def told_faults(capsys: pytest.CaptureFixture[str], folder: Path) -> list[str]:
    told = json.loads(run(capsys, "scheme", "check", folder, "--format", "json").out)
    return [each["message"] for each in told["faults"]]


def test_a_published_edition_may_not_change(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = write_scheme(tmp_path / "scheme", scheme=PUBLISHED)
    assert any(LOCK_NAME in each for each in told_faults(capsys, folder))
    assert run(capsys, "scheme", "publish", folder).code == 0
    assert not any("发布" in each for each in told_faults(capsys, folder))
    write_scheme(folder, scheme=PUBLISHED, parameters=PARAMETERS.replace("2.3", "2.4"))
    assert "发布之后被改动；改动应作为新的一版" in told_faults(capsys, folder)
    assert run(capsys, "scheme", "publish", folder).code == 2


def test_files_that_come_or_go_after_publication_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = write_scheme(tmp_path / "scheme", scheme=PUBLISHED)
    run(capsys, "scheme", "publish", folder)
    (folder / "indicators" / "more.yaml").write_text(INDICATORS["rooms"].replace("ROOMS", "MORE"), "utf-8")
    (folder / "indicators" / "met.yaml").rename(folder / "indicators" / "school.yaml")
    faults = told_faults(capsys, folder)
    assert faults.count("发布之后新增") == 2
    assert faults.count("发布之后被删去") == 1


def test_line_ends_of_another_system_are_no_change(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = write_scheme(tmp_path / "scheme", scheme=PUBLISHED)
    run(capsys, "scheme", "publish", folder)
    file = folder / "indicators" / "all.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert not any("发布" in each for each in told_faults(capsys, folder))


def test_a_draft_cannot_be_frozen(capsys: pytest.CaptureFixture[str], old: Path) -> None:
    ran = run(capsys, "scheme", "publish", old)
    assert (ran.code, "published" in ran.err) == (2, True)


# ─────────────── crosswalk ───────────────

CROSSWALK = """
from: {old}
entries:
  - {{old: ROOMS, new: ROOMS, relation: equal, why: 未变}}
  - {{old: ALL, new: ALL, relation: equal, why: 未变}}
  - {{old: SHARE, new: SHARE, relation: {relation}, why: 限值放宽}}
"""


def crosswalk_faults(old: Path, new: Path, text: str) -> list[str]:
    (new / "crosswalk.yaml").write_text(text, "utf-8")
    faults = Faults()
    crosswalk = read_crosswalk(new, faults)
    assert crosswalk is not None
    check_crosswalk(crosswalk, load_edition(str(old)), load_edition(str(new)), faults)
    return [each.zh for each in faults.found]


def test_a_whole_crosswalk_has_no_holes(old: Path, tmp_path: Path) -> None:
    new = write_scheme(tmp_path / "new")
    assert crosswalk_faults(old, new, CROSSWALK.format(old=old, relation="equal")) == []


def test_holes_are_told_on_either_side(old: Path, tmp_path: Path) -> None:
    new = write_scheme(tmp_path / "new", more=INDICATORS["rooms"].replace("ROOMS", "MORE"))
    text = CROSSWALK.format(old=old, relation="equal").replace("old: ALL, new: ALL", "new: ALL")
    faults = crosswalk_faults(old, new, text)
    assert "没有写旧指标 ALL 各校达标 的去向" in faults
    assert any("没有写新指标 MORE" in each for each in faults)
    assert "只有一边的写 unrelated" in faults


def test_equal_is_not_said_of_another_formula(old: Path, tmp_path: Path) -> None:
    share = INDICATORS["share"].replace("class_band_45 + class_band_66", "class_band_66")
    new = write_scheme(tmp_path / "new", share=share)
    assert any("写作 equal" in each for each in crosswalk_faults(old, new, CROSSWALK.format(old=old, relation="equal")))
    assert crosswalk_faults(old, new, CROSSWALK.format(old=old, relation="wider")) == []


def test_unknown_codes_and_relations_are_told(old: Path, tmp_path: Path) -> None:
    new = write_scheme(tmp_path / "new")
    text = CROSSWALK.format(old=old, relation="bigger").replace("new: ROOMS", "new: ROOM")
    faults = crosswalk_faults(old, new, text)
    assert any("没有指标 ROOM" in each for each in faults)
    assert any("bigger" in each for each in faults)


def test_scheme_check_reads_the_crosswalk(capsys: pytest.CaptureFixture[str], old: Path, tmp_path: Path) -> None:
    new = write_scheme(tmp_path / "new")
    (new / "crosswalk.yaml").write_text(f"from: {old}\nentries: []\n", "utf-8")
    assert "没有写旧指标 ALL 各校达标 的去向" in told_faults(capsys, new)
