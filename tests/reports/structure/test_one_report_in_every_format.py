"""The same report in every kind of file gives the same outline, landmarks, figures, documents and paragraphs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from dudao.reports.model import Reading
from dudao.reports.run import read_file
from tests.reports.structure import one_report

TEXTS = {
    "utf-8.txt": one_report.as_text().encode(),
    "utf-8-signature.txt": one_report.as_text().encode("utf-8-sig"),
    "utf-16.txt": one_report.as_text().encode("utf-16"),
    "gb18030.txt": one_report.as_text().encode("gb18030"),
    "report.md": one_report.as_markdown().encode(),
    "bare.html": one_report.as_html().encode(),
    "government.html": one_report.as_government_page().encode(),
}
WITHOUT_TABLE = {
    "wrapped-40.txt": one_report.as_wrapped_text(40),
    "wrapped-33.txt": one_report.as_wrapped_text(33),
    "stray-blanks.txt": one_report.with_stray_blanks(one_report.as_wrapped_text(38)),
}


def written_in(file: Path) -> dict[str, Any]:
    """What a file says, in words that do not depend on its kind."""
    (reading,) = read_file(file)
    report = reading.report
    return {
        "landmarks": (report.title, report.addressee, report.signatory, report.date),
        "headings": [(heading.level, heading.number, heading.title) for heading in report.headings],
        "documents": [(document.title, document.number) for document in reading.documents],
        "figures": _figures(reading, in_cells=False),
        "cells": _figures(reading, in_cells=True),
        "captions": [(table.caption, table.unit) for table in report.tables],
        "attachments": [(each.number, each.title) for each in report.attachments],
        "paragraphs": [each.span.of(report.text) for each in report.paragraphs if each.kind != "table_row"],
        "truncated": report.truncated,
    }


def _figures(reading: Reading, *, in_cells: bool) -> list[tuple[Any, ...]]:
    return [
        (figure.text, figure.value, figure.unit, figure.metric, figure.role, figure.period, figure.change)
        for figure in reading.figures
        if (figure.cell is not None) is in_cells
    ]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("word") / "report.docx"
    one_report.write_word(path, with_heading_styles=False)
    found = written_in(path)
    assert found["landmarks"] == tuple(dict(one_report.REPORT)[kind] for kind in ("title",)) + (
        "江东省人民政府教育督导委员会",
        "云州市人民政府",
        "2022年3月15日",
    )
    assert len(found["headings"]) == sum(kind in ("h1", "h2", "h3") for kind, _ in one_report.REPORT)
    assert len(found["figures"]) == 30
    assert len(found["cells"]) == 12
    return found


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_text_markdown_and_web_pages(name: str, tmp_path: Path, expected: dict[str, Any]) -> None:
    path = tmp_path / name
    path.write_bytes(TEXTS[name])
    assert written_in(path) == expected


@pytest.mark.parametrize("name", sorted(WITHOUT_TABLE))
def test_text_copied_from_a_page(name: str, tmp_path: Path, expected: dict[str, Any]) -> None:
    path = tmp_path / name
    path.write_text(WITHOUT_TABLE[name], "utf-8")
    caption = dict(one_report.REPORT)["caption"]
    paragraphs = [text for text in expected["paragraphs"] if text != caption]
    assert written_in(path) == expected | {"cells": [], "captions": [], "paragraphs": paragraphs}


def test_heading_styles_of_word(tmp_path: Path, expected: dict[str, Any]) -> None:
    path = tmp_path / "styled.docx"
    one_report.write_word(path, with_heading_styles=True)
    assert written_in(path) == expected


def test_a_pdf_made_by_typst(tmp_path: Path, expected: dict[str, Any]) -> None:
    path = tmp_path / "report.pdf"
    one_report.write_typst_pdf(path)
    assert written_in(path) == expected


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["pdf", "doc", "docx:MS Word 2007 XML", "html:HTML (StarWriter)"])
def test_what_libreoffice_makes_of_a_word_file(kind: str, tmp_path: Path, expected: dict[str, Any]) -> None:
    source = tmp_path / "report.docx"
    one_report.write_word(source, with_heading_styles=True)
    assert written_in(one_report.convert(source, kind, tmp_path / "converted")) == expected


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["pdf", "docx:MS Word 2007 XML"])
def test_what_libreoffice_makes_of_a_web_page(kind: str, tmp_path: Path, expected: dict[str, Any]) -> None:
    source = tmp_path / "report.html"
    source.write_text(one_report.as_html(), "utf-8")
    assert written_in(one_report.convert(source, kind, tmp_path / "converted")) == expected
