"""Whole Word files through reading, checking and commenting: the report's own text stays letter for letter."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from dudao.facts.load import load_facts
from dudao.reports.output.annotated import annotate_reports
from dudao.reports.readers import libreoffice
from dudao.reports.readers.ooxml.names import ID, W
from dudao.reports.run import CheckRequest, check_file
from tests.reports.output.checked_pages import EXAMPLE
from tests.reports.output.test_annotated import assert_valid, commented_text, root_of
from tests.reports.readers.test_word import cell, row, run, table, text_box
from tests.reports.readers.word_files import docx_bytes, paragraph, written

INSERTED = "<w:ins w:id='91' w:author='甲' w:date='2021-10-01T00:00:00Z'>{}</w:ins>"
DELETED = (
    "<w:del w:id='92' w:author='甲' w:date='2021-10-01T00:00:00Z'><w:r><w:delText>旧数300所</w:delText></w:r></w:del>"
)
CONTROL = "<w:sdt><w:sdtPr><w:alias w:val='数据'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
COMMENT = '<w:comment w:id="7" w:author="乙"><w:p><w:r><w:t>请核。</w:t></w:r></w:p></w:comment>'
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
)
HARD = (
    paragraph("云州市人民政府2021年度履行教育职责情况自评报告")
    + paragraph("省人民政府教育督导委员会办公室：")
    + paragraph("一、基本情况")
    + f"<w:p>{run('全市现有小学')}{INSERTED.format(run('327'))}{DELETED}{run('所，初中106所，')}"
    f"<w:commentRangeStart w:id='7'/>{run('XX县')}<w:commentRangeEnd w:id='7'/><w:r><w:commentReference w:id='7'/></w:r>"
    f"{run('新建幼儿园6所')}<w:r><w:footnoteReference w:id='2'/></w:r>{run('。')}</w:p>"
    + f"<w:p>{run('一般公共预算教育支出由')}{CONTROL.format(run('58.72亿元'))}{run('增加到60.93亿元，增长')}"
    f"<w:hyperlink>{CONTROL.format(run('8.3%'))}</w:hyperlink>{run('。')}</w:p>"
    + CONTROL.format(paragraph("截至9月底，教师培训人数明显增加，XX校完成改造。"))
    + f"<w:p>{run('框前')}<w:r>{text_box(paragraph('XX区幼儿园12所'))}</w:r>{run('框后。')}</w:p>"
    + table(
        row(cell(paragraph("指标")), cell(paragraph("数量（所）"))), row(cell(paragraph("XX镇")), cell(paragraph("12")))
    )
    + paragraph("二、存在问题")
    + paragraph("学位紧张。")
    + SECTION
)
PARTS = {
    "footnotes": f'<w:footnote w:id="2">{paragraph("含XX园1所。")}</w:footnote>',
    "header1": paragraph("云州市教育局"),
    "comments": COMMENT,
}


def annotated(folder: Path, name: str = "report.docx", **extra: dict[str, bytes]) -> tuple[Path, int]:
    """The commented copy of the hard file, and the number of remarks."""
    path = written(folder, docx_bytes(HARD, PARTS, **extra), name)
    results = check_file(path, CheckRequest())
    out = folder / "out.docx"
    annotate_reports(path, [(each.given.report, each.diagnostics) for each in results], out)
    return out, sum(len(each.diagnostics) for each in results)


def letters(path: Path) -> list[tuple[str, str]]:
    """Every letter of the document with what it is (text, deleted text, tab …), runs joined."""
    found: list[tuple[str, str]] = []
    for element in root_of(path).iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}p", f"{W}tc"):
        name = etree.QName(element).localname
        content = element.text or ""
        if found and found[-1][0] == name and name in ("t", "delText"):
            found[-1] = (name, found[-1][1] + content)
        else:
            found.append((name, content))
    return found


def test_a_file_with_everything_in_it_keeps_its_text_and_its_other_parts(tmp_path: Path) -> None:
    out, count = annotated(tmp_path)
    assert_valid(out)
    assert letters(out) == letters(tmp_path / "report.docx")
    with zipfile.ZipFile(tmp_path / "report.docx") as before, zipfile.ZipFile(out) as after:
        for name in ("word/footnotes.xml", "word/header1.xml", "_rels/.rels"):
            assert before.read(name) == after.read(name)
    comments = root_of(out, "word/comments.xml")
    assert len(comments) == count + 1
    assert comments[0].get(f"{W}author") == "乙"
    assert count > 8


def test_tracked_changes_controls_and_what_else_a_run_stands_in_stay(tmp_path: Path) -> None:
    out, _ = annotated(tmp_path)
    for name in ("ins", "del", "sdt", "hyperlink", "txbxContent", "tbl", "footnoteReference", "sectPr", "sdtPr"):
        before, after = (len(list(root_of(path).iter(f"{W}{name}"))) for path in (tmp_path / "report.docx", out))
        assert before == after > 0, name


def test_comments_stand_at_their_words_in_controls_cells_and_beside_other_comments(tmp_path: Path) -> None:
    out, _ = annotated(tmp_path)
    found = commented_text(out)
    said = {each.get(ID): "".join(each.itertext()) for each in root_of(out, "word/comments.xml")}
    about = {number: text for number, text in said.items() if text.startswith(("MSK001", "NUM001"))}
    assert {"XX县", "8.3%", "XX校", "XX镇"} <= {found[number] for number in about}
    assert found["7"] == "XX县"
    assert any("原文：“XX区" in text for text in about.values())


def test_a_file_with_macros_is_commented_without_them(tmp_path: Path) -> None:
    types = zipfile.ZipFile(written(tmp_path, docx_bytes(HARD, PARTS))).read("[Content_Types].xml")
    macro = types.replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
    )
    out, _ = annotated(tmp_path, "report.docm", extra={"word/vbaProject.bin": b"\0macro", "[Content_Types].xml": macro})
    with zipfile.ZipFile(out) as packed:
        assert "word/vbaProject.bin" not in packed.namelist()
        assert b"macroEnabled" not in packed.read("[Content_Types].xml")
    assert letters(out) == letters(tmp_path / "report.docm")


def converted(path: Path, folder: Path) -> str:
    """The text of the PDF that LibreOffice makes of a file, blanks left out."""
    program = libreoffice.program()
    if program is None:
        pytest.fail("LibreOffice is missing. Install it with: make debian (package libreoffice-writer-nogui)")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(arguments, check=True, capture_output=True, timeout=120)
    document = pypdfium2.PdfDocument(folder / f"{path.stem}.pdf")
    text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    document.close()
    return "".join(text.split())


def test_libreoffice_opens_the_copy_and_prints_what_the_report_says(tmp_path: Path) -> None:
    source = EXAMPLE / "report.docx"
    (result,) = check_file(source, CheckRequest(facts=load_facts([EXAMPLE]).known))
    for name, report_file in (("copy.docx", source), ("text.docx", EXAMPLE / "report.txt")):
        (result,) = check_file(report_file, CheckRequest())
        annotate_reports(report_file, [(result.given.report, result.diagnostics)], tmp_path / name)
        assert_valid(tmp_path / name)
        printed = converted(tmp_path / name, tmp_path)
        for words in ("现有各级各类学校938所", "截至今年X月底", "义务教育大班额全面消除", "2021年11月5日"):
            assert words in printed


def test_reports_of_other_formats_become_a_word_file_set_like_an_official_one(tmp_path: Path) -> None:
    (result,) = check_file(EXAMPLE / "report.txt", CheckRequest())
    out = tmp_path / "out.docx"
    annotate_reports(EXAMPLE / "report.txt", [(result.given.report, result.diagnostics)], out)
    root = root_of(out)
    styles = {
        each.find(f"{W}pPr/{W}pStyle").get(f"{W}val") if each.find(f"{W}pPr/{W}pStyle") is not None else ""
        for each in root.iter(f"{W}p")
    }
    assert styles == {"Title", "Flush", "", "Heading1", "Signed"}
    defined = {each.get(f"{W}styleId") for each in root_of(out, "word/styles.xml").iter(f"{W}style")}
    assert styles - {""} <= defined
    text = ["".join(each.itertext(f"{W}t")) for each in root.iter(f"{W}p")]
    assert text == result.given.report.text.split("\n")
    size = root.find(f"{W}body/{W}sectPr/{W}pgSz")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
