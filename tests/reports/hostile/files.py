"""Hostile and odd files, made when a test asks for them; none is kept in the repository."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

from tests.reports.readers.pdf_files import PdfPage, pdf_bytes
from tests.reports.readers.word_files import docx_bytes, paragraph, zip_bytes

SENTENCE = "2021年，全市共有学校12所，投入64.69亿元，比上年增长1.81%。"


def _with_part(name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx_bytes(paragraph(SENTENCE)))) as packed:
        entries = {each: packed.read(each) for each in packed.namelist()}
    return zip_bytes(entries | {name: content})


def zip_bomb() -> bytes:
    """A Word file of some 300 KB whose text part unpacks to 300 MB."""
    content = io.BytesIO(docx_bytes(paragraph(SENTENCE)))
    with (
        zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("word/media/a.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(b" " * 1_000_000)
    return content.getvalue()


def text_bomb() -> bytes:
    """A Word file whose text part is 300 MB of blanks."""
    return _with_part("word/document.xml", b"<w:document>" + b" " * 300_000_000)


def entity_bomb() -> bytes:
    lines = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
    xml = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "{"z" * 100}">{lines}]><w:document>&a11;</w:document>'
    return _with_part("word/document.xml", xml.encode())


def many_entries() -> bytes:
    """An archive of 100,000 empty files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for at in range(100_000):
            archive.writestr(f"word/{at}", b"")
    return content.getvalue()


def cut(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


def pdf_of(pages: int) -> bytes:
    return pdf_bytes(*(_page(at) for at in range(1, pages + 1)))


def _page(number: int) -> PdfPage:
    page = PdfPage()
    for line in range(22):
        page.text(80, 100 + 29 * line, f"第{number}页第{line}行，共有学校{line}所，占比12.5%，增长。")
    return page.text(280, 800, f"— {number} —", size=14)


def pdf_that_points_to_itself() -> bytes:
    """A page tree whose only page is the tree."""
    content = pdf_of(1)
    return content.replace(b"/Kids [", b"/Kids [2 0 R ")


def pdf_of_a_billion_pages() -> bytes:
    return pdf_of(1).replace(b"/Count 1 ", b"/Count 999999999 ")


def pdf_bomb() -> bytes:
    """One page whose content unpacks to 200 MB of drawing."""
    return pdf_bytes(PdfPage().raw("0 0 m 9 9 l S\n" * 15_000_000))


def web_page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def nested_page(tag: str, depth: int) -> bytes:
    return web_page(f"<{tag}>" * depth + SENTENCE + f"</{tag}>" * depth)


def nested_tables(depth: int) -> bytes:
    return web_page("<table><tr><td>" * depth + SENTENCE + "</td></tr></table>" * depth)


def wide_spans() -> bytes:
    cells = '<td rowspan="65534" colspan="1000">1</td>' * 400
    return web_page(f"<p>{SENTENCE}</p><table>{f'<tr>{cells}</tr>' * 50}</table>")


def mutated(content: bytes, random_source: random.Random) -> bytes:
    """The file with a few bytes changed, cut out, doubled or put in."""
    changed = bytearray(content)
    for _ in range(random_source.randrange(1, 9)):
        at = random_source.randrange(len(changed)) if changed else 0
        length = random_source.randrange(1, 40)
        _MUTATIONS[random_source.randrange(len(_MUTATIONS))](changed, at, length, random_source)
    return bytes(changed)


def with_mutated_part(content: bytes, random_source: random.Random) -> bytes:
    """A Word file with a few bytes of its text part changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        entries = {each: packed.read(each) for each in packed.namelist()}
    name = "word/document.xml"
    return zip_bytes(entries | {name: mutated(entries[name], random_source)})


def _flip(content: bytearray, at: int, length: int, source: random.Random) -> None:
    for place in range(at, min(at + length, len(content))):
        content[place] = source.randrange(256)


def _cut_out(content: bytearray, at: int, length: int, source: random.Random) -> None:
    del content[at : at + length * source.randrange(1, 50)]


def _double(content: bytearray, at: int, length: int, source: random.Random) -> None:
    content[at:at] = content[at : at + length] * source.randrange(1, 40)


def _put_in(content: bytearray, at: int, length: int, source: random.Random) -> None:
    content[at:at] = source.choice(_WORDS)


def _one_bit(content: bytearray, at: int, length: int, source: random.Random) -> None:
    if content:
        content[at] ^= 1 << source.randrange(8)


_MUTATIONS: tuple[Callable[[bytearray, int, int, random.Random], None], ...] = (
    _flip,
    _cut_out,
    _double,
    _put_in,
    _one_bit,
)
_WORDS = (
    b"\x00",
    b"\xff\xff\xff\xff",
    b"9999999999",
    b"-1",
    b"<table>",
    b"</w:p>",
    b"<![CDATA[",
    b" R ",
    b"<<",
    b"endobj",
    "乱码锟斤拷".encode(),
    "鏁欒偛".encode(),
    b"\xfe\xff",
    b"\x0c",
    b"|---|",
    b"\r\n\r\n",
)
