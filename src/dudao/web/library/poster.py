"""The poster of a document: title, key figures, summary and a code that leads to its page, as PNG in several sizes.

It is made to be passed on, so it tells what everybody may read, whoever asks for it. Made once: the file's name is the
hash of what stands on it.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dudao.reports.draft.portable import FONTS, require_font
from dudao.values.digests import digest_of_json
from dudao.values.units import parse_unit
from dudao.web.library.facts import facts_of
from dudao.web.library.models import FoundFigure
from dudao.web.library.queries import Opened
from dudao.web.library.storage import folder_of
from dudao.web.library.summing_up import Part
from dudao.web.policies import Words

TEMPLATE = Path(__file__).parent / "poster.typ"
WAY = 1
"""Of making a poster; another number, and all are made anew."""
MOST_FIGURES, MOST_SECTIONS, LONGEST = 3, 4, 88
RANKS = ("money", "percent", "person", "institution")
FAMILIES = [*FONTS["黑体"][-2:], "Noto Sans CJK SC"]
"""Open fonts first: a poster looks the same wherever it is made."""


@dataclass(frozen=True, slots=True)
class Size:
    """A size in pixels; `sections` how many sections of the summary fit."""

    name: str
    label: Words
    width: int
    height: int
    sections: int


SIZES = {
    each.name: each
    for each in (
        Size("tall", _("手机竖版"), 1080, 1920, 4),
        Size("square", _("方形"), 1080, 1080, 1),
        Size("paper", _("A4 打印"), 1654, 2339, 2),
    )
}


def content_of(opened: Opened, size: Size) -> dict[str, object]:
    """What stands on the poster.

    Args:
        opened: the document as a visitor reads it.
    """
    document, facts = opened.document, facts_of(opened)
    year = f"{document.year}年度" if document.year else ""
    line = " · ".join(each for each in (document.place, year, document.get_kind_display()) if each)
    return {
        "title": document.title,
        "line": line,
        "figures": [
            {"text": each.text, "metric": each.metric[:24], "period": each.period}
            for each in _key_figures(facts.summary, facts.figures)
        ],
        "sections": [
            {"title": each.title, "words": _cut(each.words)} for each in facts.summary if each.said and each.title
        ][: size.sections],
        "made": "摘要由机器根据正文摘出，以正文为准",
        "address": address_of(opened),
        "office": settings.SITE.office,
        "size": {"width": size.width, "height": size.height},
        "fonts": FAMILIES,
    }


def address_of(opened: Opened) -> str:
    """Where the code leads."""
    path = reverse("library:document-detail", args=[opened.document.address])
    return settings.SITE.address.rstrip("/") + path


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _key_figures(summary: list[Part], figures: list[FoundFigure]) -> list[FoundFigure]:
    """The figures that say most: money, then shares, then what is counted; those of the summary first; one a metric."""
    told = [said.figure for part in summary for said in part.said if said.figure is not None]
    found: dict[str, FoundFigure] = {}
    for each in sorted([*told, *figures], key=_rank):
        found.setdefault(each.metric, each)
    return list(found.values())[:MOST_FIGURES]


def _rank(figure: FoundFigure) -> int:
    unit = parse_unit(figure.unit) if figure.unit else None
    dimension = unit.dimension if unit else ""
    return RANKS.index(dimension) if figure.role == "level" and dimension in RANKS else len(RANKS)


def poster_of(opened: Opened, size: Size) -> Path:
    """The picture, made where it is not there yet.

    Raises:
        MissingToolError: the machine has no Chinese font at all.
    """
    content = content_of(opened, size)
    path = folder_of(opened.rendition) / f"poster-{size.name}-{digest_of_json([content, WAY])[:24]}.png"
    if not path.is_file():
        picture = _drawn(content, size)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".poster-", delete=False) as target:
            target.write(picture)
        os.chmod(target.name, 0o640)
        os.replace(target.name, path)
    return path


def _drawn(content: dict[str, object], size: Size) -> bytes:
    require_font()
    with tempfile.TemporaryDirectory(prefix="dudao-poster-") as folder:
        main = Path(folder) / "main.typ"
        main.write_text(TEMPLATE.read_text("utf-8"), "utf-8")
        (Path(folder) / "content.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        segno.make(str(content["address"]), error="m", micro=False).save(
            str(Path(folder) / "code.png"), kind="png", scale=8, border=2
        )
        picture: bytes = typst.compile(str(main), root=folder, format="png", ppi=72)
    return picture
