"""Odd and hostile files through the command line, as a user gives them: exit code, one sentence, time, memory, no litter."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.reports.hostile import files
from tests.reports.readers.pdf_files import PdfPage, pdf_bytes
from tests.reports.readers.word_files import docx_bytes, paragraph

SLOWEST = 60.0  # seconds of one core; what a reader is allowed, and far above what any of these needs
LARGEST = 2048  # MB of one process
MANY = 60_000
REPORT = f"云州市人民政府履行教育职责自评报告\n\n一、基本情况\n（一）投入。{files.SENTENCE}\n" * 20

ROW = "<w:tr>" + f"<w:tc>{paragraph('12')}</w:tc>" * 10 + "</w:tr>"


@dataclass(frozen=True)
class Run:
    """How one run of the command ended; `seconds` of one core's work, `memory` in MB of its largest process."""

    code: int
    out: str
    told: str
    seconds: float
    memory: float
    left: list[str]


MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, used.ru_utime + used.ru_stime, file=open("used", "w"))
sys.exit(done.returncode)
"""


def check(folder: Path, content: bytes, *more: str, name: str = "报告") -> Run:
    """`dudao report check FILE` with a temporary folder of its own."""
    temporary = folder / "temporary"
    temporary.mkdir()
    (folder / name).write_bytes(content)
    command = [sys.executable, "-m", "dudao", "report", "check", name, *more]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=10 * SLOWEST,
    )
    memory, seconds = (folder / "used").read_text("ascii").split()
    left = [str(path) for path in temporary.rglob("*")]
    return Run(done.returncode, done.stdout, done.stderr, float(seconds), int(memory) / 1024, left)


def require_within_limits(run: Run) -> None:
    assert "Traceback" not in run.out + run.told
    assert "INT001" not in run.out
    assert run.seconds < SLOWEST
    assert run.memory < LARGEST
    assert run.left == []


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "文件是空的"),
    "blank": (lambda: b" \n \n", "没有文字"),
    "noise": (lambda: random.Random(3).randbytes(50_000), "无法识别"),
    "zeros": (lambda: b"\0" * MANY, "无法识别"),
    "cut Word file": (lambda: docx_bytes(paragraph(files.SENTENCE * 500))[:-10], "没有传完整"),
    "cut PDF": (lambda: files.cut(files.pdf_of(3), 0.02), "损坏"),
    "bomb": (files.text_bomb, "压缩炸弹"),
    "bomb of entries": (files.many_entries, "压缩包"),
    "bomb of entities": (files.entity_bomb, "DTD"),
    "lone surrogate": (lambda: docx_bytes(paragraph(files.SENTENCE + "&#xD800;")), "读不出来"),
    "tables in tables": (lambda: files.nested_tables(50_000), "嵌套过深"),
    "archive": (lambda: b"\x1f\x8b\x08" + b"0" * 100, "压缩包"),
    "mojibake throughout": (lambda: REPORT.encode().decode("gb18030", "replace").encode(), "无法识别"),
    "two encodings": (lambda: REPORT.encode() + REPORT.encode("gb18030"), "编码"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses_in_one_sentence_with_exit_code_two(name: str, tmp_path: Path) -> None:
    make, words = REFUSED[name]
    run = check(tmp_path, make(), name="报告.docx")
    require_within_limits(run)
    assert run.code == 2
    assert run.out == ""
    assert run.told.startswith("报告.docx：")
    assert words in run.told
    assert run.told.count("\n") == 1


READ: dict[str, Callable[[], bytes]] = {
    "500 pages": lambda: files.pdf_of(500),
    "macro": lambda: docx_bytes(paragraph(files.SENTENCE), extra={"word/vbaProject.bin": b"\0" * 64}),
    "bomb beside the text": files.zip_bomb,
    "bomb inside": lambda: docx_bytes(paragraph(files.SENTENCE), extra={"word/embeddings/a.docx": files.text_bomb()}),
    "a table of many cells": lambda: docx_bytes(f"<w:tbl>{ROW * 2_000}</w:tbl>"),
    "many tags": lambda: files.web_page(f"<p>{files.SENTENCE}</p>" + "<b>教</b>" * MANY),
    "many lines on a page": lambda: pdf_bytes(
        PdfPage().grid([2.0 * at for at in range(290)], [2.0 * at for at in range(400)]).text(80, 100, files.SENTENCE)
    ),
    "Big5": lambda: "雲州市人民政府自評報告\n一、基本情況\n全市共有學校12所，投入64.69億元。\n".encode("big5") * 20,
    "rare characters": lambda: (REPORT + "㐀㙍镇𠮷村中心学校\n").encode("gb18030"),
    "UTF-16 without mark": lambda: REPORT.encode("utf-16-be"),
    "mojibake in part": lambda: (REPORT + files.SENTENCE.encode().decode("gb18030", "replace")).encode(),
    "no stop": lambda: "全市教育经费投入情况良好".encode() * (MANY // 4),
    "digits": lambda: b"1" * MANY,
    "numerals": lambda: "一百二十三万四千".encode() * (MANY // 8),
    "open title marks": lambda: "《".encode() * MANY,
    "title marks without text": lambda: "《》".encode() * MANY,
    "distributed": lambda: "分别为1所、2所、".encode() * (MANY // 9),
    "parts": lambda: "其中小学1所、".encode() * (MANY // 7),
    "ordinals": lambda: "第".encode() * MANY,
    "list commas": lambda: "、".encode() * MANY,
    "coverage": lambda: "全部全覆盖".encode() * (MANY // 5),
    "blanks": lambda: ("教" + " " * MANY + "育").encode(),
    "hidden marks": lambda: "教\u200f".encode() * MANY,
    "page marks": lambda: "— 1 —\n".encode() * (MANY // 6),
}


@pytest.mark.parametrize("name", READ)
def test_it_checks_within_the_limits_and_says_how_it_ended(name: str, tmp_path: Path) -> None:
    run = check(tmp_path, READ[name]())
    require_within_limits(run)
    assert run.code in (0, 1), run.told
    assert "（运行规则" in run.out.splitlines()[-1]


def test_a_million_placeholders_are_counted_in_time_and_not_all_listed(tmp_path: Path) -> None:
    run = check(tmp_path, ("XX市" * 20 + "共有XX所。\n").encode() * 48_000)
    require_within_limits(run)
    assert run.code in (0, 1), run.told
    assert "INT002" in run.out
    assert run.out.count("\n") < 200_000


@pytest.mark.parametrize("form", ["html", "docx", "json", "sarif"])
def test_every_form_of_output_takes_marks_that_are_hidden_or_no_letters(form: str, tmp_path: Path) -> None:
    odd = "2021年，投入6\u202e4.69亿元，占6\u200b5.2%，学校1\u200f2所，<script>𠮷&amp;，XX市。\n"
    run = check(tmp_path, (odd * 30 + "\x0b\ufffe\x1b[31m").encode(), "--format", form, "-o", f"out.{form}")
    require_within_limits(run)
    assert run.code in (0, 1), run.told
    assert (tmp_path / f"out.{form}").stat().st_size > 1000
    assert b"<script>\xf0\xa0\xae\xb7" not in (tmp_path / f"out.{form}").read_bytes() or form != "html"
