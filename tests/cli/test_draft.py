"""`dudao report draft`: the three kinds of file, what is told beside them, and misuse in one plain line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import run

EXAMPLE = Path(__file__).parents[2] / "examples" / "yunzhou"
SCHEME = "government-duty-city/2021"
OWN_SCHEME = """slug: duties-of-mine
edition: "2023"
title: {zh: 我们自己的方案, en: A scheme of our own}
status: {zh: 草案，非官方, en: draft and not official}
official: false
level: city
report:
  addressee: 省教育厅
  title: "{body}教育工作自评报告"
points:
  - code: "1"
    title: {zh: 办学条件, en: Conditions}
    asks: {zh: 班额是否达标。, en: Whether classes are small enough.}
sections:
  - {code: problems, title: {zh: 存在问题, en: Problems}}
  - {code: next_steps, title: {zh: 下一步措施, en: Next steps}}
"""


def own_scheme(folder: Path, draft: str = "") -> Path:
    folder.mkdir()
    (folder / "scheme.yaml").write_text(OWN_SCHEME, "utf-8")
    if draft:
        (folder / "draft.yaml").write_text(draft, "utf-8")
    return folder


@pytest.mark.parametrize("kind", ["docx", "pdf", "txt"])
def test_a_draft_of_the_example_has_open_gaps_and_nothing_else(tmp_path, capsys, kind) -> None:
    out = tmp_path / f"自评报告.{kind}"
    ran = run(capsys, "report", "draft", "--scheme", SCHEME, "--facts", EXAMPLE, "--date", "2021-11-05", "-o", out)
    assert ran.code == 0, ran.err
    assert "重建，非官方" in ran.err
    assert "处待补" in ran.err
    checked = run(
        capsys, "report", "check", out, "--facts", EXAMPLE, "--scheme", SCHEME, "--period", "2021", "--format", "json"
    )
    assert checked.code == 0
    found = json.loads(checked.out)
    assert {each["kind"] for each in found["diagnostics"]} == {"open"}
    assert {each["state"] for each in found["bindings"]} == {"agrees"}


def test_the_same_call_writes_the_same_bytes(tmp_path, capsys) -> None:
    written = []
    for name in ("a.docx", "b.docx"):
        run(capsys, "report", "draft", "--scheme", SCHEME, "--facts", EXAMPLE, "-o", tmp_path / name)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


def test_without_facts_the_report_is_a_frame_of_gaps(tmp_path, capsys) -> None:
    out = tmp_path / "空白.txt"
    assert run(capsys, "report", "draft", "--scheme", SCHEME, "-o", out).code == 0
    assert "【待补：市（州）名称】人民政府" in out.read_text("utf-8")


def test_a_folder_without_tables_is_told_in_one_line(tmp_path, capsys) -> None:
    (tmp_path / "空").mkdir()
    ran = run(capsys, "report", "draft", "--scheme", SCHEME, "--facts", tmp_path / "空", "-o", tmp_path / "x.txt")
    assert ran.code == 2
    assert len(ran.err.strip().splitlines()) == 1
    assert not (tmp_path / "x.txt").exists()


def test_another_kind_of_file_is_refused(tmp_path, capsys) -> None:
    ran = run(capsys, "report", "draft", "--scheme", SCHEME, "-o", tmp_path / "x.odt")
    assert ran.code == 2
    assert ".docx、.pdf、.txt" in ran.err


def test_a_file_of_the_name_that_holds_no_bindings_is_left(tmp_path, capsys) -> None:
    other = tmp_path / "x.bindings.json"
    other.write_text("我的笔记", "utf-8")
    ran = run(capsys, "report", "draft", "--scheme", SCHEME, "-o", tmp_path / "x.txt")
    assert ran.code == 2
    assert other.read_text("utf-8") == "我的笔记"
    assert not (tmp_path / "x.txt").exists()


def test_a_scheme_of_ones_own_without_sentences_gives_its_sections(tmp_path, capsys) -> None:
    out = tmp_path / "自评报告.txt"
    ran = run(
        capsys,
        "report",
        "draft",
        "--scheme",
        own_scheme(tmp_path / "方案"),
        "--facts",
        EXAMPLE,
        "--period",
        "2020",
        "-o",
        out,
    )
    assert ran.code == 0, ran.err
    assert "草案，非官方" in ran.err
    text = out.read_text("utf-8")
    assert text.startswith("云州市教育工作自评报告\n\n省教育厅：\n")
    assert "一、办学条件\n　　【待补：办学条件：班额是否达标。】" in text
    assert "二、存在问题" in text
    assert "三、下一步措施" in text


def test_the_body_may_be_chosen(tmp_path, capsys) -> None:
    out = tmp_path / "自评报告.txt"
    words = ("report", "draft", "--scheme", own_scheme(tmp_path / "方案"), "--facts", EXAMPLE, "-o", out)
    assert run(capsys, *words, "--body", "临江县").code == 0
    assert out.read_text("utf-8").startswith("临江县教育工作自评报告")
    refused = run(capsys, *words, "--body", "无名县")
    assert (refused.code, "没有单位 无名县" in refused.err) == (2, True)


def test_sentences_of_ones_own_are_used(tmp_path, capsys) -> None:
    draft = 'points:\n  - code: "1"\n    paragraphs:\n      - - say: "{year}，{scope}小学{schools.primary}。"\n'
    out = tmp_path / "自评报告.txt"
    run(capsys, "report", "draft", "--scheme", own_scheme(tmp_path / "方案", draft), "--facts", EXAMPLE, "-o", out)
    assert "2021年，全市小学327所。" in out.read_text("utf-8")


def test_a_slip_in_the_sentences_is_told_with_its_line(tmp_path, capsys) -> None:
    draft = 'points:\n  - code: "1"\n    paragraphs:\n      - - say: "{schols.primary}"\n'
    ran = run(capsys, "report", "draft", "--scheme", own_scheme(tmp_path / "方案", draft), "-o", tmp_path / "x.txt")
    assert ran.code == 2
    assert "draft.yaml:4:11: 不认识的指标 schols.primary，是否想写 schools.primary？" in ran.err
    checked = run(capsys, "scheme", "check", tmp_path / "方案")
    assert checked.code == 1
    assert "draft.yaml:4:11: 错误: 不认识的指标 schols.primary，是否想写 schools.primary？" in checked.out
