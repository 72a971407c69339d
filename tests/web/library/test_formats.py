"""Every format that the library takes, and other versions of a document."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from docx import Document as WordFile
from openpyxl import Workbook
from openpyxl.drawing.image import Image as Drawing
from openpyxl.worksheet.properties import WorksheetProperties
from PIL import Image

from dudao.reports.model import Source
from dudao.reports.readers import scan
from dudao.values.errors import UnreadableError
from dudao.web.evidence import pictures
from dudao.web.evidence.reading import limited
from dudao.web.library.actions import add_version
from dudao.web.library.models import Document
from dudao.web.library.reading import opening
from dudao.web.library.reading.workbooks import fit_columns
from dudao.web.library.states import DocumentState
from dudao.web.library.storage import page_picture, public_pdf, thumbnail
from dudao.web.policies import Refused
from tests.web.cast import NOW, acting_as
from tests.web.library.documents import made_document
from tests.web.library.presentations import presentation
from tests.web.library.stage_setting import REPORT, read, received, shown

pytestmark = pytest.mark.usefixtures("cast")
SAVED_PAGE = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    "<html><head><title>报告</title></head><body>"
    + "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
    + "</body></html>\r\n--b--\r\n"
)


def workbook() -> bytes:
    """A table."""
    book, target = Workbook(), BytesIO()
    book.active.append(["学校", "在校学生数（人）"])
    book.active.append(["临江县第一小学", 1234])
    book.active.column_dimensions["A"].width = 30
    book.active.sheet_properties = WorksheetProperties(tabColor="FF0000")
    book.save(target)
    return target.getvalue()


def converted(suffix: str, into: str, folder: Path) -> bytes:
    """The report as LibreOffice saves it."""
    given = folder / f"report.{suffix}"
    given.write_text(REPORT, "utf-8")
    program = shutil.which("soffice") or pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", into, "--outdir", str(folder), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"report.{into.partition(':')[0]}").read_bytes()


@pytest.mark.parametrize(("content", "name"), [("# 报告\n\n" + REPORT, "报告.md"), (SAVED_PAGE, "报告.mht")])
def test_written_texts_are_set_as_pages(content: str, name: str) -> None:
    document = received(content, name)
    made = shown(document)
    assert (document.state, document.year, made.pictures) == ("waiting", 2024, 1)
    assert "64.69亿元" in list(made.foundfigures.values_list("text", flat=True))
    assert "boundary" not in made.page_texts.get(number=1).text


TABLE = (
    "<table><tr><th rowspan=2>乡镇</th><th colspan=2>小学</th></tr><tr><th>学校数（所）</th><th>在校生（人）</th></tr>"
    "<tr><td>青山镇</td><td>3</td><td>1204</td></tr><tr><td>白水镇</td><td>2</td><td>873</td></tr></table>"
)


def word_with_a_table() -> bytes:
    """The same table in a Word file."""
    document, target = WordFile(), BytesIO()
    document.add_paragraph("临江县2024年教育事业统计公报")
    document.add_paragraph("各乡镇小学情况如下。")
    table = document.add_table(rows=0, cols=3)
    for row in (("乡镇", "学校数（所）", "在校生（人）"), ("青山镇", "3", "1204"), ("白水镇", "2", "873")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(target)
    return target.getvalue()


def without_office(does: Callable[..., Source], given: Path, *rest: Any) -> Source:
    """The limited process of a machine on which LibreOffice is not installed."""
    if does is pictures.convert_office:
        raise UnreadableError("没有安装 LibreOffice", "LibreOffice is not installed")
    return limited(does, given, *rest)


@pytest.mark.parametrize("form", ["page", "word", "word without LibreOffice"])
def test_a_table_stays_a_table(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<html><body><h1>临江县2024年教育事业统计公报</h1><p>各乡镇小学情况如下。</p>{TABLE}</body></html>"
    if form == "word without LibreOffice":
        monkeypatch.setattr(opening, "limited", without_office)
    made = shown(received(page, "公报.html") if form == "page" else received(word_with_a_table(), "公报.docx"))
    assert [each.text for each in made.foundfigures.all()] == ["3", "1204", "2", "873"]


def test_a_workbook_becomes_pages() -> None:
    document = received(workbook(), "学校名单.xlsx")
    made = shown(document)
    assert (document.state, document.title, made.pictures) == ("waiting", "学校名单", 1)
    assert "临江县第一小学" in made.page_texts.get().text


def narrow_workbook() -> bytes:
    """A table whose columns are narrower than what stands in them, under a caption over all of them."""
    book, target = Workbook(), BytesIO()
    sheet = book.active
    sheet.append(["云州省临江县2024年小学基本情况表"])
    sheet.merge_cells("A1:C1")
    sheet.append(["学校", "在校学生数（人）", "备注"])
    remark = "校舍改造已于八月竣工验收，剩余附属工程列入下一年度建设计划，资金由县财政统筹安排"
    sheet.append(["临江县城关镇中心小学（含教学点）", 1234567890123, remark])
    sheet.append(["合计", "=SUM(B3:B3)", None])
    book.save(target)
    return target.getvalue()


def test_no_cell_of_a_workbook_is_cut() -> None:
    document = received(narrow_workbook(), "表1.xlsx")
    words = "".join(shown(document).page_texts.get().text.split())
    for cell in ("临江县城关镇中心小学（含教学点）", "在校学生数（人）", "资金由县财政统筹安排"):
        assert cell in words
    assert words.count("1234567890123") == 2
    assert (document.title, document.place, document.level) == ("云州省临江县2024年小学基本情况表", "临江县", "county")
    assert (document.year, document.proposed["year"]["from"]) == (2024, "text")


def test_a_workbook_without_a_caption_is_called_like_its_file() -> None:
    document = received(workbook(), "2023年云东市学校名单.xlsx")
    assert (document.title, document.place, document.level) == ("2023年云东市学校名单", "云东市", "city")
    assert (document.year, document.proposed["year"]["from"]) == (2023, "name")


def test_a_cell_far_from_all_others_is_named() -> None:
    book, target = Workbook(), BytesIO()
    book.active.title, book.active["A1"], book.active["XFD1048576"] = "学校", "临江县学校表", "远处"
    book.save(target)
    document = received(target.getvalue(), "学校表.xlsx")
    assert document.state == "failed"
    assert "工作表“学校”的 XFD1048576" in document.reason


def test_a_workbook_with_pictures_keeps_them(tmp_path: Path) -> None:
    path, target = tmp_path / "fitted.xlsx", BytesIO()
    Image.new("RGB", (80, 40), "red").save(target, "PNG")
    book = Workbook()
    book.active.add_image(Drawing(target), "B2")
    book.save(path)
    before = path.read_bytes()
    assert fit_columns(path).blocks == ()
    assert path.read_bytes() == before


SLIDES = (
    ("云东市2024年履行教育职责自评汇报", "云东市人民政府"),
    (
        "一、保障投入",
        "2024年，全市一般公共预算教育经费64.69亿元，比上年增长1.81%。",
        "资助学生周小满，家长手机13812345678",
    ),
)


def test_a_presentation_is_read_where_its_slides_cannot_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "limited", without_office)
    document = received(presentation(*SLIDES), "汇报.pptx")
    made = shown(document)
    assert (document.state, document.title, document.year) == ("waiting", SLIDES[0][0], 2024)
    assert [each.text for each in made.foundfigures.all()] == ["64.69亿元", "1.81%"]
    assert {each["text"] for each in made.personal if each["proposed"]} == {"周小满", "13812345678"}
    assert page_picture(made, 1).exists()


def test_slides_are_pages_where_they_can_be_set() -> None:
    """As `make setup` installs what sets slides, the pages are the slides themselves, lying flat."""
    document = received(presentation(*SLIDES), "汇报.pptx")
    made = shown(document)
    assert (document.state, document.title, document.year, made.pages) == ("waiting", SLIDES[0][0], 2024, len(SLIDES))
    with Image.open(page_picture(made, 1)) as picture:
        assert picture.width > picture.height
    assert {"64.69亿元", "1.81%"} <= set(made.foundfigures.values_list("text", flat=True))


def test_slides_without_words_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "limited", without_office)
    document = received(presentation(()), "汇报.pptx")
    assert (document.state, document.reason) == ("failed", "没有安装 LibreOffice")


def test_half_a_presentation_is_refused() -> None:
    with pytest.raises(Refused, match="损坏"):
        received(presentation(*SLIDES)[:400], "汇报.pptx")


def test_an_old_word_file_whatever_it_is_called(tmp_path: Path) -> None:
    document = received(converted("txt", "doc:MS Word 97", tmp_path), "报告.wps")
    assert (document.state, document.title) == ("waiting", "云东市人民政府履行教育职责情况的自评报告")
    assert shown(document).foundfigures.filter(text="64.69亿元").exists()


def test_a_picture_is_a_page_with_its_words_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    target = BytesIO()
    Image.new("RGB", (600, 900), "white").save(target, "JPEG")
    document = received(target.getvalue(), "扫描件.jpg")
    made = shown(document)
    assert (document.state, made.pages, made.pictures) == ("waiting", 1, 1)
    assert "文字识别" in made.problem
    assert page_picture(made, 1).exists()
    assert thumbnail(made, 1).exists()
    assert len(pypdfium2.PdfDocument(public_pdf(made))) == 1


def test_what_a_person_says_goes_before_what_the_reader_proposes() -> None:
    document = received(REPORT, title="自己的题目", year=2020, place="临江县", tier="login")
    assert (document.title, document.year, document.place, document.tier) == ("自己的题目", 2020, "临江县", "login")
    assert document.proposed["year"]["value"] == 2024
    assert (document.kind, document.body_id) == ("self_assessment", "990102")


def handed_in_again(document: Document, by: str, text: str = REPORT + "更正。") -> Document:
    """Another version of a document."""
    add_version(
        address=document.address, content=ContentFile(text.encode(), "x"), name="新.txt", by=acting_as(by), at=NOW
    )
    return read(document)


def test_a_new_version_is_shown_at_once_as_long_as_nothing_is_public() -> None:
    document = made_document(DocumentState.WAITING)
    address, before = document.address, document.current_id
    again = handed_in_again(document, "reporter")
    assert (again.address, again.pages) == (address, 1)
    assert again.current_id != before
    assert [each.number for each in again.versions.all()] == [2, 1]


@pytest.mark.parametrize(("by", "is_shown"), [("reporter", False), ("operator", True)])
def test_of_a_public_document_a_keeper_shows_the_new_version(by: str, is_shown: bool) -> None:
    document = made_document(DocumentState.PUBLISHED)
    before = document.current_id
    assert (handed_in_again(document, by).current_id != before) is is_shown


def test_others_hand_in_no_version_and_the_same_file_is_none() -> None:
    document = made_document(DocumentState.WAITING)
    with pytest.raises(Refused, match="办理"):
        handed_in_again(document, "colleague")
    handed_in_again(document, "reporter")
    with pytest.raises(Refused, match="完全相同"):
        handed_in_again(document, "reporter")
    document.state = DocumentState.WITHDRAWN
    document.save()
    with pytest.raises(Refused, match="撤下"):
        handed_in_again(document, "reporter", "别的")
