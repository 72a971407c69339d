"""Files that mean harm: refused or failed in one plain sentence, or shown as pictures and text and nothing else."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import pypdfium2
import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from dudao.web.jobs.models import Job
from dudao.web.library.actions import receive_file
from dudao.web.library.models import Document, PageText
from dudao.web.library.reading import making, page_pictures
from dudao.web.library.storage import folder_of, public_pdf
from dudao.web.policies import Refused
from tests.web.cast import NOW, acting_as
from tests.web.library.stage_setting import received, shown

pytestmark = pytest.mark.usefixtures("cast")
WORDS = "临江县教育局会议纪要，研究学校布局。"
HTML = f"<!doctype html><html><head><title>纪要</title></head><body><script>alert(1)</script><p onclick='x()'>{WORDS}</p><iframe src='file:///etc/passwd'></iframe></body></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016 + "EncryptedPackage\0".encode("utf-16-le") + b"\0" * 2000
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def packed(**members: bytes) -> bytes:
    """A ZIP file; `__` in a name stands for a slash."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return target.getvalue()


def word_of(document: bytes) -> bytes:
    """A Word file with this main part."""
    return packed(**{"[Content_Types]": TYPES, "word__document": document})


def pdf_of(pages: int, width: float = 200, height: float = 200) -> bytes:
    """An empty PDF; narrow pages are drawn quickly."""
    document, target = pypdfium2.PdfDocument.new(), BytesIO()
    for _ in range(pages):
        document.new_page(width, height)
    document.save(target)
    return target.getvalue()


def huge_picture() -> bytes:
    """A PNG of some bytes that claims 3.6 thousand million pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 60, "可执行程序"),
        (b"#!/bin/sh\nrm -rf /\n", "可执行程序"),
        (SVG, "SVG"),
        (ENCRYPTED, "打开密码"),
        (packed(a=b"1"), "解压"),
        (b"PK\x03\x04 cut off", "解压"),
        (bytes(range(256)) * 4, "无法识别"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\0" * 50, "音频"),
    ],
)
def test_what_is_no_document_is_refused_and_leaves_nothing(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        receive_file(content=ContentFile(content, "x"), name="报告.pdf", by=acting_as("reporter"), at=NOW)
    assert not Document.objects.exists()
    assert not Job.objects.exists()


BOMB = b"<w:document>" + b"<w:p>" * 30_000_000
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document>&x;&b;</w:document>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut", pdf_of(3)[:300]),
        ("polyglot", b"%PDF-1.4\n" + HTML.encode() + packed(a=b"1")),
        ("huge picture", huge_picture()),
        ("entities", word_of(ENTITIES)),
        ("deep", word_of(b"<w:document>" + b"<w:tbl>" * 100_000)),
        ("bomb", word_of(BOMB)),
    ],
)
def test_what_cannot_be_read_fails_in_one_sentence(name: str, content: bytes) -> None:
    document = received(content, f"{name}.docx")
    made = shown(document)
    assert (document.state, made.state, document.reason) == ("failed", "failed", made.problem)
    assert made.problem
    assert "\n" not in made.problem
    for leak in ("Traceback", "/tmp", "dudao-", str(settings.MEDIA_ROOT), "given.", "passwd", "root:"):
        assert leak not in made.problem
    assert Job.objects.get().state == "done"


@pytest.mark.parametrize("name", ["纪要.html", "纪要.pdf", "../../etc/纪要.docx"])
def test_a_page_with_scripts_is_shown_as_text_only(name: str) -> None:
    document = received(HTML, name)
    made = shown(document)
    assert document.state == "waiting"
    assert "/" not in document.title
    text = made.page_texts.get().text
    assert "研究学校布局" in text.replace("\n", "")
    assert "alert" not in text
    assert {path.suffix for path in folder_of(made).iterdir()} == {".webp", ".pdf"}


def test_a_pdf_for_readers_has_no_scripts() -> None:
    body = pdf_of(1).replace(b"/Type/Catalog", b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Type/Catalog", 1)
    assert b"app.alert" in body
    made = shown(received(body, "a.pdf"))
    assert made.pictures == 1
    assert b"JavaScript" not in public_pdf(made).read_bytes()


def test_of_ten_thousand_pages_the_first_are_drawn_and_the_rest_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_pictures, "MOST_PICTURES", 40)
    document = received(pdf_of(10_000, 2, 2_000), "年鉴.pdf")
    made = shown(document)
    assert (document.state, made.pages, made.pictures) == ("waiting", 10_000, 40)
    assert made.problem
    assert "\n" not in made.problem
    assert not PageText.objects.exists()


def test_a_pdf_behind_a_password_says_so() -> None:
    encrypted = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n4 0 obj<</Filter/Standard/V 1/R 2/P -4"
        b"/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<41><41>]>>\n%%EOF"
    )
    document = received(encrypted, "a.pdf")
    assert document.state == "failed"
    assert "密码" in document.reason


def test_figures_that_no_database_holds_are_left_out() -> None:
    made = shown(received("临江县教育情况报告\n2024年，全县教育经费" + "9" * 40 + "亿元，学校12所。\n", "a.txt"))
    assert made.state == "ready"
    assert "12所" in list(made.foundfigures.values_list("text", flat=True))


def test_what_breaks_while_a_file_is_read_is_told_and_not_left_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("/tmp/secret")

    monkeypatch.setattr(making, "understand", broken)
    document = received(HTML, "纪要.html")
    assert (document.state, document.reason) == ("failed", making.BROKEN)
