"""Walk the filled site's library as visitor, reader, uploader and keeper, and keep the pictures of its guides.

    python -m tools.library_pictures.take SITE FOLDER [WALK …]

SITE is a folder that `make serve` or `dudao manage fill_demo` filled; a copy of it is used. Ends with 1 where the console of a
page said an error. What a step expects and does not find stops the walk.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import expect, sync_playwright
from tests.conftest import PROGRAMS
from tools.demo_site import password_of, served
from tools.library_pictures import keeping, reading, searching, voicing
from tools.library_pictures.album import PATIENCE, Album

WALKS = (
    reading.read,
    reading.compare,
    reading.tiers,
    reading.screens,
    searching.search,
    searching.figures,
    searching.keep_search,
    voicing.comment,
    voicing.complain,
    voicing.own,
    keeping.upload,
    keeping.review,
    keeping.publish,
    keeping.change,
)


def main() -> int:
    """What the shell is told."""
    site, folder, chosen = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    program = next(path for name in PROGRAMS if (path := shutil.which(name)))
    expect.set_options(timeout=PATIENCE)
    with served(site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        album = Album(browser, url, password_of(site), folder)
        for walk in WALKS:
            if not chosen or walk.__name__ in chosen:
                walk(album)
    print("\n".join(album.said))
    return 1 if album.said else 0


if __name__ == "__main__":
    sys.exit(main())
