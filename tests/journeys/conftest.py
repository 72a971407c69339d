"""A real site on a loopback port and a real browser, for whole journeys."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from dudao.web.demo.days import Days
from dudao.web.demo.example import Example
from dudao.web.demo.stage import Stage
from dudao.web.demo.story import play
from tests.web.append_only import ALL, guard, let_go_of
from tests.web.cast import PASSWORD, raise_curtain

TRIGGERS_ON = [True]
PROVINCE = Path(__file__).resolve().parents[2] / "examples" / "yunling"
PATIENCE = 60_000
"""Milliseconds after which something is wrong, on a machine that does much else too."""
SLOWNESS = float(os.environ.get("DUDAO_SLOW_BROWSER", "1"))
"""How many times slower the pages' scripts run, to find what only goes well on a quick machine."""
SIZE = {"width": 1366, "height": 768}


@pytest.fixture
def emptied(transactional_db: None) -> Iterator[None]:
    """The tables are emptied after the test, which the triggers would refuse: off before, on again for the next."""
    if not TRIGGERS_ON[0]:
        guard(*ALL)
    yield
    let_go_of(*ALL)
    TRIGGERS_ON[0] = False


@pytest.fixture
def stage(emptied: None, live_server: LiveServer) -> LiveServer:
    """The site with the cast on stage."""
    raise_curtain()
    return live_server


@pytest.fixture
def filled(emptied: None, live_server: LiveServer) -> LiveServer:
    """The site filled with the invented province."""
    days = Days(timezone.localdate())
    play(Stage(Example(PROVINCE, days.year), days, make_password(PASSWORD), lambda words: None))
    return live_server


@pytest.fixture
def said() -> list[str]:
    """What the console said as an error; a journey that means to be refused clears it."""
    return []


@pytest.fixture
def page_of(stage: LiveServer, chromium: Browser, said: list[str]) -> Iterator[Callable[[str], Page]]:
    """A browser window of its own for one of the cast, logged in through the page; words of the console fail the test."""
    yield from _windows(stage.url, chromium, said)


@pytest.fixture
def window_of(filled: LiveServer, chromium: Browser, said: list[str]) -> Iterator[Callable[[str], Page]]:
    """The same for the people of the invented province."""
    yield from _windows(filled.url, chromium, said)


@pytest.fixture(autouse=True)
def patient() -> None:
    """What a page is expected to show may take as long as a press on it."""
    expect.set_options(timeout=PATIENCE)


def _windows(url: str, chromium: Browser, said: list[str]) -> Iterator[Callable[[str], Page]]:
    contexts: list[Any] = []

    def page(login: str) -> Page:
        context = chromium.new_context(viewport=SIZE, base_url=url, locale="zh-CN")  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        window = context.new_page()
        if SLOWNESS > 1:
            context.new_cdp_session(window).send("Emulation.setCPUThrottlingRate", {"rate": SLOWNESS})
        window.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        window.on("pageerror", lambda error: said.append(str(error)))
        if login == "visitor":
            return window
        window.goto("/account/login/")
        window.fill("#id_login", login)
        window.fill("#id_password", PASSWORD)
        window.click("main button[type=submit]")
        window.wait_for_url("**/desk/")
        return window

    yield page
    for context in contexts:
        context.close()
    assert said == []
