"""The commented copy: every remark at its place, the report's own text and looks as before, a valid Word file."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import etree

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Location, Severity, Texts
from dudao.reports.model import BlockKind, Piece, Report, Source
from dudao.reports.output.annotated import annotate_docx, annotate_reports, annotate_text_as_docx
from dudao.reports.readers import libreoffice, word
from dudao.reports.readers.ooxml.names import ID, MATH, W
from dudao.values.errors import MisuseError
from dudao.values.spans import Span
from tests.reports.readers.test_word import cell, field, row, run, table, text_box
from tests.reports.readers.word_files import docx_bytes, paragraph, written

TEXTS = Texts(
    summary=Bilingual("示例", "sample"),
    message=Bilingual("「{word}」可疑", "{word} is doubtful"),
    why=Bilingual("原因一句。", "One reason."),
    authority=Bilingual("本系统约定", "house rule"),
    help=Bilingual("请核对{word}。", "Check {word}."),
)
MATH_TEXT = f"{MATH}t"
SECTION = '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
BODY = (
    paragraph("云州市自评报告", properties='<w:jc w:val="center"/>', run='<w:sz w:val="44"/>')
    + f"<w:p><w:pPr><w:ind w:firstLineChars='200'/></w:pPr>{run('现有小学', '<w:b/>')}{run('371所，初中118所。')}"
    f"<w:hyperlink>{run('详见附表')}</w:hyperlink><w:ins w:id='9' w:author='x'>{run('增补内容')}</w:ins>"
    '<w:r><w:tab/><w:t>表尾</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    + f"<w:p>{field(' REF x ', '见表3')}<m:oMath><m:r><m:t>y=2</m:t></m:r></m:oMath>"
    f"<w:r><w:rPr><w:i/></w:rPr>{text_box(paragraph('框内12人'))}</w:r>{run('框后')}</w:p>"
    + table(row(cell(paragraph("学段")), cell(paragraph("学校") + paragraph("（所）"))))
    + paragraph()
    + SECTION
)
PARTS = {"footnotes": f'<w:footnote w:id="2">{paragraph("含民办园12所")}</w:footnote>', "footer1": paragraph("页脚5")}
COMMENTED = {
    "comments": f'<w:comment w:id="7" w:author="x">{paragraph("原有批注")}</w:comment>',
}


def report_of(source: Source) -> Report:
    """A report whose text is every block on its own line, so that tests name places by their words alone."""
    pieces, parts, at = [], [], 0
    for index, block in enumerate(source.blocks):
        if block.kind is BlockKind.COMMENT:
            continue
        if block.numbering:
            pieces.append(Piece(at, len(block.numbering), index, None))
            at += len(block.numbering)
        pieces.append(Piece(at, len(block.text), index, 0))
        parts.append(block.numbering + block.text)
        at += len(block.text) + 1
    text = "\n".join(parts)
    return Report(source=source, text=text, folded=text, sentences=(), pieces=tuple(pieces), paragraphs=())


def remark(report: Report, quote: str | None) -> Diagnostic:
    location = None
    if quote is not None:
        at = report.text.index(quote)
        location = Location(Span(at, at + len(quote)), quote)
    return Diagnostic("NUM001", "sample", Kind.FAIL, Severity.ERROR, TEXTS, location, params={"word": quote or "全文"})


def annotated(folder: Path, quotes: list[str | None], body: str = BODY, parts: dict[str, str] | None = None) -> Path:
    path = written(folder, docx_bytes(body, PARTS if parts is None else parts))
    report = report_of(word.read(path))
    out = folder / "out.docx"
    annotate_docx(path, report, [remark(report, quote) for quote in quotes], out, day=date(2021, 11, 5))
    return out


def root_of(path: Path, part: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(path) as packed:
        return etree.fromstring(packed.read(part))


def commented_text(path: Path) -> dict[str, str]:
    """Comment id to the text between its marks."""
    open_now: set[str] = set()
    found: dict[str, str] = {}
    for element in root_of(path).iter():
        if element.tag == f"{W}commentRangeStart":
            open_now.add(element.get(ID))
            found[element.get(ID)] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_now.discard(element.get(ID))
        elif element.tag in (f"{W}t", f"{W}tab", MATH_TEXT):
            for number in open_now:
                found[number] += "\t" if element.tag == f"{W}tab" else element.text or ""
    return found


# content models of ISO/IEC 29500-1 around comment marks, as far as this file's documents use them
INLINE = {
    f"{W}{name}" for name in ("r", "hyperlink", "ins", "del", "commentRangeStart", "commentRangeEnd", "fldSimple")
}
INLINE |= {f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "sdt", "smartTag", "proofErr")}
ALLOWED = {
    f"{W}p": INLINE | {f"{W}pPr", f"{MATH}oMath"},
    f"{W}hyperlink": INLINE,
    f"{W}ins": INLINE,
    f"{W}body": {f"{W}p", f"{W}tbl", f"{W}sdt", f"{W}sectPr"},
    f"{W}tc": {f"{W}tcPr", f"{W}p", f"{W}tbl"},
    f"{W}comments": {f"{W}comment"},
    f"{W}comment": {f"{W}p"},
}


def assert_valid(path: Path) -> None:
    """Element order round comments, ids, content types and links are as the schema and the package rules ask."""
    document, comments = root_of(path), root_of(path, "word/comments.xml")
    for element in (*document.iter(), *comments.iter()):
        if element.tag in ALLOWED:
            assert {child.tag for child in element} <= ALLOWED[element.tag], element.tag
        for first in (f"{W}pPr", f"{W}rPr"):
            found = element.find(first)
            assert found is None or element.index(found) == 0
        if element.tag == f"{W}r":
            assert len(element) > (element.find(f"{W}rPr") is not None), "an empty run"
    ids = [comment.get(ID) for comment in comments.iter(f"{W}comment")]
    assert len(ids) == len(set(ids))
    assert_marks_pair(document, set(ids))
    assert all(comment.get(f"{W}author") for comment in comments)
    types = root_of(path, "[Content_Types].xml")
    declared = [each.get("PartName") for each in types if each.get("PartName")]
    assert len(declared) == len(set(declared))
    assert "/word/comments.xml" in declared
    links = root_of(path, "word/_rels/document.xml.rels")
    assert sum(link.get("Type").endswith("/comments") for link in links) == 1
    assert len({link.get("Id") for link in links}) == len(links)


def assert_marks_pair(document: etree._Element, ids: set[str]) -> None:
    """Each comment has one start, one end after it, one reference after that, and none stands in a text box."""
    order = {element: at for at, element in enumerate(document.iter())}
    for number in ids:
        placed = []
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            found = [each for each in document.iter(f"{W}{name}") if each.get(ID) == number]
            assert len(found) == 1, (name, number)
            assert next(found[0].iterancestors(f"{W}txbxContent"), None) is None
            placed.append(order[found[0]])
        assert placed == sorted(placed)


QUOTES = [
    "自评报告",
    "小学371所",
    "371所",
    "118所。详见",
    "详见附表",
    "增补",
    "表尾",
    "见表",
    "y=2",
    "（所）",
    "学校\n（所）",
]


def test_each_comment_stands_round_the_words_it_means(tmp_path: Path) -> None:
    out = annotated(tmp_path, list(QUOTES))
    assert_valid(out)
    found = commented_text(out)
    assert [found[str(number)] for number in range(len(QUOTES))] == [quote.replace("\n", "") for quote in QUOTES]


def test_text_looks_and_places_stay_as_they_were(tmp_path: Path) -> None:
    out = annotated(tmp_path, [*QUOTES, None, "框内", "民办园", "页脚"])
    before, after = word.read(tmp_path / "report.docx"), word.read(out)
    assert [block for block in after.blocks if block.kind is not BlockKind.COMMENT] == list(before.blocks)
    assert after.page_setups == before.page_setups


def test_runs_keep_their_look_when_they_are_split(tmp_path: Path) -> None:
    out = annotated(tmp_path, ["有小"])
    bold = [each.findtext(f"{W}t") for each in root_of(out).iter(f"{W}r") if each.find(f"{W}rPr/{W}b") is not None]
    assert bold == ["现", "有小", "学"]


def test_remarks_outside_the_body_hang_on_it_and_quote_their_words(tmp_path: Path) -> None:
    out = annotated(tmp_path, ["框内12人", "民办园12所", "页脚5", None])
    assert_valid(out)
    comments = root_of(out, "word/comments.xml")
    texts = ["".join(comment.itertext()) for comment in comments]
    assert ["原文：“框内12人”" in texts[0], "原文：“民办园12所”" in texts[1], "原文：“页脚5”" in texts[2]] == [True] * 3
    assert "原文" not in texts[3]
    found = commented_text(out)
    assert found["1"] == "\t表尾"
    assert found["2"] == found["3"] == "云州市自评报告"


def test_a_comment_says_all_that_is_known(tmp_path: Path) -> None:
    comments = root_of(annotated(tmp_path, ["118所"]), "word/comments.xml")
    (comment,) = comments
    assert (comment.get(f"{W}author"), comment.get(f"{W}date")) == ("Dudao 督导", "2021-11-05T00:00:00Z")
    assert ["".join(line.itertext()) for line in comment] == [
        "NUM001 错误：「118所」可疑",
        "办法：请核对118所。",
        "依据：本系统约定",
        "原因：原因一句。",
    ]


def test_comments_that_were_there_stay_and_ids_do_not_clash(tmp_path: Path) -> None:
    body = f'<w:p><w:commentRangeStart w:id="7"/>{run("甲乙")}<w:commentRangeEnd w:id="7"/>' + (
        '<w:r><w:commentReference w:id="7"/></w:r></w:p>' + SECTION
    )
    out = annotated(tmp_path, ["甲", "甲乙", "乙"], body, PARTS | COMMENTED)
    assert_valid(out)
    assert commented_text(out) == {"7": "甲乙", "8": "甲", "9": "甲乙", "10": "乙"}
    assert "原有批注" in [block.text for block in word.read(out).blocks]


def test_a_generated_number_and_an_empty_paragraph_can_be_commented(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = paragraph("概况", properties=properties) + paragraph("", properties=properties) + "<w:sectPr/>"
    out = annotated(tmp_path, ["一、", "一、概况", "二、"], body, {"numbering": numbering})
    assert_valid(out)
    assert commented_text(out)["1"] == "概况"


def test_the_same_remarks_give_the_same_bytes(tmp_path: Path) -> None:
    first = annotated(tmp_path, ["118所", None]).read_bytes()
    assert annotated(tmp_path, ["118所", None]).read_bytes() == first


def test_a_thousand_remarks_take_no_longer_than_they_should(tmp_path: Path) -> None:
    body = "".join(paragraph(f"第{number}条增长{number}所。" * 3) for number in range(1000)) + "<w:sectPr/>"
    out = annotated(tmp_path, [f"增长{number}所" for number in range(1000)], body, {})
    assert_valid_quickly(out, 1000)


def assert_valid_quickly(path: Path, count: int) -> None:
    assert len(root_of(path, "word/comments.xml")) == count
    assert sum(1 for _ in root_of(path).iter(f"{W}commentReference")) == count


def test_macros_are_left_behind(tmp_path: Path) -> None:
    content = docx_bytes(paragraph("甲"), extra={"word/vbaProject.bin": b"\0"})
    path = written(tmp_path, content, "report.docm")
    report = report_of(word.read(path))
    annotate_docx(path, report, [remark(report, "甲")], tmp_path / "out.docx")
    with zipfile.ZipFile(tmp_path / "out.docx") as packed:
        assert "word/vbaProject.bin" not in packed.namelist()
    assert docx.Document(str(tmp_path / "out.docx")).paragraphs[0].text == "甲"


def test_another_file_than_the_one_checked_is_refused(tmp_path: Path) -> None:
    report = report_of(word.read(written(tmp_path, docx_bytes(paragraph("甲")))))
    other = written(tmp_path, docx_bytes(paragraph("乙")), "other.docx")
    with pytest.raises(MisuseError):
        annotate_docx(other, report, [], tmp_path / "out.docx")
    with pytest.raises(MisuseError):
        annotate_docx(other, report, [], other)
    assert not (tmp_path / "out.docx").exists()


def test_a_text_becomes_a_plain_word_file_with_the_same_comments(tmp_path: Path) -> None:
    text = "云州市自评报告\n\n现有小学371所。\x07\n末段"
    report = Report(source=Source("text", ()), text=text, folded=text, sentences=(), pieces=(), paragraphs=())
    out = tmp_path / "out.docx"
    remarks = [remark(report, quote) for quote in ("371所", "报告\n\n现有", "\n\n现", None, "末段")]
    annotate_reports(tmp_path / "none.txt", [(report, remarks)], out)
    assert_valid(out)
    opened = docx.Document(str(out))
    assert [each.text for each in opened.paragraphs] == ["云州市自评报告", "", "现有小学371所。\ufffd", "末段"]
    found = commented_text(out)
    assert (found["0"], found["1"], found["4"]) == ("371所", "报告现有", "末段")
    annotate_text_as_docx(report, [], out)
    assert_valid(out)


def test_several_reports_of_one_file_are_commented_in_one_copy(tmp_path: Path) -> None:
    path = written(tmp_path, docx_bytes(paragraph("甲县报告") + paragraph("乙县报告") + "<w:sectPr/>"))
    whole = report_of(word.read(path))
    first = replace(whole, text="甲县报告", pieces=whole.pieces[:1])
    second = replace(whole, text="乙县报告", pieces=(Piece(0, 4, 1, 0),))
    checked = [(first, [remark(first, "甲县")]), (second, [remark(second, "乙县")])]
    annotate_reports(path, checked, tmp_path / "out.docx")
    assert commented_text(tmp_path / "out.docx") == {"0": "甲县", "1": "乙县"}
    texts = [(replace(report, source=Source("text", ())), remarks) for report, remarks in checked]
    annotate_reports(path, texts, tmp_path / "out.docx")
    assert commented_text(tmp_path / "out.docx") == {"0": "甲县", "1": "乙县"}


@pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")
def test_python_docx_and_libreoffice_open_it_with_the_same_text(tmp_path: Path) -> None:
    out = annotated(tmp_path, [*QUOTES, None, "框内12人", "民办园12所"])
    before = docx.Document(str(tmp_path / "report.docx"))
    after = docx.Document(str(out))
    assert [each.text for each in after.paragraphs] == [each.text for each in before.paragraphs]
    assert len(list(after.comments)) == len(QUOTES) + 3
    program = libreoffice.program()
    assert program is not None
    for target, name in (("pdf", "out.pdf"), ("odt", "out.odt")):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        subprocess.run(
            [program, profile, "--headless", "--convert-to", target, "--outdir", str(tmp_path), str(out)],
            check=True,
            capture_output=True,
            timeout=120,
        )
        assert (tmp_path / name).stat().st_size > 0
    with zipfile.ZipFile(tmp_path / "out.odt") as packed:
        content = packed.read("content.xml").decode()
    assert content.count("<office:annotation ") == len(QUOTES) + 3
