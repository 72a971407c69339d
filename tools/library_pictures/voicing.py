"""Readers comment and complain, keepers decide; what belongs to a reader alone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from tests.journeys.going import follow
from tools.library_pictures.album import Album
from tools.library_pictures.reading import EARLIER, ELSEWHERE, REPORT, address_of

PROVED = re.compile(r"^\d+$")
A_MOMENT = 2100
"""Milliseconds: the pages refuse what comes sooner than a person writes."""
COMPLAINT = {
    "name": "云岭出版社",
    "contact": "0990-0000000",
    "work": "《云州教育年鉴》第三章的表格",
    "right": "著作权人",
    "claim": "整段照录而没有注明出处，请注明出处或者撤下这一段。",
}


def comment(album: Album) -> None:
    """No comment yet; two are written, one is answered, a keeper shows and refuses, a reader reports."""
    with album.window("yunzhou.fin") as one, album.window("supervisor") as keeper:
        address = address_of(one, REPORT)
        one.goto(address)
        album.keep(one, "comments-empty", "#comments", 500)
        _write(one, "第三部分的教育经费与公布的执行情况公告一致，增长的口径也写清楚了。")
        one.goto(address)
        _write(one, "出售复习资料，请加联系方式。")
        album.keep(one, "comment-awaits", "#comments", 600)
        keeper.goto("/library/voices/queue/")
        album.keep(keeper, "comment-queue")
        _decide(keeper, "教育经费", "a")
        keeper.keyboard.press("j")
        keeper.keyboard.press("r")
        album.keep(keeper, "comment-refused-with-reason")
    with album.window("lanjiang") as other, album.window("supervisor") as keeper:
        other.goto(address)
        other.locator("#comments .comment a", has_text="回复").first.click()
        other.wait_for_load_state("networkidle")
        other.fill("main textarea[name=text]", "公告第二节有分县的数，可以对照着看。")
        _prove(other, "main ")
        follow(other, "main form.comment-form button[type=submit]")
        keeper.goto("/library/voices/queue/")
        _decide(keeper, "分县的数", "a")
        other.goto(address)
        other.locator("#comments .comment form button").first.click()
        album.keep(other, "comments", "#comments", 700)
        other.locator("#comments .comment a", has_text="举报").first.click()
        other.wait_for_load_state("networkidle")
        album.keep(other, "comment-report")


def complain(album: Album) -> None:
    """A visitor complains and gets a receipt; a keeper holds, decides; the visitor asks to have it looked at again."""
    with album.window() as page, album.window("supervisor") as keeper, album.window("operator") as second:
        address = address_of(page, EARLIER).replace("/library/d/", "/library/voices/d/")
        page.goto(f"{address}complain/")
        for name, words in COMPLAINT.items():
            page.fill(f"#id_{name}", words)
        page.check("#id_is_true")
        proof = {"name": "年鉴第三章.txt", "mimeType": "text/plain", "buffer": "年鉴第三章".encode()}
        page.set_input_files("input[type=file]", proof)  # type: ignore[arg-type]  # a dict is taken as well
        album.keep(page, "complaint-form")
        _prove(page, "main ")
        follow(page, "main form button[type=submit]")
        receipt = page.url
        album.keep(page, "complaint-receipt")
        keeper.goto("/library/voices/queue/complaints/")
        album.keep(keeper, "complaint-queue")
        _answer(keeper, "暂停公开", "先停止公开，核对年鉴原文。")
        album.keep(keeper, "complaint-decision")
        page.goto(address_of_document(address))
        album.keep(page, "document-held")
        keeper.goto("/library/voices/queue/complaints/")
        _answer(keeper, "认定不成立", "报告引用了年鉴的数字并注明来源，不属于照录。")
        page.goto(receipt)
        page.fill("#id_words", "表格的编排也是照搬的，请再核对。")
        follow(page, page.get_by_role("button", name="申请复核"))
        album.keep(page, "complaint-appeal")
        second.goto("/library/voices/queue/complaints/")


def own(album: Album) -> None:
    """Favourites, what was read, own comments and uploads, notices, membership by hand and by code."""
    with album.window("supervisor") as keeper:
        keeper.goto("/library/mine/members/")
        keeper.fill("#id_person", "yunzhou.hr")
        follow(keeper, keeper.get_by_role("button", name="开通", exact=True))
        album.keep(keeper, "members")
        keeper.goto("/library/mine/codes/")
        for name, typed in (("purpose", "督学培训班"), ("count", "3"), ("days", "365"), ("expires_on", "2027-06-30")):
            keeper.fill(f"#id_{name}", typed)
        keeper.get_by_role("button", name="生成", exact=True).click()
        keeper.wait_for_selector("#codes")
        code = keeper.input_value("#codes").split()[0]
        album.keep(keeper, "codes")
    with album.window("yunzhou.fin") as reader:
        reader.goto("/library/mine/membership/")
        reader.fill("#id_code", code)
        follow(reader, reader.get_by_role("button", name="开通", exact=True))
        album.keep(reader, "membership")
        reader.goto(address_of(reader, ELSEWHERE))
        album.keep(reader, "members-read")
        reader.get_by_role("button", name="收藏").first.click()
        for name, place in (
            ("favourites", "favourites/"), ("history", "history/"), ("notices", ""), ("choices", "choices/"),
        ):  # fmt: skip
            reader.goto(f"/library/mine/{place}")
            album.keep(reader, name)
        reader.goto("/library/voices/mine/")
        album.keep(reader, "own-comments")
    with album.window("songlan") as uploader:
        uploader.goto("/library/mine/uploads/")
        album.keep(uploader, "own-uploads")


def address_of_document(voices: str) -> str:
    """The document a page of voices is about."""
    return voices.replace("/library/voices/d/", "/library/d/")


def _write(page: Page, words: str) -> None:
    page.fill("#comments textarea[name=text]", words)
    _prove(page, "#comments ")
    page.click("#comments .comment-form button[type=submit]")
    expect(page.locator("#comments .is-own", has_text=words)).to_be_visible()


def _prove(page: Page, within: str) -> None:
    expect(page.locator(f"{within}[name=number]").first).to_have_value(PROVED)
    page.wait_for_timeout(A_MOMENT)


def _decide(keeper: Page, words: str, key: str) -> None:
    """To the comment by keys, then the key that decides."""
    rows = keeper.locator("main [data-row]")
    at = next(at for at in range(rows.count()) if words in rows.nth(at).inner_text())
    for _ in range(at + 1):
        keeper.keyboard.press("j")
    with keeper.expect_navigation():
        keeper.keyboard.press(key)


def _answer(keeper: Page, move: str, words: str) -> None:
    follow(keeper, keeper.locator("main tbody a").first)
    keeper.fill("#id_words", words)
    follow(keeper, keeper.get_by_role("button", name=move))
