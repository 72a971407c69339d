"""Files that mean harm: told plainly or kept inert, never shown as what they claim to be, never read without limits."""

from __future__ import annotations

import struct
import threading
import zipfile
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pypdfium2
import pytest
from django.test import Client

from dudao.web.evidence.content import FileKind
from dudao.web.evidence.models import EvidenceEntry, StoredFile
from dudao.web.evidence.reading import MOST_PICTURES, read_file
from dudao.web.evidence.storage import path_of, pictures_of
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody
from tests.web.evidence.stage_setting import catalogue, handed_in, picture

pytestmark = pytest.mark.usefixtures("cast")
HTML = b"<!doctype html><html><body><script>alert(1)</script>" + "会议纪要".encode()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016 + "EncryptedPackage\0".encode("utf-16-le") + b"\0" * 2000


@pytest.fixture
def body(cast: None) -> RoundBody:
    """The county in a round under way."""
    return catalogue()


def read(entry: EvidenceEntry) -> StoredFile:
    """The file of an entry, read."""
    return read_file(str(entry.file_id))


def packed(**members: bytes) -> bytes:
    """A ZIP file; `__` in a name stands for a slash."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (HTML, FileKind.WEB),
        (SVG, FileKind.WEB),
        (b"GIF89a/*" + HTML, FileKind.IMAGE),
        (b"%PDF-1.4\n" + HTML, FileKind.PDF),
        (ENCRYPTED, FileKind.LOCKED),
        (packed(word__document=b"<x/>"), FileKind.WORD),
        (packed(a=b"1"), FileKind.ARCHIVE),
        (b"PK\x03\x04 cut off", FileKind.ARCHIVE),
        (b"\x00\x00\x00\x18ftypmp42" + b"\0" * 50, FileKind.MEDIA),
        ("督导".encode("gb18030"), FileKind.TEXT),
        (bytes(range(256)) * 4, FileKind.OTHER),
    ],
)
def test_what_a_file_is_stands_in_it_and_not_in_its_name(body: RoundBody, content: bytes, kind: FileKind) -> None:
    entry = handed_in(body, content, name="图片.png.pdf.docx")
    assert StoredFile.objects.get(pk=entry.file_id).kind == kind


@pytest.mark.parametrize("content", [b"\x7fELF\x02\x01\x01" + b"\0" * 60, b"MZ\x90\x00" + b"\0" * 60, b"#!/bin/sh\n"])
def test_programs_are_refused_and_leave_nothing(body: RoundBody, content: bytes) -> None:
    with pytest.raises(Refused, match="可执行程序"):
        handed_in(body, content, name="会议纪要.docx")
    assert not EvidenceEntry.objects.exists()


@pytest.mark.parametrize("content", [HTML, SVG, b"GIF89a/*" + HTML])
def test_no_file_is_ever_served_as_something_that_runs(
    body: RoundBody, content: bytes, client_of: Callable[[str], Client]
) -> None:
    entry = handed_in(body, content, name='x";\r\nSet-Cookie: a=b.html')
    place = f"/evidence/{body.round.address}/{body.body_id}/{entry.address}/"
    answer = client_of("reporter").get(f"{place}file/1/")
    assert b"".join(answer.streaming_content) == content  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "\n" not in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer
    page = client_of("reporter").get(place).content.decode()
    assert "<script>alert" not in page
    assert "onload=" not in page


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd", "passwd"),
        ("C:\\材料\\..\\纪要.docx", "纪要.docx"),
        ("\0\r\n\u202egnp.exe", "gnp.exe"),
        ("", "file"),
        ("...", "file"),
    ],
)
def test_a_name_is_only_words_on_a_page(body: RoundBody, name: str, kept: str) -> None:
    entry = handed_in(body, name=name)
    assert entry.name == kept
    assert path_of(str(entry.file_id)).name == entry.file_id


def test_a_name_of_a_thousand_characters_keeps_its_suffix(body: RoundBody) -> None:
    entry = handed_in(body, name="长" * 1000 + ".docx", path="夹/" * 500 + "a")
    assert len(entry.name) == 255
    assert entry.name.endswith("长.docx")
    assert len(entry.folder) == 300


def test_a_bomb_is_stopped_and_told_in_one_sentence(body: RoundBody) -> None:
    document = b"<w:document>" + b"<w:p>" * 40_000_000
    file = read(handed_in(body, packed(word__document=document, **{"[Content_Types]": b"<Types/>"})))
    assert file.state == "failed"
    assert file.pictures == 0
    assert "\n" not in file.problem
    assert "Traceback" not in file.problem


def test_a_picture_that_claims_to_be_huge_is_not_drawn(body: RoundBody) -> None:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    huge = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")
    file = read(handed_in(body, huge))
    assert (file.pictures, file.state) == (0, "failed")
    assert "像素" in file.problem


def test_of_ten_thousand_pages_the_first_are_drawn_and_the_rest_told(body: RoundBody) -> None:
    document, target = pypdfium2.PdfDocument.new(), BytesIO()
    for _ in range(10_000):
        document.new_page(20, 20)
    document.save(target)
    file = read(handed_in(body, target.getvalue()))
    assert (file.pages, file.pictures, file.state) == (10_000, MOST_PICTURES, "failed")
    assert "超过 5000 页的上限" in file.problem


def test_what_the_camera_wrote_is_not_in_the_preview(body: RoundBody) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x010E] = "家庭住址"
    exif[0x0112] = 6
    file = read(handed_in(body, picture(80, 40, "JPEG", exif=exif)))
    with Image.open(pictures_of(file.sha256) / "1.webp") as drawn:
        assert (drawn.size, len(drawn.getexif())) == ((40, 80), 0)


@pytest.mark.parametrize(
    ("content", "words"), [(ENCRYPTED, "打开密码"), (packed(a=b"1"), "解压后"), (bytes(300), "另存为")]
)
def test_what_cannot_be_read_says_what_to_do(body: RoundBody, content: bytes, words: str) -> None:
    file = read(handed_in(body, content))
    assert (file.state, file.pictures) == ("no_text", 0)
    assert words in file.problem


def test_a_document_that_points_elsewhere_fetches_nothing(body: RoundBody) -> None:
    asked: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 - the name that the library calls
            asked.append(self.path)
            self.send_error(404)

        def do_HEAD(self) -> None:  # noqa: N802
            self.do_GET()

        def do_OPTIONS(self) -> None:  # noqa: N802
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = f'<html><body><p>会议纪要</p><img src="http://127.0.0.1:{server.server_port}/a.png"></body></html>'
    rtf = (
        r"{\rtf1\ansi minutes {\field{\*\fldinst{ INCLUDEPICTURE "
        rf'"http://127.0.0.1:{server.server_port}/b.png" \\d }}}}}}'
    )
    try:
        read(handed_in(body, page))
        file = read(handed_in(body, rtf, name="x.rtf"))
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []
    assert file.state in ("read", "failed")
