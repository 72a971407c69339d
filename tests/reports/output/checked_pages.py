"""Reports checked and rendered as pages for the tests, and an open page that remembers what went wrong on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page

from dudao.diagnostics.suppressions import Suppression
from dudao.facts.load import load_facts
from dudao.reports.check import CheckResult
from dudao.reports.output.page import render_page
from dudao.reports.run import CheckRequest, check_file
from dudao.schemes.load import load_scheme

EXAMPLE = Path("examples/yunzhou")
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


def example_results(**further: object) -> tuple[CheckResult, ...]:
    """The sample report of the project against its facts: remarks of every level, figures of every state."""
    request = CheckRequest(
        facts=load_facts([EXAMPLE]).known,
        scheme=load_scheme("government-duty-city"),
        suppressions=(Suppression("MSK001", "decision", "待公布", "甲", date(2999, 1, 1)),),
        **further,
    )
    return check_file(EXAMPLE / "report.docx", request)


def results_of(text: str, folder: Path) -> tuple[CheckResult, ...]:
    """A text checked as a file of its own."""
    path = folder / "report.txt"
    path.write_text(text, "utf-8")
    return check_file(path, CheckRequest())


@dataclass
class Opened:
    """A page in the browser, and what a user would never see: troubles of the console, and requests."""

    page: Page
    troubles: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def opened(
    browser: Browser, folder: Path, content: str, *, viewport: dict[str, int] = DESK, scripts: bool = True
) -> Iterator[Opened]:
    path = folder / "report.check.html"
    path.write_text(content, "utf-8")
    context = browser.new_context(viewport=viewport, java_script_enabled=scripts)
    page = context.new_page()
    page.set_default_timeout(20_000)
    result = Opened(page)
    page.on("console", lambda message: result.troubles.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: result.troubles.append(str(error)))
    page.on("dialog", lambda dialog: result.troubles.append(f"dialog {dialog.message}") or dialog.dismiss())
    page.on("request", lambda request: result.requests.append(request.url))
    page.goto(path.as_uri())
    yield result
    context.close()


def dangling(content: str) -> set[str]:
    """Links within a page that lead nowhere."""
    return set(re.findall(r'href="#([^"]+)"', content)) - set(re.findall(r'\bid="([^"]+)"', content))


def doubled(content: str) -> set[str]:
    """Ids that stand twice."""
    ids = re.findall(r'\bid="([^"]+)"', content)
    return {each for each in ids if ids.count(each) > 1} if len(ids) < 5000 else set()


def rendered_example(**further: object) -> str:
    return render_page(example_results(**further))
