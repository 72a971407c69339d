"""Chromium 90 as a program: the npm package `chrome-aws-lambda` (MIT) carries it, packed; it runs on any Linux of this kind.

A 国产 browser in its compatible mode is such a Chromium, and no other package of one is to be had any more.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from tools.demo_site import Unavailable

PACKAGE = "chrome-aws-lambda@8.0.2"
UNPACK = "const z=require('zlib'),f=require('fs');f.writeFileSync(process.argv[2],z.brotliDecompressSync(f.readFileSync(process.argv[1])))"
LACKING = """if (!Element.prototype.checkVisibility) Element.prototype.checkVisibility = function () {
  for (let at = this; at; at = at.parentElement) if (getComputedStyle(at).display === "none") return false;
  return true;
};
HTMLInputElement.prototype.select = function () { this.setSelectionRange(this.value.length, this.value.length); };"""
"""What Playwright asks of a page and Chromium has only since 105; and nothing is selected in a field, because this build
without a screen has no clipboard for what a mouse selects and ends itself when asked for it."""


def program_in(folder: Path) -> Path:
    """The program, fetched into the folder once through npm. Raises Unavailable."""
    program = folder / "chromium"
    if program.exists():
        return program
    for needed in ("npm", "node"):
        if shutil.which(needed) is None:
            raise Unavailable(f"{needed} 没有安装 / {needed} is not installed: apt install nodejs npm")
    folder.mkdir(parents=True, exist_ok=True)
    _run(folder, "npm", "pack", "--silent", PACKAGE)
    name, version = PACKAGE.split("@")
    packed = folder / f"{name}-{version}.tgz"
    shutil.unpack_archive(packed, folder, filter="data")
    unpacked = folder / "chromium.part"
    _run(folder, "node", "-e", UNPACK, str(folder / "package" / "bin" / "chromium.br"), str(unpacked))
    unpacked.chmod(0o755)
    shutil.rmtree(folder / "package")
    packed.unlink()
    return unpacked.rename(program)


def launched(playwright: Playwright, program: Path) -> Browser:
    """The browser, running. Raises Unavailable where this machine lacks what it needs."""
    try:
        return playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
    except Exception as error:
        raise Unavailable(f"{program} 不能运行 / does not run here: {str(error).splitlines()[0]}") from error


def page_in(context: BrowserContext) -> Page:
    """A new page in which Playwright finds what it asks for, in the page's world and in its own."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    worlds: list[str] = []
    session.on("Runtime.executionContextCreated", lambda event: worlds.append(event["context"]["name"]))
    session.send("Page.enable")
    session.send("Runtime.enable")
    for each in filter(None, worlds):
        session.send("Page.addScriptToEvaluateOnNewDocument", {"source": LACKING, "worldName": each})
    page.add_init_script(LACKING)
    return page


def _run(folder: Path, *words: str) -> None:
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise Unavailable(f"{' '.join(words[:4])}: {said[-1] if said else done.returncode}")
