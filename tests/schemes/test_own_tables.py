"""What a scheme brings along (`datasets/*.csv`): every fault with its file and line, nothing known outside its edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from dudao.facts.contract import stages, table_lines, table_schema
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.schemes.own_tables_load import read_own_tables
from dudao.schemes.strict import Faults


def read(folder: Path, **files: str) -> tuple[OwnTables, list[str]]:
    (folder / "datasets").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / "datasets" / f"{name}.csv").write_text(text, encoding="utf-8")
    faults = Faults()
    own, _ = read_own_tables(folder, [("audit", "审计", "audit")], faults)
    return own, [f"{Path(each.origin.file).name}:{each.origin.line}: {each.en}" for each in faults.found]


COLUMNS = "id,label_en,unit,type\n"
CHECKS = "id,kind,tables,left,operator,right,label_en\n"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("school", COLUMNS + "meals,Meals,pupils,count\nmeals,Meals,pupils,count\n", "school.csv:3: meals stands twice"),
        ("school", COLUMNS + "students,Pupils,pupils,count\n", "school.csv:2: school has a column students already"),
        ("school", COLUMNS + "Meals,Meals,pupils,count\n", "school.csv:2: id Meals: small letters, digits, underscores"),
        ("school", COLUMNS + "meals,Meals,pupils,number\n", "school.csv:2: type cannot be number: count, amount"),
        ("school", COLUMNS + "spent,Spent,crowns,amount\n", "school.csv:2: unknown unit crowns"),
        ("school", COLUMNS + "spent,Spent, of all kinds,USD,amount\n", "school.csv:2: more cells than the heading"),
        ("school", "id,unit,minimum,type\nspent,USD,none,amount\n", "school.csv:2: minimum should be a number, not none"),
        ("school", "id,unit,type,stages\nspent,USD,amount,primry\n", "school.csv:2: stages: there is no stage primry; did you mean primary?"),
        ("school", "id,units,type\nspent,USD,amount\n", "school.csv:1: unknown column units; did you mean unit?"),
        ("scool", COLUMNS, "scool.csv:1: there is no table scool; did you mean school?"),
        ("ledger", COLUMNS + "cost,Cost,USD,amount\n", "ledger.csv:1: there is no table ledger"),
        ("tables", "id,label_en,level\nclub,Clubs,village\n", "tables.csv:2: level cannot be village: school"),
        ("tables", "id,label_en,level\nschool,Schools,school\n", "tables.csv:2: id: there is a table school already"),
        ("tables", "id,label_en,level,keys\nclub,Clubs,school,body_code|name\n", "tables.csv:2: keys must begin with body_code|period"),
        ("tables", "id,label_en,level,keys\nclub,Clubs,school,body_code|period|name\n", "tables.csv:2: keys: name is no column of text"),
        ("tables", "id,label_en,level,keys\nclub,Clubs,school,body_code|period|stage\n", "tables.csv:2: keys: put columns that differ by stage"),
        ("school", "id,label_zh,type,choices\nroof,屋顶,choice,flat；steep\n", "school.csv:2: choices: entries are parted by |, not by ；; write flat|steep"),
        ("choices", "table,column,id\nschool,students,x\n", "choices.csv:2: table school has no column students with a list"),
        ("choices", "table,column,id\nbodies,kind,a|b\n", "choices.csv:2: id: a|b cannot be an id"),
        ("stages", "id,label_en,parts\nall,All,lower\n", "stages.csv:2: parts: there is no stage lower"),
        ("checks", CHECKS + "a,logic,school,students,<=,staf,Few\n", "checks.csv:2: right: school has no column staf; did you mean staff?"),
        ("checks", CHECKS + "a,logic,school,students staff,<=,staff,Few\n", "checks.csv:2: left 'students staff' is no sum of columns"),
        ("checks", CHECKS + "a,logic,scool,students,<=,staff,Few\n", "checks.csv:2: tables: there is no table scool; did you mean school?"),
        ("checks", CHECKS + "a,logic,school,students,<=,rooms.x,Few\n", "checks.csv:2: right: there is no table rooms"),
        ("checks", CHECKS + "a,hard,school,students,<=,staff,Few\n", "checks.csv:2: kind cannot be hard: logic, experience"),
        ("checks", CHECKS + "a,logic,school,students,<,staff,Few\n", "checks.csv:2: operator cannot be <: <=, >=, =="),
        ("checks", CHECKS + "a,experience,school,students,between,35..1,Few\n", "checks.csv:2: right should be like 1..35, not 35..1"),
        ("checks", CHECKS + "a,experience,school,students,peers,50%,Few\n", "checks.csv:2: right of peers is a factor over 1"),
        ("checks", CHECKS + "a,experience,school,students,within,some,Few\n", "checks.csv:2: right of within is a share"),
    ],
)  # fmt: skip
def test_faults_are_told_with_file_and_line(name: str, text: str, told: str, tmp_path: Path) -> None:
    _, faults = read(tmp_path, **{name: text})
    assert len(faults) == 1, faults
    assert faults[0].startswith(told)


def test_what_is_no_text_or_too_long_is_told(tmp_path: Path) -> None:
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / "school.csv").write_bytes("id,label_zh\nmeals,用餐".encode("gb18030"))
    (tmp_path / "datasets" / "county.csv").write_bytes(b"id\n" + b"x\n" * 600_000)
    assert read(tmp_path)[1] == ["county.csv:1: over 1000000 bytes", "school.csv:1: not UTF-8"]


def test_a_check_with_a_fault_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    own, faults = read(
        tmp_path, checks=CHECKS + "a,logic,school,students,<=,nothing,A\nb,logic,school,staff,<=,students,B\n"
    )
    assert len(faults) == 1
    assert [each["id"] for each in own.checks] == ["b"]


def test_tables_columns_stages_and_entries_are_known_with_the_edition_only(tmp_path: Path) -> None:
    own, faults = read(
        tmp_path,
        tables="id,label_en,level,keys\nclub,Clubs,school,body_code|period|name\n",
        club=COLUMNS + "name,Name,,text\nmembers,Members,pupils,count\n",
        stages="id,label_en,words\nmiddle,Middle School,intermediate|grades 5 to 8\nprimary,Elementary,\n",
        choices="table,column,id,label_en,words\nbodies,kind,county,Canton,Borough|district\nbodies,kind,synod,Synod,\n",
    )
    assert faults == []
    assert [each.id for each in table_schema("club", own).fields] == [
        "body_code",
        "body_name",
        "period",
        "name",
        "members",
    ]
    assert stages(own)["middle"].label_en == "Middle School"
    assert (stages(own)["primary"].label_en, stages()["primary"].label_en) == ("Elementary", "primary")
    kinds = {names[0]: names for names in table_schema("bodies", own).by_id["kind"].choices}
    assert {"Canton", "Borough", "县"} <= set(kinds["county"])
    assert "synod" in kinds
    assert "audit" in {names[0] for names in table_schema("ledger", own).by_id["kind"].choices}
    assert "club" not in table_lines()
    assert "middle" not in stages()
    assert "synod" not in {names[0] for names in table_schema("bodies").by_id["kind"].choices}


def test_own_tables_are_equal_where_their_content_is(tmp_path: Path) -> None:
    one, _ = read(tmp_path / "one", school=COLUMNS + "meals,Meals,pupils,count\n")
    other, _ = read(tmp_path / "other", school=COLUMNS + "meals,Meals,pupils,count\n")
    third, _ = read(tmp_path / "third", school=COLUMNS + "meals,Meals,USD,amount\n")
    assert one == other != third
    assert table_schema("school", one) is table_schema("school", other)


def test_a_scheme_that_brings_nothing_has_none(tmp_path: Path) -> None:
    faults = Faults()
    own, texts = read_own_tables(tmp_path, [("meeting", "会议", "meeting")], faults)
    assert (own, texts, faults.found) == (NO_OWN_TABLES, {}, [])
