"""Hostile and odd input: each file gives one clear sentence or a right source, within time, through the public door."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dudao.reports.model import Block, BlockKind, Source
from dudao.reports.readers import scan
from dudao.reports.readers.choose import read_source
from dudao.reports.readers.limits import LIMITS, Limits
from dudao.values.errors import DudaoError, MissingToolError, UnreadableError
from tests.reports.hostile import files
from tests.reports.readers.pdf_files import PdfPage, pdf_bytes
from tests.reports.readers.word_files import docx_bytes, paragraph


def worked() -> float:
    """Seconds of work of this process and those it waited for; on a busy machine the clock on the wall says nothing."""
    return sum(os.times()[:4])


def outcome(folder: Path, content: bytes, *, name: str = "报告", limits: Limits = LIMITS) -> Source | DudaoError:
    """What reading some bytes gives: a source, or the one sentence the user sees."""
    path = folder / name
    path.write_bytes(content)
    try:
        return read_source(path, limits=limits)
    except (UnreadableError, MissingToolError) as error:
        return error


def sentence(found: Source | DudaoError) -> str:
    assert isinstance(found, DudaoError), "the file was read"
    assert "\n" not in found.zh + found.en
    assert len(found.zh) < 160
    assert found.zh.startswith("报告：")
    return found.zh


def text(found: Source | DudaoError) -> str:
    assert isinstance(found, Source), found
    return "\n".join(block.text for block in found.blocks)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (files.text_bomb, "压缩"),
        (files.entity_bomb, "DTD"),
        (files.many_entries, "压缩包"),
        (lambda: files.cut(docx_bytes(paragraph(files.SENTENCE * 500)), 0.6), "损坏"),
        (lambda: files.cut(files.pdf_of(3), 0.02), "损坏"),
        (lambda: b"%PDF-1.7\n%%EOF\n", "损坏"),
        (lambda: files.nested_page("div", 50_000), "嵌套过深"),
        (lambda: files.nested_page("b", 50_000), "嵌套过深"),
        (lambda: files.nested_tables(50_000), "嵌套过深"),
        (lambda: "浣犲ソ锛屽叏甯傛暀鑲茬粡璐规姇鍏ュ闀裤€".encode() * 20, "乱码"),
        (lambda: bytes(range(256)) * 200, "无法识别"),
        (lambda: b"\x00" * 100_000, "无法识别"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path, make: Callable[[], bytes], words: str) -> None:
    started = worked()
    assert words in sentence(outcome(tmp_path, make()))
    assert worked() - started < 20


def test_a_bomb_that_no_part_needs_is_refused_or_left_packed(tmp_path: Path) -> None:
    found = outcome(tmp_path, files.zip_bomb())
    assert isinstance(found, Source) is (files.SENTENCE in (text(found) if isinstance(found, Source) else ""))


@pytest.mark.parametrize("tag", ["div", "span", "b", "font", "blockquote", "ul><li"])
def test_a_page_nested_less_deeply_is_read(tmp_path: Path, tag: str) -> None:
    opening, closing = f"<{tag}>" * 900, f"</{tag.partition('>')[0]}>" * 900
    found = outcome(tmp_path, files.web_page(opening + files.SENTENCE + closing))
    assert files.SENTENCE in text(found)


def test_tables_within_tables_and_cells_over_thousands_of_rows_are_read_in_time(tmp_path: Path) -> None:
    started = worked()
    assert files.SENTENCE in text(outcome(tmp_path, files.nested_tables(900)))
    assert files.SENTENCE in text(outcome(tmp_path, files.wide_spans()))
    assert worked() - started < 10


def test_a_page_that_draws_without_end_is_stopped_or_read(tmp_path: Path) -> None:
    started = worked()
    found = outcome(tmp_path, files.pdf_bomb(), limits=Limits(seconds=5))
    assert isinstance(found, Source) or sentence(found)
    assert worked() - started < 12


@pytest.mark.parametrize("make", [files.pdf_that_points_to_itself, files.pdf_of_a_billion_pages])
def test_a_page_tree_that_lies_is_read_as_far_as_it_is_true_or_refused(
    tmp_path: Path, make: Callable[[], bytes]
) -> None:
    started = worked()
    found = outcome(tmp_path, make())
    assert "第1页第0行" in text(found) if isinstance(found, Source) else sentence(found)
    assert worked() - started < 10


def test_five_hundred_pages_are_read_in_order(tmp_path: Path) -> None:
    found = outcome(tmp_path, files.pdf_of(500))
    assert isinstance(found, Source)
    assert found.pages == 500
    assert [block.place.page for block in found.blocks] == sorted(block.place.page or 0 for block in found.blocks)
    assert found.blocks[-1].text == "— 500 —"
    assert len(found.blocks) == 500 * 23


def test_more_pages_than_the_limit_are_refused(tmp_path: Path) -> None:
    assert "20 页" in sentence(outcome(tmp_path, files.pdf_of(20), limits=Limits(pages=19)))


def test_a_million_placeholders_are_read_in_time(tmp_path: Path) -> None:
    started = worked()
    found = outcome(tmp_path, ("XX市" * 20 + "共有XX所。\n").encode() * 50_000)
    assert text(found).count("XX") == 1_050_000
    assert worked() - started < 5


def test_a_million_lines_are_read_in_time(tmp_path: Path) -> None:
    started = worked()
    found = outcome(tmp_path, "XX市\n".encode() * 1_000_000)
    assert isinstance(found, Source)
    assert len(found.blocks) == 1_000_001
    assert worked() - started < 12


def test_more_text_than_the_limit_is_refused(tmp_path: Path) -> None:
    assert "字的上限" in sentence(outcome(tmp_path, "教育".encode() * 600, limits=Limits(characters=1000)))


def test_one_line_of_ten_million_characters_is_read(tmp_path: Path) -> None:
    found = outcome(tmp_path, "教育经费".encode() * 2_500_000)
    assert isinstance(found, Source)
    assert len(found.blocks[0].text) == 10_000_000


def test_macros_and_outside_references_are_told_and_nothing_is_fetched(tmp_path: Path) -> None:
    content = docx_bytes(paragraph(files.SENTENCE), extra={"word/vbaProject.bin": b"\x00" * 64})
    found = outcome(tmp_path, content)
    assert isinstance(found, Source)
    assert "macro" in {problem.code for problem in found.problems}
    page = files.web_page(
        f'<img src="http://127.0.0.1:9/a.png"><iframe src="file:///etc/passwd"></iframe><p>{files.SENTENCE}</p>'
    )
    assert text(outcome(tmp_path, page)) == files.SENTENCE


@pytest.mark.parametrize("mark", ["\u200b", "\u200f", "\u202e", "\u2066", "\ufeff"])
def test_marks_hidden_in_figures_stay_where_they_are_in_every_format(tmp_path: Path, mark: str) -> None:
    printed = f"投入6{mark}4.69亿元"
    for content in (
        printed.encode(),
        printed.encode("utf-16"),
        files.web_page(f"<p>{printed}</p>"),
        docx_bytes(paragraph(printed)),
    ):
        assert printed in text(outcome(tmp_path, content))


def test_a_font_without_a_unicode_map_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    page = PdfPage().text(80, 100, files.SENTENCE)
    found = outcome(tmp_path, pdf_bytes(page, encoding="Identity-H", ordering="Identity"))
    assert "字符对照表" in sentence(found)
    assert "dudao[ocr]" in sentence(found)


def test_what_is_left_of_a_cut_text_is_read(tmp_path: Path) -> None:
    for codec in ("utf-8", "gb18030", "utf-16"):
        whole = (files.SENTENCE * 20).encode(codec)
        found = outcome(tmp_path, whole[: len(whole) // 2 + 1])
        assert text(found).startswith(files.SENTENCE)


def test_lines_end_in_every_known_way(tmp_path: Path) -> None:
    found = outcome(tmp_path, "一\n二\r\n三\r四\u2028五\x85六".encode())
    assert isinstance(found, Source)
    assert found.blocks == tuple(
        Block(BlockKind.LINE, line, place=block.place) for line, block in zip("一二三四五六", found.blocks, strict=True)
    )
