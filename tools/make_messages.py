"""English of the site: `locale/en` of each app kept in step with its Chinese in code and templates, and compiled.

`make messages` adds what is new (to be filled in by hand) and drops what is gone; `make assets` compiles. What stands
beside the apps has its English in `web/locale`; a text of two apps stands in both, with the same English.
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
CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2}
"""Functions that translate, and how many of their first arguments are texts."""
IN_TEMPLATE = re.compile(
    r"\b(n?gettext|_)\(\s*(u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")(?:\s*,\s*(u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"))?"
)
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
Message = tuple[str, ...]


def catalogues() -> list[Path]:
    """The files of English, one an app and one for what stands beside the apps, whether they are there or not."""
    apps = sorted(each.parent for each in WEB.glob("*/apps.py"))
    return [folder / "locale" / "en" / "LC_MESSAGES" / "django.po" for folder in (WEB, *apps)]


def messages(file: Path) -> set[Message]:
    """Every text that a catalogue answers for: one, or one and its plural."""
    folder = file.parents[3]
    return {each for source in _sources(folder) for each in _in_source(source)}


def _sources(folder: Path) -> Iterator[Path]:
    """Code and templates of an app; for the site's own folder what stands beside the apps."""
    apps = {each.parent for each in WEB.glob("*/apps.py")} if folder == WEB else set()
    for each in (*folder.rglob("*.py"), *folder.rglob("*.html")):
        if "migrations" not in each.parts and apps.isdisjoint(each.parents):
            yield each


def _in_source(file: Path) -> Iterator[Message]:
    return _in_code(file) if file.suffix == ".py" else _in_template(file)


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


def read_catalogue(file: Path) -> Catalog:
    """What is translated already; a new one where there is no file yet."""
    if not file.exists():
        return _fresh()
    with file.open("rb") as opened:
        return read_po(opened, locale="en")


def untranslated() -> list[Message]:
    """Texts without English, in order."""
    found = ((read_catalogue(file), messages(file)) for file in catalogues())
    return sorted(each for catalogue, asked in found for each in asked if not _english(catalogue, each[0]))


def _english(catalogue: Catalog, text: str) -> str:
    found = catalogue.get(text)
    said = found.string if found is not None else ""
    return said if isinstance(said, str) else "".join(said or ())


def compile_messages() -> None:
    """Write the compiled forms beside the files, unless they are newer."""
    for file in catalogues():
        target = file.with_suffix(".mo")
        if not file.exists() or (target.exists() and target.stat().st_mtime >= file.stat().st_mtime):
            continue
        fresh = target.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as opened:
            write_mo(opened, read_catalogue(file))
        fresh.replace(target)  # whoever reads meanwhile finds the old one or the new one, whole


def update() -> list[Message]:
    """Bring the files in step with code and templates; returns what still has no English.

    A text that moves from app to app, or is used by another too, brings its English along.
    """
    known = {file: read_catalogue(file) for file in catalogues()}
    for file in known:
        catalogue = _fresh()
        for each in sorted(messages(file)):
            old = next((one for one in (known[file], *known.values()) if _english(one, each[0])), known[file])
            said = old[each[0]].string if each[0] in old else None
            catalogue.add(each if len(each) > 1 else each[0], said or (("", "") if len(each) > 1 else ""))
        if len(catalogue):
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("wb") as opened:
                write_po(opened, catalogue, width=0, omit_header=False)
        else:
            file.unlink(missing_ok=True)
    return untranslated()


def main() -> int:
    """`--compile` writes the compiled forms; without it the files are brought in step."""
    if "--compile" in sys.argv[1:]:
        compile_messages()
        return 0
    missing = update()
    for each in missing:
        print(each[0])
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
