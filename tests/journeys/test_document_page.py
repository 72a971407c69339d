"""A report is handed in, read and published, and its page read by a visitor: with and without scripts, by keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from dudao.web.jobs.worker import work_off
from dudao.web.library.actions import receive_file
from dudao.web.library.keeping import publish_document
from dudao.web.library.models import Document
from dudao.web.library.states import DocumentState
from tests.journeys.axe import faults
from tests.journeys.conftest import PATIENCE
from tests.journeys.going import follow
from tests.web.cast import acting_as

SECTIONS = "".join(
    f"{number}、第{number}方面工作\n2024年，全市新建学校{at}{at}所，一般公共预算教育经费{at}4.69亿元，比上年增长1.8{at}%。\n"
    + "各项工作按照部署有序推进，责任分解到部门，进度按月调度，问题按清单整改。\n" * 12
    for at, number in enumerate("一二三四五六七八", start=1)
)
REPORT = f"""云东市人民政府履行教育职责情况的自评报告
省人民政府教育督导室：
现将2024年度履行教育职责情况报告如下：
{SECTIONS}云东市人民政府
2025年3月5日
"""


def published(tier: str) -> Document:
    """The report through the real reader, published."""
    document = receive_file(
        content=ContentFile(REPORT.encode(), "file"),
        name="自评报告.txt",
        by=acting_as("reporter"),
        at=timezone.now(),
        tier=tier,
        place="云东市",
        kind="self_assessment",
    )
    work_off("library.read")
    Document.objects.filter(pk=document.pk).update(state=DocumentState.SUBMITTED, source="市政府网站")
    return publish_document(address=document.address, by=acting_as("operator"), at=timezone.now())


def address_of(document: Document) -> str:
    """The page of a document."""
    return reverse("library:document-detail", args=[document.address])


@pytest.mark.django_db(transaction=True)
def test_a_visitor_reads_as_far_as_the_line_logs_in_and_reads_on(page_of: Callable[[str], Page]) -> None:
    page = address_of(published("login"))
    window = page_of("visitor")
    window.goto(page)
    assert window.inner_text("h1") == "云东市人民政府履行教育职责情况的自评报告"
    assert faults(window) == []
    window.click("#figures table a >> nth=0")
    window.wait_for_selector("a:target rect")
    assert window.url.endswith("#f1")
    window.click("a:target")
    window.wait_for_selector("tr:target")
    assert "预览到此为止" in window.inner_text("#preview-end")
    follow(window, "#preview-end a.btn-primary")
    window.fill("#id_login", "neighbour")
    window.fill("#id_password", "lan-shan-2026")
    window.click("main button[type=submit]")
    window.wait_for_url(f"**{page}#preview-end")
    window.wait_for_selector("#p4 img")
    assert faults(window) == []


@pytest.mark.django_db(transaction=True)
def test_without_scripts_on_a_phone_and_printed(stage: LiveServer, chromium: Browser) -> None:
    page = address_of(published("public"))
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, base_url=stage.url, java_script_enabled=False, locale="zh-CN"
    )
    context.set_default_timeout(PATIENCE)
    window = context.new_page()
    answer = window.goto(page)
    assert answer is not None
    assert answer.all_headers()["cache-control"].startswith("public")
    assert context.cookies() == []
    assert window.evaluate("document.documentElement.scrollWidth") <= 390
    follow(window, "text=接着读第 4 页")
    assert "第 4 页" in window.inner_text("h1")
    window.goto(f"{page}figures/?sort=value")
    assert window.query_selector("tbody tr") is not None
    window.emulate_media(media="print")
    window.goto(page)
    assert not window.is_visible(".on-page")
    context.close()
