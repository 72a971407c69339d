"""What the people of the demo do in the old browser, one function a person."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.journeys.going import follow
from tools.old_chromium.trial import Trial

PROVED = re.compile(r"^\d+$")
REPORT = "云州市人民政府2025年度履行教育职责情况的自评报告"
DROP = """([form, name, text]) => {
  const given = new DataTransfer();
  given.items.add(new File([text], name));
  document.querySelector(form).dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: given }));
}"""
SELECT_LAYER = """() => {
  const words = document.querySelector("#p1 text, #p1 svg text");
  getSelection().selectAllChildren(words);
  return getSelection().toString();
}"""


def visitor(trial: Trial) -> None:
    """The library as everybody sees it: search, a document part by part, figures, comparison, poster, a complaint."""
    with trial.window("") as page:
        with trial.step(page, "library-front"):
            page.goto("/library/")
        with trial.step(page, "library-search"):
            page.goto("/library/?q=普惠性幼儿园")
            expect(page.locator("main mark").first).to_be_visible()
        with trial.step(page, "library-figures"):
            page.goto("/library/figures/?q=一般公共预算教育经费")
            expect(page.locator("tbody tr").first).to_be_visible()
        _document(trial, page)


def _document(trial: Trial, page: Page) -> None:
    """The page of a document, and what leads on from it."""
    page.goto("/library/?q=" + REPORT)
    with trial.step(page, "document"):
        follow(page, page.locator("main a", has_text=REPORT).first)
        assert page.evaluate(SELECT_LAYER), "没有选中文字 / nothing was selected in the text layer"
    with trial.step(page, "document-zoom", compared=False):
        page.click("[data-zoom='1']")
        page.click("[data-zoom='1']")
        expect(page.locator("[data-zoom-bar] output")).to_have_text("150%")
    with trial.step(page, "document-thumbnails", compared=False):
        page.click(".thumbs summary")
        page.locator(".thumbs img").first.scroll_into_view_if_needed()
        page.wait_for_function("() => document.querySelector('.thumbs img').naturalWidth > 0")
    with trial.step(page, "document-figure-and-back", compared=False):
        page.click("#figures table a >> nth=0")
        page.wait_for_selector("a:target rect")
        page.click("a:target")
        page.wait_for_selector("tr:target")
    _beyond(trial, page, page.url.split("#")[0].split("?")[0])


def _beyond(trial: Trial, page: Page, address: str) -> None:
    with trial.step(page, "document-page"):
        page.goto(f"{address}p/2/")
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**/p/3/")
    with trial.step(page, "poster"):
        page.goto(f"{address}poster/")
    with trial.step(page, "compare"):
        page.goto(f"{address}compare/")
        follow(page, page.locator("main a[href*='/compare/']").first)
    with trial.step(page, "complaint"):
        page.goto(address.replace("/library/d/", "/library/voices/d/") + "complain/")
        for name in ("name", "contact", "work", "right", "claim"):
            page.fill(f"#id_{name}", "云岭出版社年鉴第三章，著作权人")
        page.check("#id_is_true")
        _prove(page)
        follow(page, "main form button[type=submit]")
        expect(page.locator("h1")).to_contain_text("投诉")


def reporter(trial: Trial) -> None:
    """A department: the table typed and saved, evidence dropped, a point of the self-assessment, a comment."""
    with trial.window("lanjiang.edu") as page:
        with trial.step(page, "reporter-workbench"):
            page.goto("/desk/")
        with trial.step(page, "table"):
            _from_desk(page, "/data/")
            follow(page, page.locator("tbody th a").first)
            page.wait_for_selector("#data-grid.is-live")
        with trial.step(page, "table-typed-and-saved", compared=False):
            cell = page.locator(".sheet-table td[data-r]:not(.is-locked)").first
            cell.click()
            page.keyboard.press("Delete")
            page.keyboard.type("12")
            page.keyboard.press("Enter")
            expect(page.locator("[data-state]")).to_contain_text("已保存")
            expect(cell).to_contain_text("12")
        with trial.step(page, "evidence"):
            _from_desk(page, "/evidence/")
        with trial.step(page, "evidence-dropped", compared=False):
            page.evaluate(DROP, ["form[data-uploads]", "1.1 会议纪要.txt", "关于教育工作的会议纪要"])
            page.wait_for_selector("[data-upload-list] .is-added")
        _words(trial, page)


def _words(trial: Trial, page: Page) -> None:
    """What a department writes: its points, and a comment in the library."""
    with trial.step(page, "self-assessment"):
        _from_desk(page, "/self-assessment/")
    with trial.step(page, "self-assessment-card"):
        page.goto(page.locator("main a[href*='/point/']").first.get_attribute("href") or "")
    with trial.step(page, "self-assessment-saved", compared=False):
        words = page.locator("#id_narrative")
        if words.is_editable():
            words.fill(words.input_value() + "全年召开专题会议。")
            page.wait_for_selector(".saved.is-saved")
    with trial.step(page, "report-desk-reporter"):
        _from_desk(page, "/report/")
    with trial.step(page, "comment", compared=False):
        page.goto("/library/?q=" + REPORT)
        follow(page, page.locator("main a", has_text=REPORT).first)
        page.fill("#comments textarea", "第二部分的数据与统计公报一致。")
        _prove(page, "#comments ")
        page.click("#comments .comment-form button[type=submit]")
        expect(page.locator("#comments .is-own")).to_contain_text("待审核")
    with trial.step(page, "library-mine"):
        page.goto("/library/mine/favourites/")


def coordinator(trial: Trial) -> None:
    """The one who holds a city's work together, before and after sending."""
    with trial.window("lanjiang") as page:
        _look(trial, page, "coordinator-workbench", "/desk/")
        for name, place in (("steps", "/rounds/"), ("report-desk", "/report/"), ("before-sending", "/submissions/")):
            with trial.step(page, name):
                _from_desk(page, place)
        with trial.step(page, "report-checked"):
            _from_desk(page, "/report/")
            follow(page, page.locator("main a[href*='/v/'], main a[href*='/version']").first)
        with trial.step(page, "review-of-a-district"):
            _from_desk(page, "/self-assessment/")
    with trial.window("yunzhou") as page, trial.step(page, "submission"):
        page.goto("/submissions/")
        follow(page, page.locator("main a[href*='/submissions/v/']").first)


def keeper(trial: Trial) -> None:
    """The supervisor: the round, the queues, an upload; and the operator: people, bodies, audit."""
    with trial.window("supervisor") as page:
        for name, address in (
            ("supervisor-workbench", "/desk/"),
            ("rounds", "/rounds/"),
            ("upload-queue", "/library/keep/queue/"),
            ("comment-queue", "/library/voices/queue/"),
            ("complaint-queue", "/library/voices/queue/complaints/"),
            ("members", "/library/mine/members/"),
        ):
            _look(trial, page, name, address)
        with trial.step(page, "upload", compared=False):
            page.goto("/library/keep/")
            file = {
                "name": "云州市通报.txt",
                "mimeType": "text/plain",
                "buffer": "云州市教育工作通报\n2025年新建学校3所。\n".encode(),
            }
            page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]  # a dict is taken as well
            page.get_by_role("button", name="上传", exact=True).click()
            page.get_by_role("link", name="已上传，正在处理").wait_for()
    with trial.window("operator") as page:
        for name in ("desk", "people", "bodies", "audit", "schemes", "jobs"):
            _look(trial, page, f"operator-{name}", f"/{name}/")


WALKS: tuple[Callable[[Trial], None], ...] = (visitor, reporter, coordinator, keeper)


def _look(trial: Trial, page: Page, name: str, address: str) -> None:
    with trial.step(page, name):
        page.goto(address)


def _from_desk(page: Page, place: str) -> None:
    """From the workbench to where it leads for this part of the work."""
    page.goto("/desk/")
    follow(page, page.locator(f"main a[href^='{place}']").first)


def _prove(page: Page, within: str = "") -> None:
    """The proof of work is done, and a person has taken the time that a person takes."""
    expect(page.locator(f"{within}[name=number]")).to_have_value(PROVED)
    page.wait_for_timeout(2100)
