"""`dudao report bind`: what a person says of a binding is kept, and holds in later versions, through to the check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import run

REPORT = """云州市人民政府2021年度履行教育职责自评报告
一、教育投入
2021年，全市一般公共预算教育支出60.93亿元，小学生均公用经费2264.35元，切实保障了学校运转。
二、师资队伍
全市专任教师3.21万人，其中骨干教师2150人，教师队伍整体素质稳步提升，结构不断优化。
"""
FACTS = """body_code,body_name,period,edu_exp_t,public_per_student_primary,teachers_total
990100,云州市,2021,609340,2264.35,30797
"""

LEDGER = """number,kind,date,body_code,actor,subject
T1,meeting,2021-02-26,990100,市委教育工作领导小组,第一次全体会议
T2,meeting,2021-06-20,990100,市委教育工作领导小组,第二次全体会议
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "city.csv").write_text(FACTS, "utf-8")
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    return tmp_path


class Desk:
    """The commands on one report, as a person would give them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.report, self.facts = folder / "report.txt", folder / "facts"

    def bind(self, *words: object):
        return run(self.capsys, "report", "bind", self.report, "--facts", self.facts, *words)

    def listed(self) -> dict[str, dict]:
        """The bindings by quote."""
        shown = json.loads(self.bind("--format", "json").out)
        return {each["quote"]: each for each in shown["bindings"]}

    def remarks(self) -> list[tuple[str, str]]:
        words = ("report", "check", self.report, "--facts", self.facts, "--format", "json")
        found = json.loads(run(self.capsys, *words).out)
        return [(each["code"], each["quote"]) for each in found["diagnostics"] if each["code"] == "FAC001"]

    def rewrite(self, *pairs: tuple[str, str]) -> None:
        text = self.report.read_text("utf-8")
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        self.report.write_text(text, "utf-8")

    @property
    def kept(self) -> list[dict]:
        return json.loads((self.folder / "report.bindings.json").read_text("utf-8"))["bindings"]


@pytest.fixture
def desk(folder: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(folder, capsys)


def test_the_list_shows_each_state_with_its_id(desk: Desk) -> None:
    ran = desk.bind()
    assert ran.code == 0
    states = {quote: each["state"] for quote, each in desk.listed().items()}
    assert states == {"60.93亿元": "agrees", "2264.35元": "agrees", "3.21万人": "differs", "2150人": "unbound"}
    assert "一致 2，不符 1，未定 0，无数据 1" in ran.out
    assert all(each["id"] in ran.out for each in desk.listed().values())


def test_ids_stay_from_run_to_run_and_with_other_sentences_edited(desk: Desk) -> None:
    before = {quote: each["id"] for quote, each in desk.listed().items()}
    desk.rewrite(("切实保障了学校运转", "有力保障了各级各类学校正常运转"))
    assert {quote: each["id"] for quote, each in desk.listed().items()} == before


def test_a_confirmed_difference_stays_visible(desk: Desk) -> None:
    name = desk.listed()["3.21万人"]["id"]
    assert desk.bind("--confirm", name, "--by", "王主任", "--note", "口径含民办").code == 0
    entry = desk.listed()["3.21万人"]
    assert (entry["status"], entry["state"], entry["person"], entry["note"]) == (
        "confirmed",
        "differs",
        "王主任",
        "口径含民办",
    )
    assert ("FAC001", "3.21万人") in desk.remarks()


def test_a_rejected_binding_is_not_proposed_again(desk: Desk) -> None:
    name = desk.listed()["3.21万人"]["id"]
    desk.bind("--reject", name, "--by", "王主任", "--note", "含外聘教师")
    assert desk.remarks() == []
    desk.rewrite(
        ("切实保障了学校运转", "保障了学校运转"),
        ("全市专任教师3.21万人，其中骨干教师2150人", "全市专任教师3.21万人，其中骨干教师2200人"),
    )
    entry = desk.listed()["3.21万人"]
    assert (entry["status"], entry["state"], entry["id"]) == ("rejected", "unbound", name)
    assert desk.remarks() == []


def test_what_was_said_holds_when_paragraphs_move(desk: Desk) -> None:
    listed = desk.listed()
    desk.bind("--confirm", listed["60.93亿元"]["id"], "--reject", listed["3.21万人"]["id"], "--by", "王主任")
    lines = REPORT.split("\n")
    desk.report.write_text("\n".join([lines[0], *lines[3:5], *lines[1:3], ""]), "utf-8")
    after = desk.listed()
    assert {quote: each["status"] for quote, each in after.items()} == {
        "60.93亿元": "confirmed", "2264.35元": "proposed", "3.21万人": "rejected", "2150人": "proposed",
    }  # fmt: skip
    assert desk.remarks() == []


def test_what_was_said_holds_when_the_number_changes(desk: Desk) -> None:
    name = desk.listed()["60.93亿元"]["id"]
    desk.bind("--confirm", name, "--by", "王主任")
    desk.rewrite(("60.93亿元", "61.30亿元"))
    entry = desk.listed()["61.30亿元"]
    assert (entry["id"], entry["status"], entry["state"], entry["found"]) == (name, "confirmed", "differs", "edited")
    assert ("FAC001", "61.30亿元") in desk.remarks()
    assert "请再看一次" in desk.bind().out


def test_what_was_said_holds_when_number_and_wording_change(desk: Desk) -> None:
    name = desk.listed()["60.93亿元"]["id"]
    desk.bind("--confirm", name, "--by", "王主任")
    desk.rewrite(("全市一般公共预算教育支出60.93亿元", "全市一般公共预算教育支出达到60.94亿元"))
    assert (desk.listed()["60.94亿元"]["id"], desk.listed()["60.94亿元"]["status"]) == (name, "confirmed")


def test_looking_again_settles_an_edited_place(desk: Desk) -> None:
    name = desk.listed()["60.93亿元"]["id"]
    desk.bind("--confirm", name, "--by", "王主任")
    desk.rewrite(("60.93亿元", "61.30亿元"))
    desk.bind("--confirm", name, "--by", "李副主任")
    entry = desk.listed()["61.30亿元"]
    assert (entry["found"], entry["person"]) == ("exact", "李副主任")


def test_a_figure_is_tied_to_another_fact_by_its_cell(desk: Desk) -> None:
    name = desk.listed()["2150人"]["id"]
    assert desk.bind("--confirm", name, "--to", "city.csv!F2", "--by", "王主任").code == 0
    entry = desk.listed()["2150人"]
    assert (entry["state"], entry["fact"], entry["expected"]) == (
        "differs",
        "city/990100/2021//teachers_total",
        "30797",
    )
    assert ("FAC001", "2150人") in desk.remarks()


def test_a_count_of_meetings_is_confirmed_as_it_stands(desk: Desk) -> None:
    (desk.facts / "ledger.csv").write_text(LEDGER, "utf-8")
    desk.rewrite(("二、师资队伍", "2021年，市委教育工作领导小组召开会议3次。\n二、师资队伍"))
    entry = desk.listed()["3次"]
    assert (entry["state"], entry["expected"]) == ("differs", "2")
    desk.bind("--confirm", entry["id"], "--by", "王主任")
    again = desk.listed()["3次"]
    assert (again["status"], again["state"], again["expected"]) == ("confirmed", "differs", "2")


def test_the_only_candidate_of_an_undecided_figure_can_be_confirmed(desk: Desk) -> None:
    desk.rewrite(("其中骨干教师2150人", "教师30797人，教师3.05万人"))
    entry = desk.listed()["3.05万人"]
    assert (entry["state"], len(entry["candidates"])) == ("undecided", 1)
    desk.bind("--confirm", entry["id"], "--by", "王主任")
    assert desk.listed()["3.05万人"]["state"] == "differs"


def test_forgetting_takes_a_word_back(desk: Desk) -> None:
    name = desk.listed()["3.21万人"]["id"]
    desk.bind("--reject", name, "--by", "王主任")
    desk.bind("--forget", name, "--by", "王主任")
    assert desk.listed()["3.21万人"]["status"] == "proposed"
    assert ("FAC001", "3.21万人") in desk.remarks()


def test_a_word_about_a_deleted_sentence_is_kept_and_told(desk: Desk) -> None:
    name = desk.listed()["3.21万人"]["id"]
    desk.bind("--reject", name, "--by", "王主任")
    desk.rewrite(("全市专任教师3.21万人，其中骨干教师2150人，", ""))
    assert "原文已不在" in desk.bind().out
    desk.rewrite(("教师队伍整体素质", "全市专任教师3.21万人，其中骨干教师2150人，教师队伍整体素质"))
    assert desk.listed()["3.21万人"]["status"] == "rejected"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--confirm", "zzzzzz", "--by", "王主任"), "没有代号"),
        (("--confirm", "ID"), "--by"),
        (("--confirm", "UNBOUND", "--by", "王主任"), "--to"),
        (("--reject", "ID", "--to", "city.csv!F2", "--by", "王主任"), "--to"),
        (("--confirm", "ID", "--to", "city.csv!Z99", "--by", "王主任"), "已知数据里没有"),
        (("--confirm", "ID", "--reject", "ID", "--by", "王主任"), "只能说一次"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_changes_nothing(desk: Desk, words: tuple[str, ...], told: str) -> None:
    names = {"ID": desk.listed()["3.21万人"]["id"], "UNBOUND": desk.listed()["2150人"]["id"]}
    before = desk.kept
    ran = desk.bind(*(names.get(word, word) for word in words))
    assert ran.code == 2
    assert told in ran.err
    assert desk.kept == before


def test_without_facts_it_asks_for_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "report", "bind", folder / "report.txt")
    assert ran.code == 2
    assert "--facts" in ran.err


def test_a_damaged_file_of_bindings_is_named_and_left_alone(desk: Desk) -> None:
    path = desk.folder / "report.bindings.json"
    path.write_text('{"bindings": [{"quote": {}}]}', "utf-8")
    ran = desk.bind()
    assert ran.code == 2
    assert "第 1 条" in ran.err
    assert path.read_text("utf-8") == '{"bindings": [{"quote": {}}]}'


def test_a_person_may_edit_the_file_instead(desk: Desk) -> None:
    desk.bind()
    path = desk.folder / "report.bindings.json"
    content = json.loads(path.read_text("utf-8"))
    (entry,) = [each for each in content["bindings"] if each["quote"]["exact"] == "3.21万人"]
    entry["status"] = "rejected"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    assert desk.remarks() == []
    desk.bind()
    assert [each["status"] for each in desk.kept if each["quote"]["exact"] == "3.21万人"] == ["rejected"]
