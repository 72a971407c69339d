"""Try the filled site in Chromium 90, as a visitor and as the people of the demo.

    python -m tools.old_chromium.try_site SITE FOLDER

SITE is a folder that `make serve` or `dudao manage fill_demo` filled; a copy of it is used. FOLDER gets the browser (fetched
once through npm), a picture of each step and, where something is wrong, `faults.txt`. Ends with 1 where something is wrong,
with 2 where it could not be tried.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.conftest import PROGRAMS
from tools.demo_site import Unavailable, password_of, served
from tools.old_chromium.program import launched, program_in
from tools.old_chromium.trial import Trial
from tools.old_chromium.walks import WALKS


def main() -> int:
    """What the shell is told."""
    site, folder = Path(sys.argv[1]), Path(sys.argv[2])
    try:
        found = _tried(site, folder)
    except Unavailable as error:
        print(f"没有试 / not tried: {error}", file=sys.stderr)
        return 2
    (folder / "faults.txt").write_text("".join(f"{each}\n" for each in found), "utf-8")
    print("\n".join(found) or "没有发现问题 / nothing wrong was found")
    return 1 if found else 0


def _tried(site: Path, folder: Path) -> list[str]:
    """What was found wrong. Raises Unavailable."""
    program = program_in(folder)
    pictures = folder / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    password = password_of(site)
    with served(site) as url, sync_playwright() as playwright:
        old = launched(playwright, program)
        new = playwright.chromium.launch(executable_path=_today(), args=["--no-sandbox"])
        print(f"Chromium {old.version}, {url}; 对照 / beside {new.version}")
        trial = Trial(old, new, url, password, pictures)
        for walk in WALKS:
            walk(trial)
    return trial.said


def _today() -> str:
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if found is None:
        raise Unavailable("没有今天的 Chromium 可对照 / no Chromium of today to compare with: make debian")
    return found


if __name__ == "__main__":
    sys.exit(main())
