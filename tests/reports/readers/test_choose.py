"""The kind of a file is found from its content; the choice is recorded; what is no report gets one clear sentence."""

import gzip
import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest

from dudao.reports.readers.choose import READERS, choose_reader, read_source
from dudao.reports.readers.limits import Limits
from dudao.values.errors import UnreadableError
from tests.reports.readers.pdf_files import PdfPage, pdf_bytes
from tests.reports.readers.word_files import docx_bytes, paragraph

TEXT = "云州市人民政府自评报告\n一、基本情况\n2021年，全市共有学校12所。\n"
PAGE = f"<html><head><title>报告</title></head><body><p>{TEXT}</p></body></html>"


def word_file() -> bytes:
    return docx_bytes(paragraph("全市共有学校12所。"))


def pdf_file() -> bytes:
    return pdf_bytes(PdfPage().text(80, 100, "全市共有学校12所。"))


def zip_of(*names: str, **parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, parts.get("content", b"<a/>"))
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "reader", "kind"),
    [
        (word_file(), "word", "docx"),
        (pdf_file(), "pdf", "pdf"),
        (b"\r\n junk before the header\n" + pdf_file(), "pdf", "pdf"),
        (PAGE.encode(), "webpage", "html"),
        (PAGE.encode("gb18030"), "webpage", "html"),
        (TEXT.encode(), "plain", "text"),
        (TEXT.encode("utf-16"), "plain", "text"),
        (b"# \xe6\x8a\xa5\xe5\x91\x8a\n\n## \xe4\xb8\x80\n\n**\xe5\xad\xa6\xe6\xa0\xa1**12\n", "plain", "markdown"),
    ],
)
@pytest.mark.parametrize("name", ["报告.docx", "报告.pdf", "报告.txt", "报告", "报告.xlsx"])
def test_a_file_is_read_as_what_it_is_whatever_its_name(
    tmp_path: Path, content: bytes, reader: str, kind: str, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    source = read_source(path)
    assert (source.reader, source.kind, source.name) == (reader, kind, name)
    assert source.digest == hashlib.sha256(content).hexdigest()


def test_the_choice_says_what_every_reader_answered(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_text(TEXT, "utf-8")
    choice = read_source(path).choice
    assert choice.startswith("plain (")
    assert all(f"{reader.name} " in choice for reader in READERS)
    assert "not a zip file" in choice


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zip_of("[Content_Types].xml", "xl/workbook.xml"), "电子表格"),
        (zip_of("[Content_Types].xml", "ppt/presentation.xml"), "演示文稿"),
        (zip_of("OFD.xml", "Doc_0/Document.xml"), "OFD"),
        (zip_of("mimetype", content=b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (zip_of("mimetype", content=b"application/epub+zip"), "电子书"),
        (zip_of("报告.docx", "附件.xlsx"), "压缩包"),
        (zip_of("META-INF/MANIFEST.MF", "a.class"), "可执行程序"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(200), "压缩包"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(200), "压缩包"),
        (gzip.compress(TEXT.encode()), "压缩包"),
        (b"MZ" + bytes(100) + b"PE\x00\x00" + bytes(100), "可执行程序"),
        (b"\x7fELF" + bytes(200), "可执行程序"),
        (b"SQLite format 3\x00" + bytes(200), "数据库"),
        (b"{\\rtf1\\ansi text}", "RTF"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "Word 的 XML"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(100), "视频"),
        (bytes(range(256)) * 30, "无法识别"),
        (b"", "空的"),
        (b"   \r\n\t\n", "没有文字"),
    ],
)
def test_what_is_no_report_gets_one_sentence_with_its_name(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "自评报告.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        read_source(path)
    assert words in caught.value.zh
    assert caught.value.zh.startswith("自评报告.docx：")
    assert "\n" not in caught.value.zh + caught.value.en


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read_source(tmp_path / "没有.docx")
    with pytest.raises(UnreadableError, match="a folder"):
        read_source(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableError, match="not an ordinary file"):
        read_source(tmp_path / "pipe")


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, "utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableError, match="no permission"):
        read_source(path)


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, "utf-8")
    with pytest.raises(UnreadableError, match="over the limit"):
        read_source(path, limits=Limits(file_bytes=20))


def test_no_reader_recognises_a_file_by_its_name_alone() -> None:
    for name in ("a.docx", "a.pdf", "a.html", "a.doc", "a.png", "a.txt"):
        with pytest.raises(UnreadableError):
            choose_reader(bytes(range(256)) * 4, name)
