"""Data packages: written and read the same, whole or told, never out of their folder."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from dudao.facts.load import load_facts
from dudao.facts.package import DESCRIPTOR, package_of
from dudao.values.errors import UnreadableError
from tests.facts.tables import codes, loaded, write_csv

YUNZHOU = Path(__file__).parents[2] / "examples" / "yunzhou"


def packed(tmp_path: Path, source: Path = YUNZHOU) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    for name, content in package_of(load_facts([source]).known, "yunzhou", "云州市 2021").items():
        (folder / name).write_bytes(content)
    return folder


def test_a_package_reads_back_the_same(tmp_path: Path) -> None:
    folder = packed(tmp_path)
    known, again = loaded(YUNZHOU).known, loaded(folder)
    assert codes(again) == []
    values = {each.reference: (each.value, each.state, each.text) for each in known.facts}
    read = {each.reference: (each.value, each.state, each.text) for each in again.known.facts}
    missing = {each for each in values if each not in read}
    assert {values[each][1].value for each in missing} <= {"not_collected"}  # columns without any entry are left out
    assert {each: read[each] for each in values if each in read} == {
        each: values[each] for each in values if each in read
    }
    assert again.known.bodies == known.bodies
    assert again.known.terms == known.terms
    assert len(again.known.ledger) == len(known.ledger)
    assert loaded(folder / DESCRIPTOR).known.digest == again.known.digest


def test_the_list_follows_table_schema(tmp_path: Path) -> None:
    descriptor = json.loads((packed(tmp_path) / DESCRIPTOR).read_text("utf-8"))
    city = next(each for each in descriptor["resources"] if each["name"] == "city")
    fields = {each["name"]: each for each in city["schema"]["fields"]}
    assert fields["edu_exp_t"] == {
        "name": "edu_exp_t",
        "type": "number",
        "title": "一般公共预算教育支出",
        "description": "general public budget expenditure on education",
        "unit": "万元",
        "constraints": {"minimum": 0},
    }
    assert city["schema"]["primaryKey"] == ["body_code", "period"]
    assert "" in city["schema"]["missingValues"]
    assert city["hash"].startswith("sha256:")


def test_a_changed_file_is_told(tmp_path: Path) -> None:
    folder = packed(tmp_path)
    (folder / "city.csv").write_text((folder / "city.csv").read_text("utf-8") + "\n", "utf-8")
    assert "DAT046" in codes(loaded(folder))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder = packed(tmp_path)
    (folder / "city.csv").unlink()
    facts = loaded(folder)
    assert codes(facts) == ["DAT046"]
    assert "city" not in facts.known.given


@pytest.mark.parametrize("path", ["../secret.csv", "/etc/passwd"])
def test_a_list_that_points_out_of_its_folder_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.csv").write_text("body_code,period,gdp\n1,2021,5\n", "utf-8")
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / DESCRIPTOR).write_text(json.dumps({"resources": [{"name": "city", "path": path}]}), "utf-8")
    with pytest.raises(UnreadableError):
        loaded(folder)


@pytest.mark.parametrize("text", ["{", "[]", '{"resources": 5}', '{"resources": [5]}'])
def test_a_list_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / DESCRIPTOR).write_text(text, "utf-8")
    with pytest.raises(UnreadableError):
        loaded(tmp_path)


def test_packages_of_others_by_the_names_of_tables(tmp_path: Path) -> None:
    write_csv(tmp_path, "data", "body_code,period,stage,students\n1,2022,小学,300\n")
    resource = {"name": "school-stage", "path": "data.csv", "schema": {"fields": []}}
    (tmp_path / DESCRIPTOR).write_text(json.dumps({"name": "x", "resources": [resource]}), "utf-8")
    facts = loaded(tmp_path)
    assert (facts.known.given, codes(facts)) == ({"school_stage"}, [])


def test_a_folder_of_parquet_files_of_one_table(tmp_path: Path) -> None:
    parts = tmp_path / "school_stage"
    parts.mkdir()
    for number in (1, 2):
        row = f"select '{number}' as body_code, '2022' as period, 'primary' as stage, {number}00 as students"
        duckdb.sql(f"copy ({row}) to '{parts / f'part-{number}.parquet'}'")
    facts = loaded(tmp_path)
    assert codes(facts) == []
    assert sorted(int(each.value or 0) for each in facts.known.facts if each.metric == "students") == [100, 200]


def test_content_gives_the_hash_of_a_table(tmp_path: Path) -> None:
    one = loaded(write_csv(tmp_path, "city", "body_code,period,gdp\n1,2021,5\n")).tables[0].digest
    same = loaded(write_csv(tmp_path, "city", "body_code,period,gdp\n1,2021,5\n")).tables[0].digest
    other = loaded(write_csv(tmp_path, "city", "body_code,period,gdp\n1,2021,6\n")).tables[0].digest
    assert one == same != other
