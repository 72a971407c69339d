"""A visitor and a member of the public read: the document page part by part, and how it holds on other screens."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.journeys.going import follow
from tools.library_pictures.album import PHONE, Album

REPORT = "云州市人民政府2025年度履行教育职责情况的自评报告"
EARLIER = "云州市人民政府2024年度履行教育职责情况的自评报告"
ELSEWHERE = "松岚市人民政府2025年度履行教育职责情况的自评报告"
LOGIN_ONLY = "澜江市人民政府2025年度履行教育职责情况的自评报告"
MONITORING = "云岭省2025年县级人民政府教育投入与办学条件监测报告"
SELECTED = """() => {
  const lines = document.querySelectorAll("#p1 text");
  getSelection().setBaseAndExtent(lines[3], 0, lines[6], 1);
  return getSelection().toString();
}"""


def address_of(page: Page, title: str) -> str:
    """The address of a published document, by its title."""
    page.goto("/library/?q=" + title)
    return page.locator("main .hits a", has_text=title).first.get_attribute("href").split("?")[0]  # type: ignore[union-attr]


def read(album: Album) -> None:
    """The document page from its head to its foot, and what leads on from it."""
    with album.window() as page:
        address = address_of(page, REPORT)
        page.goto(address)
        album.keep(page, "document")
        album.keep(page, "head", ".document-head")
        page.evaluate(SELECTED)
        album.keep(page, "text-layer", "#p1", 700)
        page.goto(address)
        page.click("[data-zoom='1']")
        page.click(".thumbs summary")
        album.keep(page, "zoom-and-thumbnails", "#preview", 760)
        page.goto(address)
        album.keep(page, "outline-and-downloads", ".document-side")
        page.locator("#summary details summary").first.click()
        album.keep(page, "summary", "#summary")
        for part in ("figures", "citations", "events", "places", "versions"):
            album.keep(page, part, f"#{part}", 640)
        page.click("#figures table a >> nth=2")
        page.wait_for_selector("a:target rect")
        album.keep(page, "figure-in-place")
        page.click("a:target")
        page.wait_for_selector("tr:target")
        album.keep(page, "figure-back-in-table")
        page.goto(f"{address}figures/?state=differs")
        album.keep(page, "figures-chosen")
        page.goto(f"{address}poster/")
        album.keep(page, "poster")
        page.goto(f"{address}p/2/?q=教师")
        album.keep(page, "page-with-text")


def compare(album: Album) -> None:
    """Years of one place, and two places of one year."""
    with album.window() as page:
        address = address_of(page, REPORT)
        page.goto(f"{address}compare/")
        album.keep(page, "compare-choice")
        follow(page, page.locator("main a", has_text=EARLIER).first)
        album.keep(page, "compare-years")
        page.goto(f"{address}compare/")
        with album.window("yunzhou") as reader:
            reader.goto(f"{address}compare/")
            follow(reader, reader.locator("main a", has_text=LOGIN_ONLY).first)
            reader.locator("h2").last.scroll_into_view_if_needed()
            album.keep(reader, "compare-places")


def tiers(album: Album) -> None:
    """Where a preview ends, what opens the rest, and the way back after logging in, with what was written."""
    with album.window() as page:
        address = address_of(page, MONITORING)
        page.goto(address)
        page.locator("#preview-end").scroll_into_view_if_needed()
        album.keep(page, "preview-end", "#preview-end")
        album.keep(page, "tier-login", ".document-head")
        page.goto(address_of(page, ELSEWHERE))
        album.keep(page, "tier-members", ".document-head")
        page.goto(address)
        follow(page, "#comments a.btn")
        page.fill("main textarea", "第三部分的生均经费与公报一致吗？")
        album.keep(page, "comment-before-login")
        page.goto(address)
        follow(page, page.locator("#preview-end a", has_text="登录"))
        page.fill("#id_login", "yunzhou.fin")
        page.fill("#id_password", album.password)
        album.keep(page, "login-and-back")
        page.click("main button[type=submit]")
        page.wait_for_url("**#preview-end")
        expect(page.locator("#p4, #p3").last).to_be_visible()
        album.keep(page, "after-login-with-watermark")


def screens(album: Album) -> None:
    """The document page on a phone, in large print, without scripts, printed, and by keyboard."""
    with album.window(viewport=PHONE) as page:
        address = address_of(page, REPORT)
        page.goto(address)
        album.keep(page, "phone")
        page.goto("/library/?q=教师")
        album.keep(page, "phone-search")
    with album.window(viewport={"width": 683, "height": 768}, device_scale_factor=2) as page:
        page.goto(address)
        album.keep(page, "large-print")
    with album.window(java_script_enabled=False) as page:
        page.goto(address)
        page.goto(f"{address}#figures")
        album.keep(page, "without-scripts")
    with album.window() as page:
        page.goto(address)
        page.emulate_media(media="print")
        album.keep(page, "printed")
