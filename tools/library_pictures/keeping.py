"""Uploaders hand in, correct, cover; keepers review, replace, withdraw, put errata, publish from a round, look into the audit."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect
from tests.journeys.going import follow
from tools.library_pictures.album import Album
from tools.library_pictures.reading import EARLIER, address_of

TWIN = Path(__file__).resolve().parents[2] / "examples" / "library" / "twin"
BROKEN = {"name": "打不开的报告.docx", "mimeType": "application/octet-stream", "buffer": b"PK\x03\x04 no archive"}


def upload(album: Album) -> None:
    """A saved page and a broken file are handed in; the one is corrected, covered and submitted, the other says what is wrong."""
    with album.window("lancheng") as page:
        page.goto("/library/keep/")
        page.set_input_files("input[type=file]", [str(TWIN / "report.pdf"), str(TWIN / "report.docx")])
        page.get_by_role("button", name="上传", exact=True).click()
        page.get_by_role("link", name="已上传，正在处理").first.wait_for()
        entries = page.locator("[data-entries]")
        for state in ("等待处理", "处理中"):
            expect(entries).not_to_contain_text(state)
        page.set_input_files("input[type=file]", BROKEN)  # type: ignore[arg-type]  # a dict is taken as well
        page.get_by_role("button", name="上传", exact=True).click()
        page.get_by_text("打不开的报告").first.wait_for()
        album.keep(page, "upload")
        follow(page, page.locator("[data-entries] a", has_text="自评报告").first)
        album.keep(page, "correct")
        page.fill("[name=source]", "文档分享网站")
        page.check("[name=is_responsible]")
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.locator(".alert-success")).to_contain_text("已保存")
        place = page.url.split("?")[0]
        page.goto(f"{place}privacy/")
        album.keep(page, "privacy")
        _cover(page)
        page.goto(f"{place}privacy/?preview=1")
        while page.get_by_role("button", name="生成遮盖后的页面").count():  # made beside the page
            page.goto(f"{place}privacy/?preview=1")
        album.keep(page, "privacy-covered")
        page.goto(place)
        album.keep(page, "alike", "section[aria-labelledby=alike-title]", 500)


def review(album: Album) -> None:
    """The queue by keys, one upload looked at, who may not upload."""
    with album.window("supervisor") as page:
        page.goto("/library/keep/queue/")
        album.keep(page, "queue")
        page.keyboard.press("j")
        page.keyboard.press("o")
        page.wait_for_url("**/review/")
        album.keep(page, "review")
        page.goto("/library/keep/blocks/")
        album.keep(page, "upload-blocks")
        page.goto("/library/voices/queue/blocks/")
        album.keep(page, "comment-blocks")
        page.goto("/library/voices/queue/reports/")
        album.keep(page, "report-queue")
    with album.window("operator") as page:
        page.goto("/audit/")
        album.keep(page, "audit")


def change(album: Album) -> None:
    """An erratum, a new version, a withdrawal with its notice."""
    with album.window("supervisor") as page:
        public = address_of(page, EARLIER)
        place = public.replace("/library/d/", "/library/keep/")
        page.goto(f"{place}errata/")
        for name, words in (("page", "1"), ("wrong", "436所"), ("right", "438所"), ("note", "漏计两所新办园")):
            page.fill(f"#id_{name}", words)
        follow(page, page.get_by_role("button", name="登记", exact=True))
        album.keep(page, "errata")
        page.goto(f"{place}replace/")
        album.keep(page, "replace")
        page.goto(public)
        album.keep(page, "errata-shown", "#errata", 400)
        page.goto(f"{place}replace/")
        form = page.locator("form[action$='/withdraw/']")
        form.locator("[name=reason]").fill("本地区决定以修订稿为准，原件撤下。")
        follow(page, form.locator("button[type=submit]"))
        page.goto(public)
        album.keep(page, "withdrawn")


def publish(album: Album) -> None:
    """The report of a sealed submission becomes a public document: taken out, checked, reviewed, under notice."""
    with album.window("supervisor") as page:
        page.goto("/library/keep/rounds/")
        album.keep(page, "from-rounds")
        follow(page, page.locator("main tbody a").first)
        page.locator("main input[type=number]").first.fill("7")
        album.keep(page, "from-round")
        page.get_by_role("button", name="取出报告，开始办理").click()
        page.wait_for_load_state("networkidle")
        album.keep(page, "from-round-taken")


def _cover(page: Page) -> None:
    for each in page.get_by_role("button", name="全部遮盖").all():
        if each.is_visible():
            follow(page, each)
            break
    open_ones = page.locator(".found-place:has-text('未决定')")
    while open_ones.count():
        before = open_ones.count()
        open_ones.first.get_by_role("button", name="遮盖", exact=True).click()
        expect(open_ones).not_to_have_count(before)
    page.get_by_role("button", name="生成遮盖后的页面").click()
    expect(page.locator(".alert-success")).to_contain_text("正在生成遮盖后的页面")
