"""Parts of a page are covered: in no picture, text, finding, index or file for readers is anything left of them."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.forms.models import model_to_dict
from PIL import Image, ImageDraw, ImageFont

from dudao.reports.readers import scan
from dudao.web.library.actions import redact_document
from dudao.web.library.models import Document, Rendition
from dudao.web.library.personal_data import redactions_of
from dudao.web.library.storage import folder_of, page_picture, public_pdf, thumbnail
from dudao.web.policies import Refused
from tests.web.cast import NOW, acting_as
from tests.web.library.documents import made_document
from tests.web.library.stage_setting import received, redacted, shown

pytestmark = pytest.mark.usefixtures("cast")
IDENTITY = "11010519491231002X"
TEXT = f"""临江县教育工作情况报告
一、资助学生
学生周小满家住青山路望湖小区3号2单元501室，身份证号{IDENTITY}，联系手机13812345678，资助金额1200元。
家长的银行卡号6222021234567890128，邮箱zhou.xm@mail.example，车辆云A12345。
二、其他
县教育局局长方立新到张某某家走访。监督举报电话：13900000000。办公邮箱jyj@yunzhou.gov.cn。
"""


@pytest.fixture
def document() -> Document:
    """A report with personal data."""
    return received(TEXT, "情况报告.txt")


def of_kind(made: Rendition, kind: str) -> list[dict[str, Any]]:
    """Personal data of a kind."""
    return [each for each in made.personal if each["kind"] == kind]


FOUND = {
    ("name", "周小满", True),
    ("address", "家住青山路望湖小区3号2单元501室", True),
    ("identity", IDENTITY, True),
    ("phone", "13812345678", True),
    ("card", "6222021234567890128", True),
    ("mail", "zhou.xm@mail.example", True),
    ("plate", "云A12345", True),
    ("official", "方立新", False),
    ("masked", "某某家", False),
    ("phone", "13900000000", False),
    ("mail", "jyj@yunzhou.gov.cn", False),
}


def test_personal_data_is_found_with_its_place(document: Document) -> None:
    found = shown(document).personal
    assert {(each["kind"], each["text"], each["proposed"]) for each in found} == FOUND
    for left, top, right, bottom in (area for each in found for area in each["areas"]):
        assert 0 < left < right < 1
        assert 0 < top < bottom < 1
    assert all(each["areas"] for each in found)


def test_nothing_of_what_is_covered_is_left_anywhere(document: Document) -> None:
    before = shown(document)
    secret = [each for each in before.personal if each["proposed"]]
    made = redacted(document, redactions_of(secret))
    assert made.key != before.key
    rows = [*made.page_texts.all(), *made.foundfigures.all(), *made.foundevents.all(), *made.foundplaces.all()]
    told = json.dumps([model_to_dict(each) for each in (made, *rows)], ensure_ascii=False, default=str)
    pdf = pypdfium2.PdfDocument(public_pdf(made))
    printed = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    for each in secret:
        assert each["text"] not in told
        assert each["text"][:6] not in printed
    assert "■■■" in made.page_texts.get().text
    assert "县教育局局长方立新" in printed.replace("\r\n", "")
    assert not (folder_of(made) / "shown.pdf").exists()
    with Image.open(page_picture(made, 1)) as picture:
        across, down = picture.size
        for left, top, right, bottom in (area for each in secret for area in each["areas"]):
            inside = (left * across + 4, top * down + 4, right * across - 4, bottom * down - 4)
            assert picture.convert("L").crop(inside).getextrema()[1] < 40


def test_a_cover_is_no_gap_of_the_report(document: Document) -> None:
    before = shown(document).diagnostics
    told = redacted(
        document, redactions_of([each for each in shown(document).personal if each["proposed"]])
    ).diagnostics
    assert told["placeholders"] == before["placeholders"] == 1
    assert [each["quote"] for each in told["remarks"] if each["code"] == "MSK001"] == ["某某家"]


def test_a_national_leader_in_a_set_phrase_is_decided_of_by_nobody() -> None:
    words = "深入学习贯彻习近平总书记关于教育的重要论述，以习近平新时代中国特色社会主义思想为指导。市长方立新到校调研。"
    found = shown(received(f"临江县教育工作情况报告\n一、总体情况\n{words}\n", "报告.txt")).personal
    assert [(each["kind"], each["text"]) for each in found] == [("official", "方立新")]


def test_the_same_covers_are_made_once() -> None:
    document = made_document()
    cover = {"page": 1, "left": 0.1, "top": 0.1, "right": 0.2, "bottom": 0.2, "text": "张三"}
    given = {"address": document.address, "redactions": [cover], "by": acting_as("reporter"), "at": NOW}
    first, second = redact_document(**given), redact_document(**given)
    assert (first.rendition_id, first.number, second.number) == (second.rendition_id, 2, 3)
    assert "张三" not in json.dumps(first.rendition.redactions, ensure_ascii=False)


@pytest.mark.parametrize(
    "area", [{"left": 0.5, "right": 0.4}, {"top": -1}, {"bottom": 2}, {"page": 0}, {"left": "x"}, {"right": None}]
)
def test_a_cover_that_is_no_area_is_refused(area: dict[str, Any]) -> None:
    document = made_document()
    given = {"page": 1, "left": 0.1, "top": 0.1, "right": 0.2, "bottom": 0.2, **area}
    with pytest.raises(Refused, match="遮盖区域"):
        redact_document(address=document.address, redactions=[given], by=acting_as("reporter"), at=NOW)


def scanned() -> bytes:
    """A page as a scanner sees it: words in the picture alone."""
    font = next(path for path in Path("/usr/share/fonts").rglob("*.tt[cf]") if "CJK" in path.name)
    picture, target = Image.new("RGB", (1240, 900), "white"), BytesIO()
    pencil, letters = ImageDraw.Draw(picture), ImageFont.truetype(str(font), 34)
    for number, line in enumerate(
        ("青溪县学前教育情况报告", "一、资助情况", "学生周小满，家长手机13812345678，资助1200元。")
    ):
        pencil.text((140, 120 + number * 110), line, fill="black", font=letters)
    picture.save(target, "PNG")
    return target.getvalue()


def test_a_box_on_a_scan_is_burnt_into_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    document = received(scanned(), "扫描件.png")
    area = {"left": 0.1, "top": 0.35, "right": 0.9, "bottom": 0.45}
    made = redacted(document, [{"page": 1, **area, "reason": "电话"}])
    for path in (page_picture(made, 1), thumbnail(made, 1)):
        with Image.open(path) as picture:
            across, down = picture.size
            inside = (0.12 * across, 0.37 * down, 0.88 * across, 0.43 * down)
            assert picture.convert("L").crop(tuple(map(round, inside))).getextrema()[1] < 60
    page = pypdfium2.PdfDocument(public_pdf(made))[0]
    shown_page = page.render(scale=2).to_pil().convert("L")
    across, down = shown_page.size
    assert (
        shown_page.crop(tuple(map(round, (0.12 * across, 0.37 * down, 0.88 * across, 0.43 * down)))).getextrema()[1]
        < 60
    )
    assert {path.suffix for path in folder_of(made).iterdir()} == {".webp", ".pdf"}


@pytest.mark.skipif(not scan.is_installed(), reason="the OCR extra is not installed")
def test_what_is_recognised_in_a_scan_is_found_and_covered_in_picture_and_text() -> None:
    document = received(scanned(), "扫描件.png")
    before = shown(document)
    secret = [each for each in before.personal if each["proposed"]]
    assert {"周小满", "13812345678"} <= {each["text"] for each in secret}
    made = redacted(document, redactions_of(secret))
    told = made.page_texts.get().text
    printed = pypdfium2.PdfDocument(public_pdf(made))[0].get_textpage().get_text_bounded()
    for words in (told, printed):
        assert "周小满" not in words
        assert "13812345678" not in words
    assert "资助" in told
    with Image.open(page_picture(made, 1)) as picture:
        across, down = picture.size
        for left, top, right, bottom in (area for each in secret for area in each["areas"]):
            inside = (left * across + 4, top * down + 4, right * across - 4, bottom * down - 4)
            assert picture.convert("L").crop(inside).getextrema()[1] < 60
