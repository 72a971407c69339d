"""What an explanation says: down to the cell, why not, how much is missing, of conclusions and scores too."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from pathlib import Path

import pytest

from dudao.facts.load import load_facts
from dudao.indicators.run import Run
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.edition import load_edition
from dudao.values.periods import year
from tests.cli.commands import run
from tests.indicators.explained import STAGES, VETO, write_county, write_scheme


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    return write_scheme(tmp_path / "scheme")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return write_county(tmp_path / "county")


def traced(scheme: Path, data: Path) -> Run:
    return Run(load_edition(str(scheme)), load_facts([data]).known, year(2022), is_traced=True)


def told(scheme: Path, data: Path, code: str, body: str) -> TraceNode:
    computed = traced(scheme, data)
    indicator = computed.edition.indicator(code)
    assert indicator is not None
    place = next(at for at in computed.places(indicator) if at.body == body)
    trace = computed.judge.result(indicator, place).trace
    assert trace is not None
    return trace


def short(trace: TraceNode) -> list[str]:
    return [each.reason_zh for each in trace.walk() if each.kind == "shortfall"]


def test_a_count_per_pupil_says_how_many_things_are_missing(scheme: Path, county: Path) -> None:
    assert short(told(scheme, county, "ROOMS", "9901210002")) == ["网络多媒体教室间数还差 3间"]


def test_what_equals_its_limit_lacks_nothing(scheme: Path, county: Path) -> None:
    assert short(told(scheme, county, "ROOMS", "9901210001")) == []


def test_more_than_a_limit_needs_one_more_than_equal(scheme: Path, county: Path) -> None:
    rooms = (scheme / "indicators" / "rooms.yaml").read_text("utf-8").replace('">="', '">"')
    write_scheme(scheme, rooms=rooms)
    assert short(told(scheme, county, "ROOMS", "9901210001")) == ["网络多媒体教室间数还差 1间"]


def test_too_much_of_a_share_is_told_as_a_count(scheme: Path, county: Path) -> None:
    # 6 of 72 classes; at most 3.6 may be large
    assert short(told(scheme, county, "SHARE", "990121")) == ["66人及以上班级数超出 3个"]


def test_rows_lead_to_their_cells(scheme: Path, county: Path) -> None:
    trace = told(scheme, county, "ALL", "990121")
    places = {str(each.place) for each in trace.walk() if each.kind == "cell"}
    assert {"school.csv!D3", "school_stage.csv!D3"} <= places
    rows = [(each.label_zh, each.verdict) for each in trace.walk() if each.kind == "row"]
    assert ("河口小学", "fail") in rows
    assert ("城关小学", "") in rows


def test_a_conclusion_holds_its_indicators_and_vetoes(scheme: Path, county: Path) -> None:
    conclusion = next(traced(scheme, county).conclusions({"990121"}))
    assert conclusion.trace is not None
    kinds = [(each.kind, each.verdict) for each in conclusion.trace.children]
    assert kinds == [("indicator", "fail"), ("indicator", "fail"), ("gate", "pass")]
    assert short(conclusion.trace) == ["网络多媒体教室间数还差 3间", "66人及以上班级数超出 3个"]


def test_a_veto_that_holds_is_told_with_its_cell(scheme: Path, tmp_path: Path) -> None:
    data = write_county(tmp_path / "other", veto=VETO.replace("否", "是"))
    conclusion = next(traced(scheme, data).conclusions({"990121"}))
    assert conclusion.trace is not None
    gate = next(each for each in conclusion.trace.children if each.kind == "gate")
    assert gate.verdict == "fail"
    assert any(str(each.place) == "veto.csv!D2" for each in gate.walk())


def test_a_score_adds_up_and_says_what_the_next_grade_asks(scheme: Path, county: Path) -> None:
    score = next(traced(scheme, county).scores({"990121"}))
    assert score.trace is not None
    assert (score.trace.value, score.trace.unit) == ("40", "分")
    group = score.trace_of("R")
    assert group is not None
    assert [each.value for each in group.children] == ["0", "40"]
    assert sum(float(each.value) for each in group.children) == float(group.value)
    assert short(score.trace)[-1] == "距良好还差 40 分"


def test_without_traces_asked_nothing_is_recorded(scheme: Path, county: Path) -> None:
    quick = Run(load_edition(str(scheme)), load_facts([county]).known, year(2022))
    assert next(quick.conclusions()).trace is None
    assert next(quick.scores()).trace is None


def explain(capsys: pytest.CaptureFixture[str], scheme: Path, data: Path, code: str, *more: object) -> str:
    words = ("--scheme", scheme, "--data", data, "--body", "990121", "--indicator", code, *more)
    ran = run(capsys, "indicator", "explain", *words)
    assert ran.code == 0, ran.err
    return ran.out


def test_the_command_explains_conclusions_groups_and_totals(
    capsys: pytest.CaptureFixture[str], scheme: Path, county: Path
) -> None:
    assert "0 项达到，2 项未达到" in explain(capsys, scheme, county, "RECOGNISED")
    assert "R 装备 = 40分" in explain(capsys, scheme, county, "R")
    assert "距良好还差 40 分" in explain(capsys, scheme, county, "TOTAL")


def test_text_keeps_rows_short_unless_asked(capsys: pytest.CaptureFixture[str], scheme: Path, county: Path) -> None:
    short, full = explain(capsys, scheme, county, "ALL"), explain(capsys, scheme, county, "ALL", "--full")
    assert "山前小学 = 是  ← school.csv!D4、school_stage.csv!D4" in short
    assert "multimedia / students" not in short
    assert "multimedia / students" in full


def test_a_row_that_fails_says_what_it_misses(capsys: pytest.CaptureFixture[str], scheme: Path, county: Path) -> None:
    text = explain(capsys, scheme, county, "ALL")
    assert (
        "河口小学：ROOMS 每百名学生拥有网络多媒体教室数 = 2.00间/百生  未达标  2.00间/百生，未达到 ≥ 2.30间/百生"
        in text
    )


def test_english_has_nothing_chinese_but_names(capsys: pytest.CaptureFixture[str], scheme: Path, county: Path) -> None:
    text = explain(capsys, scheme, county, "ALL", "--lang", "en")
    assert "山前小学 = yes" in text
    assert not any(word in text for word in ("= 是", "= 否", "依据", "表 3 行 ="))


def test_json_holds_the_whole_tree(capsys: pytest.CaptureFixture[str], scheme: Path, county: Path) -> None:
    tree = json.loads(explain(capsys, scheme, county, "RECOGNISED", "--format", "json"))
    assert tree["verdict"] == "fail"
    assert "school.csv!D3" in json.dumps(tree)


def test_an_unknown_name_is_told_with_the_nearest(
    capsys: pytest.CaptureFixture[str], scheme: Path, county: Path
) -> None:
    words = ("--scheme", scheme, "--data", county, "--body", "990121", "--indicator", "RECOGNIZED")
    ran = run(capsys, "indicator", "explain", *words)
    assert ran.code == 2
    assert "RECOGNISED" in ran.err


def test_missing_data_are_named_with_their_place(scheme: Path, tmp_path: Path) -> None:
    data = write_county(tmp_path / "other", stages=STAGES.replace("22,2", "22,未采集"))
    trace = told(scheme, data, "SHARE", "990121")
    assert trace.verdict == "incomplete"
    cells = [str(each.place) for each in trace.walk() if each.kind == "cell" and each.state == "incomplete"]
    assert set(cells) == {"school_stage.csv!F3"}


def test_what_is_said_to_be_missing_is_enough_and_not_too_much(scheme: Path, tmp_path: Path) -> None:
    """Sixty schools of odd sizes, some all-through: with so many more rooms the limit is met, with one fewer it is not."""
    chance = random.Random(20)
    schools, stages, sizes = ["body_code,period,type,multimedia"], ["body_code,period,stage,students"], {}
    for number in range(60):
        code, pupils, others = f"s{number}", chance.randint(1, 3000), chance.choice([0, chance.randint(1, 900)])
        rooms = chance.randint(0, 60)
        sizes[code] = (rooms, pupils, others)
        schools.append(f"{code},2022,小学,{rooms}")
        stages.append(f"{code},2022,primary,{pupils}")
        if others:
            stages.append(f"{code},2022,junior,{others}")
    part = "multimedia * (students / sum(students, of: school_stage, within: school)) / students"
    write_scheme(
        scheme,
        rooms=(scheme / "indicators" / "rooms.yaml").read_text("utf-8").replace("multimedia / students", f'"{part}"'),
    )
    data = write_county(tmp_path / "many", schools="\n".join(schools) + "\n", stages="\n".join(stages) + "\n")
    run = traced(scheme, data)
    indicator = run.edition.indicator("ROOMS")
    assert indicator is not None
    limit, failed = Fraction("2.3") / 100, 0
    for at in run.places(indicator):
        rooms, pupils, others = sizes[at.body]
        trace = run.judge.result(indicator, at).trace
        assert trace is not None
        found = [each for each in trace.walk() if each.kind == "shortfall"]
        assert bool(found) == (Fraction(rooms, pupils + others) < limit)
        if found:
            failed += 1
            more = int(found[0].value)
            assert Fraction(rooms + more, pupils + others) >= limit > Fraction(rooms + more - 1, pupils + others)
    assert failed > 10
