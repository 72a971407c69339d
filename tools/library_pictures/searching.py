"""A visitor searches, looks up figures, cites and takes data; a member keeps a search."""

from __future__ import annotations

from playwright.sync_api import expect
from tools.library_pictures.album import Album
from tools.library_pictures.reading import REPORT, address_of


def search(album: Album) -> None:
    """Front, hits, facets, suggestions, a hit in its page, related documents, citation."""
    with album.window() as page:
        page.goto("/library/")
        album.keep(page, "front")
        page.goto("/library/?q=普惠性幼儿园")
        album.keep(page, "search")
        page.goto("/library/?q=普惠性&kind=self_assessment&year=2025")
        album.keep(page, "search-facets")
        page.goto("/library/")
        page.fill("#q", "云州")
        expect(page.locator("#suggestions option").first).to_be_attached()
        page.goto("/library/?q=普惠性幼儿园")
        page.locator("main .hits a", has_text="第").first.click()
        page.wait_for_url("**/p/**")
        page.locator("rect.is-hit").first.scroll_into_view_if_needed()
        album.keep(page, "search-hit-in-page")
        page.goto(address_of(page, REPORT))
        page.locator(".related").first.scroll_into_view_if_needed()
        album.keep(page, "related")
        page.locator(".cite details summary").click()
        album.keep(page, "citing", ".cite", 500)


def figures(album: Album) -> None:
    """One metric over all places of a kind, as a table with bars; the open data."""
    with album.window() as page:
        page.goto("/library/figures/?q=一般公共预算教育经费 2025 全部市")
        album.keep(page, "figure-query")
    with album.window("operator") as page:
        page.goto("/library/open-data/")
        page.get_by_role("button", name="生成新的数据包").click()
        page.wait_for_load_state("networkidle")
        link = page.locator("main a[href$='.zip']")
        while not link.count():  # the package is made beside the page
            page.goto("/library/open-data/")
        album.keep(page, "open-data")


def keep_search(album: Album) -> None:
    """A search that tells when something new fits it."""
    with album.window("yunzhou.edu") as page:
        page.goto("/library/?q=教师编制&kind=self_assessment")
        page.locator(".ways a", has_text="保存搜索").click()
        page.wait_for_url("**/searches/**")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state("networkidle")
        album.keep(page, "saved-searches")
