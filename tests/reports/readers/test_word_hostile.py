"""Odd and hostile Word files: one plain sentence, or a right result; never another exception, never much memory."""

from __future__ import annotations

import random
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from dudao.reports.model import Source
from dudao.reports.readers import word
from dudao.reports.readers.ooxml import package
from dudao.values.errors import UnreadableError
from tests.reports.readers.word_files import DECLARATION, TYPE, document_xml, docx_bytes, paragraph, written, zip_bytes

CONTENT_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def entries_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def with_document(xml: bytes) -> bytes:
    return zip_bytes(entries_of(docx_bytes("")) | {"word/document.xml": xml})


def refusal(folder: Path, content: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        word.read(written(folder, content))
    assert caught.value.en
    return caught.value.zh


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    content = docx_bytes(paragraph("甲" * 5000))
    for share in (0.3, 0.7, 0.98):
        assert "损坏或没有传完整" in refusal(tmp_path, content[: int(len(content) * share)])


def test_a_part_with_broken_bytes_is_named(tmp_path: Path) -> None:
    entries = entries_of(docx_bytes(paragraph("甲")))
    assert "word/document.xml" in refusal(tmp_path, zip_bytes(entries | {"word/document.xml": b"<w:document"}))


def test_a_file_without_text_part_is_refused(tmp_path: Path) -> None:
    entries = entries_of(docx_bytes(paragraph("甲")))
    del entries["word/document.xml"]
    assert "document.xml" in refusal(tmp_path, zip_bytes(entries))


def test_a_workbook_is_called_a_workbook(tmp_path: Path) -> None:
    assert "电子表格" in refusal(
        tmp_path, zip_bytes({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": b"<x/>"})
    )


def test_a_bomb_of_one_large_part_is_refused_without_inflating_it_all(tmp_path: Path) -> None:
    bomb = with_document(document_xml("<w:p/>").encode().replace(b"<w:p/>", b"<w:p/>" + b" " * 60_000_000))
    started = time.perf_counter()
    assert "压缩炸弹" in refusal(tmp_path, bomb)
    assert time.perf_counter() - started < 2


def test_a_bomb_is_refused_by_what_it_declares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_DECLARED_BYTES", 100_000)
    pictures = {f"word/media/image{number}.png": bytes(60_000) for number in range(2)}
    assert "压缩炸弹" in refusal(tmp_path, docx_bytes(paragraph("甲"), extra=pictures))


def test_all_parts_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_READ_BYTES", 3_000)
    assert "过大" in refusal(tmp_path, docx_bytes(paragraph("甲"), {"comments": "<!-- " + "x" * 3000 + " -->"}))


def test_too_many_entries_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_ENTRIES", 20)
    extra = {f"word/media/{number}.png": b"" for number in range(30)}
    assert "上限 20" in refusal(tmp_path, docx_bytes(paragraph("甲"), extra=extra))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_read(tmp_path: Path, encoding: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'
        + document_xml(paragraph("&l9;")).partition("?>")[2]
    )
    assert "DTD" in refusal(tmp_path, with_document(xml.encode(encoding)))


def test_an_external_entity_reads_no_file(tmp_path: Path) -> None:
    xml = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + document_xml(paragraph("&x;")).partition("?>")[2]
    assert "DTD" in refusal(tmp_path, with_document(xml.encode()))


def test_an_encrypted_zip_entry_asks_for_the_password_to_be_taken_off(tmp_path: Path) -> None:
    content = bytearray(docx_bytes(paragraph("甲")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    assert "密码" in refusal(tmp_path, bytes(content))


def test_an_encrypted_office_file_asks_for_the_password_to_be_taken_off(tmp_path: Path) -> None:
    content = ole_file("EncryptedPackage")
    assert word.recognise(content, "x.docx").score >= 90
    assert "密码" in refusal(tmp_path, content)
    assert ".doc" in refusal(tmp_path, ole_file("WordDocument"))


def ole_file(stream: str) -> bytes:
    """A compound file of one allocation sector and one directory sector, with a stream of that name."""
    header = bytearray(b"\xff" * 512)
    header[:76] = bytes(76)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32] = (9).to_bytes(2, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[76:80] = (0).to_bytes(4, "little")
    table = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff" * 504
    directory = bytearray(512)
    for at, name in ((0, "Root Entry"), (128, stream)):
        encoded = name.encode("utf-16-le")
        directory[at : at + len(encoded)] = encoded
        directory[at + 64 : at + 66] = (len(encoded) + 2).to_bytes(2, "little")
    return bytes(header) + table + bytes(directory)


def test_names_that_climb_out_of_the_file_are_only_names(tmp_path: Path) -> None:
    entries = entries_of(docx_bytes(paragraph("甲")))
    links = (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="s" Type="{TYPE}/styles" Target="../../../../etc/passwd"/></Relationships>'
    )
    entries |= {"../../evil.xml": b"x", "word/_rels/document.xml.rels": links.encode()}
    source = word.read(written(tmp_path, zip_bytes(entries)))
    assert [block.text for block in source.blocks] == ["甲"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.docx"]


def test_macros_and_outside_references_are_noted_and_links_are_not(tmp_path: Path) -> None:
    links = (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{TYPE}/attachedTemplate" Target="http://example.invalid/t.dotm" TargetMode="External"/>'
        f'<Relationship Id="b" Type="{TYPE}/hyperlink" Target="http://example.invalid/" TargetMode="External"/>'
        "</Relationships>"
    )
    extra = {"word/vbaProject.bin": b"\0", "word/_rels/settings.xml.rels": links.encode()}
    source = word.read(written(tmp_path, docx_bytes(paragraph("甲"), {"settings": ""}, extra=extra)))
    assert [(problem.code, problem.quote) for problem in source.problems] == [
        ("macro", "vbaProject.bin"),
        ("external_reference", "http://example.invalid/t.dotm"),
    ]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
    ],
)
def test_deep_nesting_is_read_or_refused_in_one_sentence(tmp_path: Path, opening: str, closing: str) -> None:
    deep = opening * 50 + paragraph("底") + closing * 50
    assert "底" in [block.text.strip() for block in word.read(written(tmp_path, docx_bytes(deep))).blocks]
    deeper = opening * 5000 + paragraph("底") + closing * 5000
    assert "嵌套" in refusal(tmp_path, docx_bytes(deeper))


def test_strict_files_are_read_like_others(tmp_path: Path) -> None:
    entries = entries_of(docx_bytes(paragraph("甲", properties='<w:jc w:val="center"/>')))
    for strict, transitional in package.STRICT:
        entries = {name: content.replace(transitional, strict) for name, content in entries.items()}
    (block,) = word.read(written(tmp_path, zip_bytes(entries))).blocks
    assert (block.text, block.style and block.style.align) == ("甲", "center")


def test_backslashes_and_other_case_in_names_are_understood(tmp_path: Path) -> None:
    entries = entries_of(docx_bytes(paragraph("甲")))
    entries["word\\Document.xml"] = entries.pop("word/document.xml")
    assert [block.text for block in word.read(written(tmp_path, zip_bytes(entries))).blocks] == ["甲"]


def test_reading_grows_in_step_with_the_text(tmp_path: Path) -> None:
    one = paragraph("全市现有学校1042所，比上年增加12所。", properties='<w:ind w:firstLineChars="200"/>')
    seconds = []
    for count in (1_000, 10_000):
        path = written(tmp_path, docx_bytes(one * count))
        best = min(_seconds_to_read(path) for _ in range(2))
        seconds.append(best)
    assert seconds[1] < 25 * seconds[0]
    assert seconds[1] < 3


def _seconds_to_read(path: Path) -> float:
    started = time.process_time()
    word.read(path)
    return time.process_time() - started


RICH = docx_bytes(
    paragraph("标题", properties='<w:pStyle w:val="a"/><w:jc w:val="center"/>')
    + paragraph("条", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>'
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>'
    f"{paragraph('格')}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>',
    {
        "styles": '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr>'
        '<w:rPr><w:sz w:val="44"/></w:rPr></w:style>',
        "numbering": '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
        "footer1": '<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>',
    },
)


def test_mutated_bytes_of_the_zip_give_a_source_or_one_sentence(tmp_path: Path) -> None:
    chance = random.Random(20121)
    for _ in range(300):
        content = bytearray(RICH)
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        _read_or_refuse(written(tmp_path, bytes(content)))


def test_mutated_xml_gives_a_source_or_one_sentence(tmp_path: Path) -> None:
    """Bytes inside the parts are changed and the zip made anew, so that its checksums do not shield the walk."""
    chance = random.Random(97042012)
    entries = entries_of(RICH)
    names = [name for name in entries if name.startswith("word/")]
    values = [b"", b"-1", b"99999999999", b"abc", b"%1%9", b"0", "十".encode()]
    refused = 0
    for _ in range(600):
        name = chance.choice(names)
        content = entries[name]
        if chance.random() < 0.7 and b'w:val="' in content:
            starts = [at + 7 for at in range(len(content)) if content.startswith(b'w:val="', at)]
            at = chance.choice(starts)
            content = content[:at] + chance.choice(values) + content[content.index(b'"', at) :]
        else:
            at, length = chance.randrange(len(content)), chance.randint(1, 40)
            content = content[:at] + bytes(chance.randrange(32, 127) for _ in range(3)) + content[at + length :]
        refused += _read_or_refuse(written(tmp_path, zip_bytes(entries | {name: content})))
    assert 0 < refused < 600


def _read_or_refuse(path: Path) -> bool:
    """Whether the file was refused; any exception but UnreadableError fails the test."""
    try:
        source: Source | None = word.read(path)
    except UnreadableError as error:
        source = None
        sentences = (error.zh, error.en)
    assert source is not None or all(sentences)
    return source is None
