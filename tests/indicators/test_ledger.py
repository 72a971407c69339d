"""Entries of the ledger counted in formulas: by kind, by post, by year; nothing given is not zero."""

from __future__ import annotations

from pathlib import Path

import pytest

from dudao.facts.load import load_facts
from dudao.indicators.results import IndicatorResult
from dudao.indicators.run import Run
from dudao.schemes.edition import load_edition
from dudao.values.periods import Period, school_year, year

SCHEME = """
slug: ledger
edition: "1"
title: 台账
level: city
points: [{code: "1", title: 会议, asks: 会议}]
"""
INDICATOR = """
code: L1
name: 事项数
group: "1"
grain: city
unit: ""
formula: "%s"
missing: block
threshold: {operator: ">=", limit: "2"}
"""
LEDGER = """number,kind,date,body_code,actor,post,subject,planned,done,deadline
1,会议,2021-03-02,990100,甲,市委书记,领导小组会议,,,
2,会议,2021-06-05,990100,乙,市长,领导小组会议,,,
3,调研,2021-10-08,990100,甲,市委书记,到校调研,,,
4,会议,2020-12-30,990100,甲,市委书记,上年会议,,,
5,项目,,990100,,,新建幼儿园,12,9,2021-12-31
6,项目,2021-05-01,990102,,,县里的项目,3,3,
7,会议,,990100,,,没有日期,,,
"""
BODIES = "code,name,level,parent_code\n990100,云州市,city,\n990102,云东区,county,990100\n"


def counted(
    folder: Path, formula: str, *, ledger: str = LEDGER, period: Period | None = None, is_traced: bool = False
) -> IndicatorResult:
    (folder / "scheme" / "indicators").mkdir(parents=True)
    (folder / "scheme" / "scheme.yaml").write_text(SCHEME, "utf-8")
    (folder / "scheme" / "indicators" / "l.yaml").write_text(INDICATOR % formula, "utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "ledger.csv").write_text(ledger, "utf-8")
    (folder / "data" / "bodies.csv").write_text(BODIES, "utf-8")
    edition = load_edition(str(folder / "scheme"))
    run = Run(edition, load_facts([folder / "data"]).known, period or year(2021), is_traced=is_traced)
    place = next(at for at in run.places(edition.indicators[0]) if at.body == "990100")
    return run.judge.result(edition.indicators[0], place)


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("count(of: ledger, where: kind == 'meeting')", "2.00"),
        ("count(of: ledger, where: kind == 'visit' and post == '市委书记')", "1.00"),
        ("count(of: ledger, where: kind == 'training')", "0.00"),
        (
            "sum(done, of: ledger, where: kind == 'project') / sum(planned, of: ledger, where: kind == 'project')",
            "0.80",
        ),
        ("count(of: ledger, where: kind in ['visit', 'lecture'])", "1.00"),
    ],
)
def test_entries_are_counted_by_what_they_say(tmp_path: Path, formula: str, shown: str) -> None:
    assert counted(tmp_path, formula).shown == shown


def test_a_school_year_holds_its_own_entries(tmp_path: Path) -> None:
    found = counted(tmp_path, "count(of: ledger, where: kind == 'meeting')", period=school_year(2020))
    assert found.shown == "3.00"


def test_a_body_without_any_entry_is_incomplete_not_zero(tmp_path: Path) -> None:
    ledger = "number,kind,date,body_code,subject\n1,会议,2019-01-01,990100,从前\n"
    found = counted(tmp_path, "count(of: ledger, where: kind == 'meeting')", ledger=ledger)
    assert (found.state, found.missing) == ("incomplete", ("云州市的台账数据（ledger）",))


def test_a_trace_names_the_entries_and_their_rows(tmp_path: Path) -> None:
    found = counted(tmp_path, "count(of: ledger, where: kind == 'meeting')", is_traced=True)
    assert found.trace is not None
    rows = [each for each in found.trace.walk() if each.kind == "row"]
    assert [each.label_zh for each in rows] == ["云州市 1 领导小组会议", "云州市 2 领导小组会议"]
    assert "ledger.csv" in str(next(each.place for each in rows[0].walk() if each.place))
