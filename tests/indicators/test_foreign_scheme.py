"""A scheme of an invented country: its own stage, currency, tables and checks; and two editions side by side in one process."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from dudao.facts.load import LoadedFacts, load_facts
from dudao.facts.quality_report import make_quality_report
from dudao.indicators.compile.compute import compute_many
from dudao.indicators.run import run_edition
from dudao.indicators.scheme_check import check_edition
from dudao.schemes.edition import load_edition, read_edition
from dudao.schemes.indicators import Edition
from dudao.schemes.strict import Faults
from dudao.values.periods import year

SCHEME = """
slug: arvonia
edition: "2030"
title: Arvonian school report
level: county
points: [{code: "1", title: All, asks: All.}]
ledger_kinds: [{id: audit, label: audit}]
conclusions: [{code: FINE, name: The canton is fine, grain: county, needs: [CLUBS, AUDITED]}]
"""
FILES = {
    "datasets/tables.csv": (
        "id,label_en,level,keys,aliases\n"
        "club,Clubs,school,body_code|period|name,After-school clubs\n"
        "library,Libraries,school,,Library\n"
    ),
    "datasets/club.csv": "id,label_en,unit,type\nname,Name,,text\nmembers,Members,pupils,count\ncost,Cost,thousand NOK,amount\n",
    "datasets/library.csv": "id,label_en,unit,type\nloans,Loans,books,count\nopen_daily,Open daily,,flag\n",
    "datasets/stages.csv": "id,label_en,words\nmiddle,Middle school,middle|grades 5 to 8\n",
    "datasets/choices.csv": "table,column,id,label_en,words\nbodies,kind,county,Canton,\n",
    "datasets/checks.csv": (
        "id,kind,tables,left,operator,right,label_en\n"
        "members-of-pupils,logic,school,club.members,<=,students,members of clubs are pupils\n"
        "loans-a-pupil,experience,library,loans,between,10..100000,loans of a library\n"
    ),
    "indicators/CLUBS.yaml": """
code: CLUBS
name: Cost of clubs a member
grain: county
unit: NOK/pupil
formula: "sum(cost, of: club) / sum(members, of: club)"
missing: block
threshold: {operator: "<=", limit: "1500[NOK/pupil]"}
""",
    "indicators/CHESS.yaml": """
code: CHESS
name: Pupils in chess clubs
grain: school
unit: pupils
formula: "sum(members, of: club, where: name == 'Chess')"
missing: block
""",
    "indicators/LOANS.yaml": """
code: LOANS
name: Loans a pupil
grain: school
unit: books/pupil
applies: open_daily
applies_reason: the library is not open daily
formula: loans / students
missing: block
""",
    "indicators/MIDDLE.yaml": """
code: MIDDLE
name: Pupils per teacher
grain: school_stage
stages: [middle]
unit: pupils/teacher
formula: students / teachers
missing: block
""",
    "indicators/AUDITED.yaml": """
code: AUDITED
name: An audit was made
grain: county
formula: "count(of: ledger, where: kind == 'audit') >= 1"
missing: block
verdict: truth
""",
}
DATA = {
    "bodies.csv": (
        "code,name,kind,parent_code\nC1,Westfold,Canton,\nS1,Hill School,school,C1\nS2,Lake School,school,C1\n"
    ),
    "school.csv": "body_code,period,students\nS1,2031,200\nS2,2031,100\n",
    "school_stage.csv": "body_code,period,stage,students,teachers\nS1,2031,Middle school,200,16\nS2,2031,grades 5 to 8,100,10\n",
    "club.csv": (
        "body_code,period,name,members,Cost (NOK)\nS1,2031,Chess,20,30000\nS1,2031,Choir,30,45000\nS2,2031,Chess,10,15000\n"
    ),
    "library.csv": "body_code,period,loans,open_daily\nS1,2031,900,yes\nS2,2031,5,no\n",
    "ledger.csv": "kind,date,body_code,subject\naudit,2031-03-04,C1,Books of the canton\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return load_edition(str(write(tmp_path / "scheme", {"scheme.yaml": SCHEME, **FILES})))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "data", DATA)


def told(loaded: LoadedFacts) -> list[str]:
    return [each.message("en") for each in loaded.problems]


def test_its_files_have_no_fault(tmp_path: Path, edition: Edition) -> None:
    faults = Faults()
    check_edition(read_edition(Path(edition.folder), faults), faults, Faults(), day=year(2031).start)
    assert [f"{each.origin}: {each.en}" for each in faults.found] == []


def test_its_own_tables_stages_and_ledger_kinds_are_computed_with(edition: Edition, folder: Path) -> None:
    loaded = load_facts([folder], edition.own)
    assert told(loaded) == []
    results = run_edition(edition, loaded.known, year(2031))
    shown = {
        (each.indicator, each.body, each.stage): (each.shown or each.value, each.state) for each in results.results
    }
    assert shown["CLUBS", "C1", ""] == ("1500.00", "known")
    assert [each.verdict for each in results.results if each.indicator == "CLUBS"] == ["pass"]
    assert shown["CHESS", "S1", ""][0] == "20.00"
    assert shown["LOANS", "S1", ""][0] == "4.50"
    assert shown["LOANS", "S2", ""][1] == "not_applicable"
    assert shown["MIDDLE", "S1", "middle"][0] == "12.50"
    assert [each.verdict for each in results.conclusions] == ["pass"]


def test_the_plan_gives_the_same(edition: Edition, folder: Path) -> None:
    (folder / "bodies.csv").write_text(DATA["bodies.csv"].replace("Canton", "county"), encoding="utf-8")
    for name, text in (("club", DATA["club.csv"].replace("Cost (NOK)", "cost")), ("school_stage", "")):
        (folder / f"{name}.csv").write_text(
            text or DATA["school_stage.csv"].replace("Middle school", "middle").replace("grades 5 to 8", "middle"),
            encoding="utf-8",
        )
    (folder / "library.csv").write_text(DATA["library.csv"].replace("yes", "是").replace("no", "否"), encoding="utf-8")
    exact = run_edition(edition, load_facts([folder], edition.own).known, year(2031))
    outcome = compute_many(edition, folder, [year(2031)])
    planned = outcome.fetch("SELECT body, stage, indicator, shown, verdict FROM results")
    wanted = {(each.body, each.stage, each.indicator, each.shown or None, each.verdict) for each in exact.results}
    assert {(*row[:3], row[3] or None, row[4]) for row in planned} == wanted


def test_its_checks_are_made_on_data(edition: Edition, folder: Path) -> None:
    (folder / "club.csv").write_text(DATA["club.csv"].replace("Chess,20", "Chess,190"), encoding="utf-8")
    report = make_quality_report(load_facts([folder], edition.own))
    said = {each.params["rule"]: str(each.params["place"]) for each in report.remarks if "rule" in each.params}
    assert said == {"members-of-pupils": "school.csv!C2", "loans-a-pupil": "library.csv!C3"}


def test_without_its_scheme_its_columns_are_unknown_and_told(edition: Edition, folder: Path) -> None:
    said = told(load_facts([folder]))
    assert any("club is no known table" in each for each in said)
    assert any("Middle school" in each or "grades 5 to 8" in each for each in said)
    assert any("audit" in each for each in said)


def test_two_editions_with_one_column_of_unlike_units_do_not_mix(tmp_path: Path) -> None:
    def scheme(name: str, unit: str, kind: str) -> Edition:
        files = {
            "scheme.yaml": SCHEME.replace("arvonia", name).partition("ledger_kinds")[0],
            "datasets/school.csv": f"id,label_en,unit,type\nsupport,Support,{unit},{kind}\n",
            "indicators/SUPPORT.yaml": (
                f"code: SUPPORT\nname: Support\ngrain: school\nunit: {unit}\nformula: support\nmissing: block\n"
            ),
        }
        return load_edition(str(write(tmp_path / name, files)))

    money, pupils = scheme("money", "thousand USD", "amount"), scheme("pupils", "pupils", "count")
    data = write(tmp_path / "data", {"school.csv": "body_code,period,Support (USD)\nS1,2031,2500\n"})
    counted = write(tmp_path / "counted", {"school.csv": "body_code,period,Support\nS1,2031,12.5\n"})
    one, other = load_facts([data], money.own), load_facts([counted], pupils.own)
    [spent] = [each for each in one.known.facts if each.reference.field == "support"]
    assert (spent.value, spent.unit) == (Decimal("2.5"), "thousand USD")
    assert [each.name for each in other.problems] == ["count-not-whole"]
    shown = [
        run_edition(each, facts.known, year(2031)).results[0].shown for each, facts in ((pupils, other), (money, one))
    ]
    assert shown == ["12.50", "2.50"]
    assert [each.name for each in load_facts([data], pupils.own).problems] == ["unit-does-not-fit"]
