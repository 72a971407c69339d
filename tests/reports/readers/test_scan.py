"""Pictures and scanned pages: known by their bytes, read by OCR where the extra is installed, else asked for by name."""

import io
from pathlib import Path

import pypdfium2
import pytest

from dudao.reports.model import BlockKind, ReadingProblem, Source
from dudao.reports.readers import scan
from dudao.reports.readers.choose import read_source
from dudao.reports.readers.limits import LIMITS, Limits
from dudao.values.errors import MissingToolError, UnreadableError
from dudao.values.spans import Place
from tests.reports.readers.pdf_files import PdfPage, pdf_bytes

needs_ocr = pytest.mark.skipif(
    not scan.is_installed(),
    reason="the OCR extra is not installed: make test-ocr (heavy, so not by default)",
)
# Digits and Latin letters are drawn without any font on the system.
PRINTED = PdfPage(size=(400, 200)).text(40, 60, "2021 64.69", size=28).text(40, 120, "3.25% 1200", size=28)


@pytest.mark.parametrize(
    "head",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        b"\xff\xd8\xff\xe0" + bytes(40),
        b"II*\x00" + bytes(40),
        b"MM\x00*" + bytes(40),
        b"BM" + bytes(12) + (40).to_bytes(4, "little") + bytes(40),
        b"GIF89a" + bytes(40),
        b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(40),
    ],
)
def test_a_picture_is_known_by_its_signature(head: bytes) -> None:
    assert scan.recognise(head, "报告.docx").score >= 90


def test_a_text_that_begins_like_a_picture_is_none() -> None:
    assert scan.recognise(b"BMW and other words of a text that goes on", "a.bmp").score == 0


def test_without_the_extra_a_picture_asks_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    path = tmp_path / "扫描.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    with pytest.raises(MissingToolError) as caught:
        read_source(path)
    assert "pip install 'dudao[ocr]'" in caught.value.zh
    assert caught.value.zh.startswith("扫描.png：")


def test_more_scanned_pages_than_the_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: True)
    problems = tuple(ReadingProblem("no_text_layer", Place(page=at)) for at in range(1, 12))
    source = Source(kind="pdf", blocks=(), problems=problems)
    with pytest.raises(UnreadableError, match="over the limit of 10"):
        scan.fill_unread_pages(source, tmp_path, Limits(scanned_pages=10))


def picture(page: PdfPage, name: str) -> bytes:
    """A page's picture at 200 dots an inch, in a format by the name Pillow knows it under."""
    document = pypdfium2.PdfDocument(pdf_bytes(page))
    out = io.BytesIO()
    document[0].render(scale=200 / 72).to_pil().save(out, name, resolution=200)
    document.close()
    return out.getvalue()


@needs_ocr
def test_a_picture_is_read_to_lines_with_boxes(tmp_path: Path) -> None:
    path = tmp_path / "scan"
    path.write_bytes(picture(PRINTED, "PNG"))
    source = read_source(path)
    assert (source.kind, source.reader, source.pages) == ("image", "scan", 1)
    assert [block.text.replace(" ", "") for block in source.blocks] == ["202164.69", "3.25%1200"]
    first, second = source.blocks
    assert first.kind is BlockKind.LINE
    assert (first.place.page, first.place.paragraph, second.place.paragraph) == (1, 1, 2)
    assert first.box is not None
    assert first.box.page_width == pytest.approx(400, abs=1)
    assert first.box.left == pytest.approx(40, abs=6)


@needs_ocr
def test_the_engine_leaves_nothing_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    path = tmp_path / "scan"
    path.write_bytes(picture(PRINTED, "PNG"))
    assert read_source(path).blocks
    assert list(temporary.iterdir()) == []


@needs_ocr
def test_of_a_pdf_only_the_scanned_page_is_read_from_its_picture(tmp_path: Path) -> None:
    whole = pypdfium2.PdfDocument(
        pdf_bytes(PdfPage().text(80, 100, "第一页的文字"), PdfPage().text(80, 100, "第三页的文字"))
    )
    scanned = pypdfium2.PdfDocument(picture(PRINTED, "PDF"))
    whole.import_pages(scanned, [0], index=1)
    path = tmp_path / "report.pdf"
    whole.save(path)
    source = read_source(path)
    assert [block.place.page for block in source.blocks] == [1, 2, 2, 3]
    assert source.blocks[1].text.replace(" ", "") == "202164.69"
    assert [(problem.code, problem.place.page) for problem in source.problems] == [("read_by_ocr", 2)]


@needs_ocr
@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(400), b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(400)])
def test_a_damaged_picture_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        read_source(path)
    assert "图片已损坏" in caught.value.zh


@needs_ocr
def test_a_picture_of_too_many_pixels_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(picture(PRINTED, "PNG"))
    with pytest.raises(UnreadableError, match="pixels"):
        read_source(path, limits=Limits(pixels=LIMITS.pixels // 1_000_000))
