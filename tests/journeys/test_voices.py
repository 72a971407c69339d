"""A reader comments on a document and a keeper shows it by keys; a visitor complains. In a real browser, with its work of proof."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dudao.web.library.models import Document
from dudao.web.voices.models import Comment, Complaint
from tests.journeys.axe import faults
from tests.journeys.going import follow
from tests.web.voices.stage_setting import published

PROVED = re.compile(r"^\d+$")
NARROW = {"width": 390, "height": 800}


@pytest.mark.django_db(transaction=True)
def test_a_comment_is_proved_written_shown_by_a_key_and_read(page_of: Callable[[str], Page]) -> None:
    document = published()
    reader = page_of("colleague")
    reader.goto(f"/library/d/{document.address}/")
    reader.fill("#comments textarea", "第二部分的数据与统计公报一致。")
    expect(reader.locator("#comments [name=number]")).to_have_value(PROVED)
    reader.wait_for_timeout(2100)  # a person reads before sending: the page refuses what comes within two seconds
    reader.click("#comments .comment-form button[type=submit]")
    expect(reader.locator("#comments .is-own")).to_contain_text("待审核")
    assert faults(reader) == []
    assert Comment.objects.get().is_proved
    keeper = page_of("supervisor")
    keeper.goto("/library/voices/queue/")
    assert faults(keeper) == []
    keeper.keyboard.press("j")
    keeper.keyboard.press("a")
    expect(keeper.locator(".alert")).to_contain_text("已处理 1 条")
    visitor = page_of("visitor")
    visitor.set_viewport_size(NARROW)  # type: ignore[arg-type]
    visitor.goto(f"/library/voices/d/{document.address}/")
    expect(visitor.locator(".threads")).to_contain_text("第二部分的数据与统计公报一致。")
    assert faults(visitor) == []
    assert visitor.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert Document.objects.get().comments == 1


@pytest.mark.django_db(transaction=True)
def test_a_visitor_complains_and_gets_a_number(page_of: Callable[[str], Page]) -> None:
    document = published()
    visitor = page_of("visitor")
    visitor.set_viewport_size(NARROW)  # type: ignore[arg-type]
    visitor.goto(f"/library/voices/d/{document.address}/complain/")
    assert faults(visitor) == []
    typed = {
        "name": "云岭出版社",
        "contact": "0871-0000000",
        "work": "年鉴第三章",
        "right": "著作权人",
        "claim": "整段照录",
    }
    for name, words in typed.items():
        visitor.fill(f"#id_{name}", words)
    visitor.check("#id_is_true")
    expect(visitor.locator("[name=number]")).to_have_value(PROVED)
    visitor.wait_for_timeout(2100)
    visitor.click("main form button[type=submit]")
    visitor.wait_for_url("**/voices/complaints/**")
    assert Complaint.objects.get().number in visitor.inner_text("h1")
    assert faults(visitor) == []
    visitor.fill("#id_words", "已经与对方谈妥。")
    follow(visitor, "button[value=withdraw]")  # the page at a secret address takes a form too
    expect(visitor.locator(".trail")).to_contain_text("已经与对方谈妥。")
    assert visitor.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
