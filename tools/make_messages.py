"""English of the site: `locale/en` kept in step with the Chinese in code and templates, and compiled for the site.

`make messages` adds what is new (to be filled in by hand) and drops what is gone; `make assets` compiles.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).resolve().parent.parent / "src" / "dudao" / "web"
PO = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2}
"""Functions that translate, and how many of their first arguments are texts."""
IN_TEMPLATE = re.compile(
    r"\b(n?gettext|_)\(\s*(u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")(?:\s*,\s*(u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"))?"
)
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
Message = tuple[str, ...]


def messages() -> set[Message]:
    """Every text to be translated: one, or one and its plural."""
    return {
        *(each for file in WEB.rglob("*.py") if "migrations" not in file.parts for each in _in_code(file)),
        *(each for file in WEB.rglob("*.html") for each in _in_template(file)),
    }


def _in_code(file: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS):
            continue
        texts = [each.value for each in node.args[: CALLS[node.func.id]] if isinstance(each, ast.Constant)]
        if texts and all(isinstance(each, str) for each in texts):
            yield tuple(map(str, texts))


def _in_template(file: Path) -> Iterator[Message]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dudao.web.settings")
    from django.utils.translation.template import templatize

    for name, one, many in IN_TEMPLATE.findall(templatize(file.read_text("utf-8"), origin=str(file))):
        texts = (one, many) if name == "ngettext" and many else (one,)
        yield tuple(str(ast.literal_eval(each)) for each in texts)


def _fresh() -> Catalog:
    """An empty catalogue; its dates stand still, for a file that changes only where a text does."""
    return Catalog(
        locale="en",
        project="dudao",
        fuzzy=False,
        header_comment="# English of the site; `make messages` keeps it in step with the Chinese in code and templates.",
        copyright_holder="the authors of Dudao",
        version="1",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        creation_date=SINCE,
        revision_date=SINCE,
    )


def read_catalogue(file: Path = PO) -> Catalog:
    """What is translated already; a new one where there is no file yet."""
    if not file.exists():
        return _fresh()
    with file.open("rb") as opened:
        return read_po(opened, locale="en")


def untranslated(catalogue: Catalog) -> list[Message]:
    """Texts without English, in order."""
    return sorted(each for each in messages() if not _english(catalogue, each))


def _english(catalogue: Catalog, each: Message) -> str:
    found = catalogue.get(each[0])
    text = found.string if found is not None else ""
    return text if isinstance(text, str) else "".join(text or ())


def compile_messages(file: Path = PO) -> None:
    """Write the compiled form beside the file, unless it is newer."""
    target = file.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= file.stat().st_mtime:
        return
    fresh = target.with_suffix(f".{os.getpid()}")
    with fresh.open("wb") as opened:
        write_mo(opened, read_catalogue(file))
    fresh.replace(target)  # whoever reads meanwhile finds the old one or the new one, whole


def update() -> list[Message]:
    """Bring the file in step with code and templates; returns what still has no English."""
    known = read_catalogue()
    catalogue = _fresh()
    for each in sorted(messages()):
        old = known.get(each[0])
        text = old.string if old is not None else ("", "") if len(each) > 1 else ""
        catalogue.add(each if len(each) > 1 else each[0], text)
    with PO.open("wb") as opened:
        write_po(opened, catalogue, width=0, omit_header=False)
    return untranslated(catalogue)


def main() -> int:
    """`--compile` writes the compiled form; without it the file is brought in step."""
    if "--compile" in sys.argv[1:]:
        compile_messages()
        return 0
    missing = update()
    for each in missing:
        print(each[0])
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
