"""Evidence in a real browser: three files dropped, one of them there already, a picture pasted, looked at and found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dudao.web.evidence.models import EvidenceEntry
from dudao.web.jobs.worker import work_off
from tests.journeys.axe import faults
from tests.journeys.going import follow
from tests.web.evidence.stage_setting import MINUTES, catalogue, handed_in

DROP = """([form, names, texts]) => {
    const given = new DataTransfer();
    names.forEach((name, at) => given.items.add(new File([texts[at]], name)));
    const event = new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: given});
    document.querySelector(form).dispatchEvent(event);
}"""
PASTE = """async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 60; canvas.height = 40;
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    const given = new DataTransfer();
    given.items.add(new File([blob], "image.png", {type: "image/png"}));
    document.dispatchEvent(new ClipboardEvent("paste", {bubbles: true, clipboardData: given}));
}"""
FORM = "form[data-uploads]"


@pytest.mark.django_db(transaction=True)
def test_files_are_dropped_pasted_confirmed_looked_at_and_found(page_of: Callable[[str], Page]) -> None:
    evaluated = catalogue()
    handed_in(evaluated, "学校布局规划", name="1.1 规划.txt")
    place = f"/evidence/{evaluated.round.address}/{evaluated.body_id}/"
    window = page_of("reporter")
    window.goto(place)
    texts = [MINUTES, "学校布局规划", "教学点撤并情况"]
    window.evaluate(DROP, [FORM, ["1.1 纪要.txt", "又一份.txt", "空.txt"], [*texts[:2], ""]])
    window.wait_for_selector(".is-refused")
    expect(window.locator(".is-there")).to_contain_text("目录中已有，编号 1.1-01")
    expect(window.locator(".is-refused")).to_contain_text("文件是空的")
    assert faults(window) == []
    window.evaluate(PASTE)
    window.wait_for_selector("[data-upload-list] .is-added >> nth=1")
    work_off()
    window.wait_for_selector("[data-entries] [role=status]:has-text('3 份材料上传后还没有登记')")
    assert "未填：" in window.inner_text("[data-entries]")
    window.goto(place)
    assert EvidenceEntry.objects.count() == 3
    assert faults(window) == []
    follow(window, "main table a:has-text('纪要')")
    follow(window, "text=核对并登记")
    assert window.input_value("#id_document_number") == "临教督〔2025〕3号"
    assert window.input_value("#id_date") == "2025-09-15"
    assert window.input_value("#id_kind") == "会议纪要"
    assert faults(window) == []
    follow(window, "main button[type=submit]:not([name])")
    assert "已提交" in window.inner_text("h1")
    window.goto(f"{place}?words=" + "粘贴的图片")
    follow(window, window.locator("table a").first)
    expect(window.locator("img.page-picture")).to_be_visible()
    window.wait_for_function("() => document.querySelector('img.page-picture').naturalWidth === 60")
    assert faults(window) == []
    window.goto(f"{place}search/?words=" + "教师编制")
    assert window.inner_text("mark") == "教师编制"
    assert faults(window) == []
    follow(window, window.locator(".hits a").first)
    assert window.inner_text(".page-text mark") == "教师编制"
    window.goto(f"{place}points/")
    assert "已有 1 项" in window.inner_text(".cover")
    assert faults(window) == []
