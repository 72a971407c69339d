"""Wrong calls and impossible files: one plain line in the language asked for, exit code 2, nothing left behind."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from dudao.cli import report as report_command
from dudao.cli.usage import SENTENCES
from tests.cli.commands import run

EXAMPLE = Path("examples/yunzhou").resolve()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a report, an empty file, noise and a folder in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.txt").write_bytes((EXAMPLE / "report.txt").read_bytes())
    (tmp_path / "empty.txt").touch()
    (tmp_path / "noise.docx").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "folder").mkdir()
    return tmp_path


CHECK = ("report", "check")
WRONG = [
    (("report", "check"), "缺少 FILE"),
    (("nonsense",), "没有命令 nonsense"),
    (("report", "nonsense"), "没有命令 nonsense"),
    ((*CHECK, "r.txt", "--fromat", "json"), "没有选项 --fromat，是否想写"),
    ((*CHECK, "r.txt", "--nothing-like-it"), "没有选项 --nothing-like-it"),
    ((*CHECK, "r.txt", "--fail-on"), "选项 --fail-on 后面缺少内容"),
    ((*CHECK, "r.txt", "extra"), "多出了 extra"),
    (("--lang", "fr", *CHECK, "r.txt"), "--lang 的内容不对：zh | en"),
    (("--lang",), "选项 --lang 后面缺少内容"),
    ((*CHECK, "r.txt", "--format", "xml"), "text、json、sarif、html、docx"),
    ((*CHECK, "r.txt", "--fail-on", "fatal"), "error、warning 或 note"),
    ((*CHECK, "r.txt", "--date", "2021-13-01"), "不是日期"),
    ((*CHECK, "r.txt", "--period", "某年"), "不是时期"),
    ((*CHECK, "r.txt", "--scheme", "nope"), "government-duty-city"),
    ((*CHECK, "r.txt", "--facts", "nope"), "nope"),
    ((*CHECK, "r.txt", "--facts", "folder"), "没有找到数据表"),
    ((*CHECK, "r.txt", "--baseline", "r.txt"), "--format json"),
    ((*CHECK, "r.txt", "--baseline", "nope.json"), "nope.json"),
    ((*CHECK, "absent.txt"), "找不到文件"),
    ((*CHECK, "folder"), "这是文件夹"),
    ((*CHECK, "empty.txt"), "文件是空的"),
    ((*CHECK, "noise.docx"), "无法识别"),
    ((*CHECK, "/dev/null"), "不是普通文件"),
    ((*CHECK, "a\nb.txt"), "a⏎b.txt"),
    (("report", "read"), "缺少 FILE"),
    (("report", "read", "absent.txt"), "找不到文件"),
    (("report", "read", "r.txt", "--format", "html"), "text、json"),
    (("rule", "show"), "缺少 CODE"),
    (("rule", "show", "XXX999"), "XXX999"),
    (("scheme", "show", "nope"), "government-duty-city"),
    (("scheme", "check", "folder"), "folder"),
    (("data", "check", "folder"), "没有找到数据表"),
    (("data", "form"), "缺少选项"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_a_wrong_call_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], desk: Path, words: tuple[str, ...], said: str
) -> None:
    before = sorted(each.name for each in desk.iterdir())
    ran = run(capsys, *words)
    assert ran.code == 2, ran.err
    assert ran.out == ""
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    assert sorted(each.name for each in desk.iterdir()) == before


@pytest.mark.parametrize("words", [words for words, _ in WRONG if "--lang" not in words])
def test_and_in_english(capsys: pytest.CaptureFixture[str], desk: Path, words: tuple[str, ...]) -> None:
    ran = run(capsys, "--lang", "en", *words)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert not re.search("[\u4e00-\u9fff]", ran.err.replace("某年", ""))


@pytest.mark.parametrize(("pattern", "words"), SENTENCES)
def test_every_translation_takes_as_many_pieces_as_it_has(pattern: str, words: str) -> None:
    assert re.compile(pattern).groups == len(set(re.findall(r"\{(\d)\}", words)))


ODD = [
    (),
    ("report",),
    ("",),
    ("--",),
    ("-",),
    ("-h",),
    ("report", "--help"),
    (*CHECK, ""),
    (*CHECK, "", "--format", "html"),
    (*CHECK, "."),
    (*CHECK, "/", "--format", "docx"),
    (*CHECK, "r.txt/"),
    (*CHECK, "r.txt/x"),
    (*CHECK, "x" * 5000),
    (*CHECK, "\udcff\udcfe.txt"),
    (*CHECK, "nul\u0000l"),
    (*CHECK, "\u202e\x1b[31m.txt"),
    (*CHECK, "--", "-o"),
    (*CHECK, "r.txt", "--date", ""),
    (*CHECK, "r.txt", "--date", "99999-01-01"),
    (*CHECK, "r.txt", "--period", ""),
    (*CHECK, "r.txt", "--period", "9" * 400),
    (*CHECK, "r.txt", "--scheme", ""),
    (*CHECK, "r.txt", "--scheme", "../../.."),
    (*CHECK, "r.txt", "--scheme", "nul\u0000l"),
    (*CHECK, "r.txt", "--facts", ""),
    (*CHECK, "r.txt", "--facts", "r.txt"),
    (*CHECK, "r.txt", "--facts", "noise.docx"),
    (*CHECK, "r.txt", "--facts", "/dev/null"),
    (*CHECK, "r.txt", "--facts", "nul\u0000l"),
    (*CHECK, "r.txt", "--baseline", "folder"),
    (*CHECK, "r.txt", "--baseline", "nul\u0000l"),
    (*CHECK, "r.txt", "-o", "nul\u0000l"),
    (*CHECK, "r.txt", "-o", "x" * 300),
    (*CHECK, "r.txt", "--format", ""),
    ("rule", "show", ""),
    ("scheme", "show", ""),
    ("--lang=", "rule", "list"),
    ("--debug",),
    ("--version", "report"),
    ("report", "check", "--version"),
]


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_odd_argument_brings_a_traceback(
    capsys: pytest.CaptureFixture[str], desk: Path, words: tuple[str, ...], lang: str
) -> None:
    ran = run(capsys, "--lang", lang, *words)
    assert ran.code in (0, 1, 2), ran.err
    assert "Traceback" not in ran.err
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", ran.err)


def test_a_traceback_is_shown_when_asked_for(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    ran = run(capsys, *CHECK, "absent.txt", "--debug")
    assert ran.code == 2
    assert "Traceback" in ran.err


FORMATS = ("text", "json", "sarif", "html", "docx")


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("r.txt", "正是这次要读的文件"),
        ("./folder/../r.txt", "正是这次要读的文件"),
        ("city.csv", "正是这次要读的文件"),
        ("folder", "这是文件夹"),
        ("nowhere/out", "没有这个文件夹"),
        ("empty.txt/out", "是文件，不是文件夹"),
        ("", "这是文件夹"),
    ],
)
def test_a_result_that_cannot_be_written_leaves_everything_as_it_was(
    capsys: pytest.CaptureFixture[str], desk: Path, ending: str, out: str, said: str
) -> None:
    (desk / "city.csv").write_bytes((EXAMPLE / "city.csv").read_bytes())
    before = {each.name: each.read_bytes() for each in desk.iterdir() if each.is_file()}
    ran = run(capsys, *CHECK, "r.txt", "--facts", "city.csv", "--format", ending, "-o", out)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert {each.name: each.read_bytes() for each in desk.iterdir() if each.is_file()} == before
    assert list((desk / "folder").iterdir()) == []


@pytest.mark.parametrize("ending", FORMATS)
def test_a_disk_that_fills_up_leaves_the_old_result(
    capsys: pytest.CaptureFixture[str], desk: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "out").write_text("旧", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    before = sorted(each.name for each in desk.iterdir())
    ran = run(capsys, *CHECK, "r.txt", "--format", ending, "-o", "out")
    assert ran.code == 2
    assert "磁盘已满" in ran.err
    assert (desk / "out").read_text("utf-8") == "旧"
    assert sorted(each.name for each in desk.iterdir()) == before


@pytest.mark.parametrize("ending", FORMATS)
def test_a_device_is_written_to_and_not_replaced(capsys: pytest.CaptureFixture[str], desk: Path, ending: str) -> None:
    assert run(capsys, *CHECK, "r.txt", "--format", ending, "-o", "/dev/null").code == 1
    assert Path("/dev/null").is_char_device()


def test_a_link_to_the_report_is_the_report(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    (desk / "link.txt").symlink_to("r.txt")
    assert run(capsys, *CHECK, "r.txt", "-o", "link.txt").code == 2
    (desk / "loop.txt").symlink_to("loop.txt")
    assert run(capsys, *CHECK, "loop.txt").code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_files_without_permission_are_told(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    (desk / "r.txt").chmod(0)
    assert "权限" in run(capsys, *CHECK, "r.txt").err
    (desk / "r.txt").chmod(0o600)
    (desk / "folder").chmod(0o500)
    assert "权限" in run(capsys, *CHECK, "r.txt", "-o", "folder/out").err


def test_stopping_is_told_and_leaves_nothing(
    capsys: pytest.CaptureFixture[str], desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(report_command, "check_file", stopped)
    ran = run(capsys, *CHECK, "r.txt", "--format", "json", "-o", "out")
    assert (ran.code, ran.err) == (130, "已中止\n")
    assert not (desk / "out").exists()
