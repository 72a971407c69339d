"""`dudao report diff`: formats, exit codes, files that are no two versions of one report."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.commands import run
from tests.reports.compare.versions import OLD, swapped

NEW = swapped(
    ("60.93亿元", "61.20亿元"),
    ("（二）职业教育。", "（二）推动职业学校提质培优。"),
    ("初中106所", "初中106所，专任教师3.08万人"),
)


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "旧稿.txt", tmp_path / "新稿.txt"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "utf-8")
    return old, new


def test_text_shows_old_new_and_by_how_much(versions, capsys) -> None:
    ran = run(capsys, "report", "diff", *versions)
    assert ran.code == 0
    assert "~ 一般公共预算教育支出（2021）  60.93亿元 → 61.20亿元  +0.27亿元，+0.44%" in ran.out
    assert "（二）职业教育 → （二）推动职业学校提质培优  改了标题" in ran.out


def test_english_on_request(versions, capsys) -> None:
    assert "the same text" in run(capsys, "report", "diff", *versions, "--lang", "en").out


def test_json_has_sides_differences_and_counts(versions, capsys) -> None:
    found = json.loads(run(capsys, "report", "diff", *versions, "--format", "json").out)
    assert not found["same"]
    assert found["summary"]["figures"] == {"unchanged": 12, "changed": 1, "came": 1, "went": 0}
    changed, came = found["figures"]
    assert (changed["state"], changed["aspects"], changed["difference"], changed["unit"]) == (
        "changed",
        ["value"],
        "0.27",
        "亿元",
    )
    assert changed["old"]["section"] == ["一、教育投入", "（一）经费增长"]
    assert (came["old"], came["new"]["text"]) == (None, "3.08万人")
    assert {each["state"] for each in found["sections"]} == {"changed"}


def test_all_lists_what_is_unchanged_too(versions, capsys) -> None:
    found = json.loads(run(capsys, "report", "diff", *versions, "--format", "json", "--all").out)
    assert len(found["figures"]) == 14
    assert "unchanged" in {each["state"] for each in found["documents"]}


def test_a_report_against_itself(versions, capsys) -> None:
    old, _ = versions
    ran = run(capsys, "report", "diff", old, old, "--exit-code")
    assert ran.code == 0
    assert "没有差别" in ran.out
    found = json.loads(run(capsys, "report", "diff", old, old, "--format", "json").out)
    assert found["same"]
    assert not any(found[group] for group in ("front", "figures", "documents", "claims", "sections"))


def test_exit_code_on_request(versions, capsys) -> None:
    assert run(capsys, "report", "diff", *versions, "--exit-code").code == 1


def test_the_page_is_one_file_that_loads_nothing(versions, capsys) -> None:
    old, new = versions
    ran = run(capsys, "report", "diff", old, new, "--format", "html")
    page = (new.parent / "新稿.diff.html").read_text("utf-8")
    assert "新稿.diff.html" in ran.err
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "<del>60.93</del>" in page
    assert "<ins>" in page


def test_links_of_the_page_lead_somewhere(versions, capsys, tmp_path) -> None:
    old, new = versions
    out = tmp_path / "page.html"
    for pair in ((old, new), (new, old)):
        run(capsys, "report", "diff", *pair, "--format", "html", "-o", out)
        page = out.read_text("utf-8")
        ids = re.findall(r'id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_markup_in_a_report_is_text(capsys, tmp_path) -> None:
    old, new = tmp_path / "a.txt", tmp_path / "b.txt"
    old.write_text(OLD, "utf-8")
    new.write_text(OLD + "\n<script>alert(1)</script>教师<b>318人</b>。", "utf-8")
    run(capsys, "report", "diff", old, new, "--format", "html", "-o", tmp_path / "p.html")
    assert "<script>alert" not in (tmp_path / "p.html").read_text("utf-8")


def test_another_report_entirely_is_said_to_be_one(versions, capsys, tmp_path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("临江县交通运输局2019年工作总结\n全年新改建农村公路118公里，客运班车通达率100%。\n", "utf-8")
    ran = run(capsys, "report", "diff", versions[0], other)
    assert ran.code == 0
    assert "可能不是同一份报告的两个版本" in ran.out


def test_files_that_cannot_be_read_end_in_one_line(versions, capsys, tmp_path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    for wrong in (empty, tmp_path / "missing.txt"):
        ran = run(capsys, "report", "diff", versions[0], wrong)
        assert ran.code == 2
        assert len(ran.err.strip().splitlines()) == 1


def test_an_unknown_format_is_refused(versions, capsys) -> None:
    assert run(capsys, "report", "diff", *versions, "--format", "sarif").code == 2
