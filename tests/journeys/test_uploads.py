"""The twin of a shared report is handed in through the page, corrected, covered, reviewed by key, and read by everybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dudao.web.jobs.worker import work_off
from dudao.web.library.models import Document
from tests.journeys.axe import faults
from tests.web.cast import PASSWORD

TWIN = Path(__file__).resolve().parents[2] / "examples" / "library" / "twin"
TITLE = "市人民政府履行教育职责情况的自评报告"


@pytest.mark.django_db(transaction=True)
def test_the_twin_becomes_a_public_page(page_of: Callable[[str], Page]) -> None:
    window = page_of("reporter")
    window.goto("/library/keep/")
    assert faults(window) == []
    window.set_input_files("input[type=file]", str(TWIN / "report.html"))
    window.get_by_role("button", name="上传", exact=True).click()
    window.get_by_role("link", name="已上传，正在处理").wait_for()
    window.locator("[data-entries] table").wait_for()
    window.goto("about:blank")  # nothing asks for progress while the reading is done here
    work_off("library.read")
    document = Document.objects.get()
    place = f"/library/keep/{document.address}/"
    _correct(window, place)
    _cover(window, place)
    window.goto(place)
    window.get_by_role("button", name="提交审核").click()
    expect(window.locator(".alert-success")).to_contain_text("已提交审核")
    _accept(page_of("operator"))
    visitor = page_of("visitor")
    visitor.goto(f"/library/d/{document.address}/")
    assert visitor.inner_text("h1") == TITLE
    words = visitor.inner_text("main")
    for shown in ("VIP专免", "落实投入和资源保障", "52.36亿元"):
        assert shown in words
    assert "陈望川" not in words


FORMS = ("txt", "html", "docx", "pdf")
REMARKS = [
    ("MSK001", "XX市"),
    ("MSK001", "XXX"),
    ("MSK001", "XX师范学院"),
    ("MSK002", "陈望川"),
    ("MSK001", "XX实验中学"),
    ("MSK002", "青岭省"),
    ("STR006", "(四)保证教育投入"),
    ("CLM002", "各学段生均公用经费标准足额落实"),
    ("MSK001", "XX市"),
    ("MSK001", "XX市"),
    ("CLM002", "超大班额全部消除"),
    ("MSK002", "云岭区政府"),
    ("MSK001", "X月"),
    ("STR009", "(八)推动职业教育产教融合发展"),
]
"""What the checker says of the twin, in the order of the text: places masked beside places left in, what breaks off."""


@pytest.mark.django_db(transaction=True)
def test_each_form_of_the_twin_shows_the_same_remarks_at_their_places(page_of: Callable[[str], Page]) -> None:
    window = page_of("reporter")
    window.goto("/library/keep/")
    window.set_input_files("input[type=file]", [str(TWIN / f"report.{form}") for form in FORMS])
    window.get_by_role("button", name="上传", exact=True).click()
    expect(window.get_by_role("link", name="已上传，正在处理")).to_have_count(len(FORMS))
    window.goto("about:blank")
    work_off("library.read")
    for document in Document.objects.order_by("pk"):
        window.goto(f"/library/d/{document.address}/")
        assert _remarks(window) == REMARKS, document.title


def _remarks(window: Page) -> list[tuple[str, str]]:
    """Which rule speaks of which words, as the page tells; each leads to the page on which the words stand."""
    told = []
    for row in window.locator("#remarks .found-list li").all():
        quote = "".join((row.locator("q").text_content() or "").split())
        place = (row.locator(".where").get_attribute("href") or "").partition("#")[2]
        assert quote in "".join((window.locator(f"#{place}").text_content() or "").split())
        told.append(((row.locator(".note").text_content() or "").split()[-1], quote))
    return told


def _correct(window: Page, place: str) -> None:
    """What the reader proposed stands beside the first page; what was typed survives a login in between."""
    window.goto(place)
    assert window.input_value("[name=title]") == TITLE
    assert window.is_checked("[name=tier][value=members]")
    assert "999+" in window.inner_text("main")
    assert faults(window) == []
    window.fill("[name=source]", "云西市政府网站")
    window.context.clear_cookies(name="sessionid")
    window.check("[name=is_responsible]")
    window.get_by_role("button", name="保存", exact=True).click()
    window.fill("[name=login]", "reporter")
    window.fill("[name=password]", PASSWORD)
    window.get_by_role("button", name="登录", exact=True).click()
    window.wait_for_url(f"**{place}")
    assert window.input_value("[name=source]") == "云西市政府网站"
    window.get_by_role("button", name="保存", exact=True).click()
    expect(window.locator(".alert-success")).to_contain_text("已保存")


def _cover(window: Page, place: str) -> None:
    """What was found is covered one by one, another place by a box drawn with the mouse."""
    window.goto(f"{place}privacy/")
    assert faults(window) == []
    open_ones = window.locator(".found-place:has-text('未决定')")
    while open_ones.count():
        before = open_ones.count()
        open_ones.first.get_by_role("button", name="遮盖", exact=True).click()
        expect(open_ones).to_have_count(before - 1)
    picture = window.locator("[data-draws]").first
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    window.mouse.move(box["x"] + 0.80 * box["width"], box["y"] + 10)
    window.mouse.down()
    window.mouse.move(box["x"] + 0.95 * box["width"], box["y"] + 30)
    window.mouse.up()
    assert float(window.locator(".draw-box [name=left]").first.input_value()) > 75
    window.get_by_role("button", name="加上这个框").first.click()
    window.get_by_text("自己画的框").wait_for()
    window.get_by_role("button", name="生成遮盖后的页面").click()
    expect(window.locator(".alert-success")).to_contain_text("正在生成遮盖后的页面")
    window.goto("about:blank")
    work_off("library.read")
    window.goto(f"{place}privacy/?preview=1")
    window.get_by_text("下面就是公众将看到的页面").wait_for()
    assert window.get_by_role("button", name="生成遮盖后的页面").count() == 0


def _accept(operator: Page) -> None:
    """The operator's list, by keys alone."""
    operator.goto("/library/keep/queue/")
    assert faults(operator) == []
    operator.keyboard.press("j")
    operator.keyboard.press("o")
    operator.wait_for_url("**/review/")
    assert faults(operator) == []
    operator.keyboard.press("a")
    expect(operator.locator(".alert-success")).to_contain_text("已办理 1 份")
