"""How smoothly a large table scrolls in a real browser, at full speed and slowed down as on an old office machine."""

from __future__ import annotations

import shutil
import statistics
from typing import Any

from playwright.sync_api import CDPSession, Route, sync_playwright

ROWS, COLUMNS = 300, 60
SLOWNESS = (1, 4)
LONG_MS = 50
WORK = ("TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SCROLL = """async ([across, steps]) => {
  const box = document.querySelector("[data-part=table]");
  const long = [];
  const watch = new PerformanceObserver((list) => list.getEntries().forEach((each) => long.push(each.duration)));
  watch.observe({ entryTypes: ["longtask"] });
  const frames = [];
  let rows = 0;
  await new Promise((end) => {
    let last = performance.now(), step = 0;
    const next = (now) => {
      frames.push(now - last);
      last = now;
      rows = Math.max(rows, box.querySelectorAll("tbody tr:not(.gap)").length);
      step += 1;
      if (step > steps) return end();
      if (across) box.scrollLeft += 40; else box.scrollTop += step % 40 ? 96 : 2400;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  watch.disconnect();
  return { frames: frames.slice(1), long, rows };
}"""
"""By wheel (96 a frame) with a jump of some pages now and then; across by 40 a frame."""


def show_scrolling(port: int, address: str, session: str) -> None:
    """Open a table of a body with its rows and columns brought to size, scroll, print the times between pictures."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        print("\nScrolling: not measured, Chromium is missing")
        return
    print(
        f"\nScrolling a table of {ROWS} rows and {COLUMNS} columns: milliseconds between two pictures, and of the processor"
    )
    print(
        f"{'slowed':>8} {'':>7} {'median':>8} {'p95':>8} {'tasks > 50':>11} {'work':>8} {'script':>8} {'rows drawn':>11}"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for slowness in SLOWNESS:
            context = browser.new_context(viewport={"width": 1366, "height": 768}, base_url=f"http://127.0.0.1:{port}")
            cookie = {"name": "sessionid", "value": session, "domain": "127.0.0.1", "path": "/"}
            context.add_cookies([cookie])  # type: ignore[list-item]  # a dictionary by its type
            page = context.new_page()
            page.route("**/sheet.json", _grown)
            page.goto(address)
            page.wait_for_selector(".sheet-table")
            session_of_page = context.new_cdp_session(page)
            session_of_page.send("Emulation.setCPUThrottlingRate", {"rate": slowness})
            session_of_page.send("Performance.enable", {"timeDomain": "threadTicks"})
            for words, across, steps in (("down", False, 120), ("across", True, 100)):
                before = _work(session_of_page)
                found: dict[str, Any] = page.evaluate(SCROLL, [across, steps])
                after = _work(session_of_page)
                _print(slowness, words, found, [(after[name] - before[name]) * 1000 / steps for name in WORK])
            context.close()
        browser.close()


def _work(session: CDPSession) -> dict[str, float]:
    """Seconds of the processor that the page's thread has worked."""
    return {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}


def _print(slowness: int, words: str, found: dict[str, Any], work: list[float]) -> None:
    frames = sorted(found["frames"])
    late = sum(each > LONG_MS for each in found["long"])
    print(
        f"{slowness:7}× {words:>7} {statistics.median(frames):8.1f} {frames[int(0.95 * (len(frames) - 1))]:8.1f} "
        f"{late:11} {work[0]:8.2f} {work[1]:8.2f} {work[2]:8.2f} {work[3]:8.2f} {found['rows']:11}"
    )


def _grown(route: Route) -> None:
    """The table as the site gives it, its columns told again under other names until there are enough, and cut to size."""
    sheet = route.fetch().json()
    own = [each for each in sheet["columns"] if not each["fixed"]]
    more = [{**each, "id": f"{each['id']}-{turn}"} for turn in range(COLUMNS) for each in own]
    sheet["columns"] = [*sheet["columns"], *more][:COLUMNS]
    sheet["header_rows"] = [
        [{"label": each["label"], "span": 1, "rows": 2} for each in sheet["columns"]],
        [],
        [{"label": each["unit"], "span": 1, "rows": 1} for each in sheet["columns"]],
    ]
    sheet["rows"] = sheet["rows"][:ROWS]
    kept = {each["key"] for each in sheet["rows"]}
    names = [(each["id"], each["id"].rpartition("-")[0] or each["id"]) for each in sheet["columns"]]
    sheet["cells"] = {
        key: {name: own[plain] for name, plain in names if plain in own}
        for key, own in sheet["cells"].items()
        if key in kept
    }
    sheet["computed"], sheet["remarks"] = {}, [each for each in sheet["remarks"] if each["cells"][0]["row"] in kept]
    route.fulfill(json=sheet)
