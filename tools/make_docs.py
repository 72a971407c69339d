"""Write docs/reference from what the code declares; a test fails when the committed pages are stale.

    python -m tools.make_docs [FOLDER]      (or: make docs)

FOLDER takes the pages instead of the project itself; the test compares the two. Run it from the project's root.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tools.docs_pages.commands import commands_page
from tools.docs_pages.contents import contents_page
from tools.docs_pages.datasets import datasets_page
from tools.docs_pages.formula import formula_page
from tools.docs_pages.instruments import instruments_page
from tools.docs_pages.json_contract import json_page
from tools.docs_pages.lexicons import lexicons_page
from tools.docs_pages.readers import readers_page
from tools.docs_pages.rules import rule_pages
from tools.docs_pages.scheme_indicators import scheme_pages
from tools.docs_pages.schemes import schemes_page
from tools.docs_pages.settings import settings_page

REFERENCE = "docs/reference"
SINGLE = (
    contents_page,
    commands_page,
    settings_page,
    json_page,
    schemes_page,
    formula_page,
    datasets_page,
    lexicons_page,
    instruments_page,
    readers_page,
)


def all_pages() -> Iterator[tuple[str, str]]:
    """Address from the project's root and content of every page."""
    yield from (make() for make in SINGLE)
    yield from rule_pages()
    yield from scheme_pages()


def write_pages(root: Path) -> tuple[list[Path], list[Path]]:
    """Write every page under a root, take away what no page claims any more; which were written, which removed."""
    pages, written = dict(all_pages()), []
    for address, content in pages.items():
        target = root / address
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_text("utf-8") != content:
            target.write_text(content, encoding="utf-8", newline="\n")
            written.append(target)
    claimed = {root / address for address in pages}
    removed = [file for file in sorted((root / REFERENCE).rglob("*.md")) if file not in claimed]
    for file in removed:
        file.unlink()
    return written, removed


def main() -> None:
    """Write, and say what changed."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    written, removed = write_pages(root)
    for file in written:
        print(f"wrote {file}")
    for file in removed:
        print(f"removed {file}")
    if not written and not removed:
        print("docs/reference is up to date")


if __name__ == "__main__":
    main()
