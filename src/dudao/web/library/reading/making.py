"""Make what is shown of a file: its pages drawn, their text read, the report in it understood. Made once, by key.

file ──LibreOffice | typst──► shown.pdf ──► pictures, thumbnails, public.pdf
                                        └─► lines of pages ──core──► figures, citations, events, places, remarks
Everything that opens the file runs in a limited process; what goes wrong is one plain sentence on the rendition.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dudao.reports.model import Report, Source
from dudao.reports.readers.choose import read_source
from dudao.reports.readers.limits import LIMITS
from dudao.reports.structure.build import build_reports
from dudao.values.errors import DudaoError, UnreadableError
from dudao.web.evidence import pictures
from dudao.web.evidence.content import kind_of
from dudao.web.evidence.reading import draw_pages, limited, without_name
from dudao.web.evidence.storage import called
from dudao.web.library.models import PageText, Rendition
from dudao.web.library.reading import drawing, typesetting
from dudao.web.library.reading.formats import OFFICE, WRITTEN, why_not_taken
from dudao.web.library.reading.pages import Pages
from dudao.web.library.reading.understanding import understand
from dudao.web.library.states import RenditionState
from dudao.web.library.storage import folder_of, original, page_picture

Tell = Callable[[int, int, str], None]
MOST_PICTURES = 300
"""Pages of a file that are drawn; the text of all is read."""
SMALL_AT_ONCE = 100
LONG = replace(LIMITS, pages=20_000, seconds=240.0)
"""A library takes longer files than a checker: a yearbook of some thousand pages is read, in four minutes at most."""


@dataclass(slots=True)
class Shown:
    """What the pages are drawn of, and what only the file as handed in can tell: what its hosting page says, where it breaks off."""

    path: Path
    hosting: dict[str, Any] = field(default_factory=dict)
    truncated: bool = False


def make_rendition(rendition: Rendition, tell: Tell) -> Rendition:
    """Make everything of a rendition that waits; one that is ready or failed is left.

    Args:
        tell: is told how far it is: steps done, of how many, and what is done now.
    """
    if rendition.state != RenditionState.WAITING:
        return rendition
    trouble = why_not_taken(original(rendition), kind_of(original(rendition)))
    if not trouble:
        try:
            with called(rendition.sha256, rendition.suffix) as given:
                _make(rendition, given, tell)
        except DudaoError as error:
            trouble = without_name(error.zh, Path(f"given{rendition.suffix}"))
    if trouble:
        rendition.state, rendition.problem = RenditionState.FAILED, trouble[:400]
        rendition.save()
    return rendition


def _make(rendition: Rendition, given: Path, tell: Tell) -> None:
    tell(0, 4, str(_("转换版面")))
    shown = shown_form(given)
    tell(1, 4, str(_("生成页面图片")))
    draw(rendition, shown.path)
    tell(2, 4, str(_("读取文字")))
    source, problem = text_of(shown.path)
    tell(3, 4, str(_("提取标题、数字和引用文件")))
    rendition.problem = problem or _picture_limit(rendition)
    keep(rendition, source, shown)
    tell(4, 4, "")


def shown_form(given: Path) -> Shown:
    """The PDF (or picture) that shows a file: itself, set by LibreOffice, or the report in it set in the official format."""
    if given.suffix in OFFICE:
        try:
            limited(pictures.convert_office, given)
            return Shown(given.with_suffix(".pdf"))
        except DudaoError as trouble:
            if given.suffix != ".docx":
                raise
            try:
                return _set(given)
            except DudaoError:
                raise trouble from None
    return _set(given) if given.suffix in WRITTEN else Shown(given)


def _set(given: Path) -> Shown:
    """The report of a text set as pages; its hosting page stays outside and is told apart."""
    reports = build_reports(read_source(given))
    if not any(report.text.strip() for report in reports):
        raise UnreadableError("文件中没有可读的正文", "the file holds no text of a document")
    document = given.parent / "document.json"
    typesetting.keep_document(typesetting.document_of(reports), document)
    limited(typesetting.set_pages, document)
    return Shown(given.parent / "shown.pdf", hosting_of(reports), reports[-1].truncated)


def hosting_of(reports: tuple[Report, ...]) -> dict[str, Any]:
    """What the hosting page prints of the file."""
    return dict(next((report.hosting for report in reports if report.hosting), {}))


def draw(rendition: Rendition, shown: Path) -> None:
    """Pictures and thumbnails into the rendition's folder, and the PDF that readers get."""
    folder = folder_of(rendition)
    rendition.pages, rendition.pictures = draw_pages(shown, folder, MOST_PICTURES) or (0, 0)
    for first in range(1, rendition.pictures + 1, SMALL_AT_ONCE):
        limited(
            drawing.draw_small, page_picture(rendition, 1), first, min(first + SMALL_AT_ONCE - 1, rendition.pictures)
        )
    if shown.suffix == ".pdf":
        if not shown.is_symlink():
            shutil.copyfile(shown, folder / "shown.pdf")
        try:
            limited(drawing.clean_copy, shown)
            shutil.move(shown.parent / "public.pdf", folder / "public.pdf")
        except DudaoError:
            (folder / "public.pdf").unlink(missing_ok=True)  # the pages are shown, only the PDF is not offered


def text_of(shown: Path) -> tuple[Source, str]:
    """The lines of what is shown, and why some are missing; without any the pictures stand alone."""
    try:
        source = read_source(shown, limits=LONG)
    except DudaoError as error:
        return Source(kind="pdf", blocks=()), without_name(error.zh, shown)
    unread = sorted({each.place.page for each in source.problems if each.code == "no_text_layer" and each.place.page})
    if unread:
        return source, f"第 {'、'.join(map(str, unread[:20]))} 页是图片，没有识别出文字"
    return source, ""


def _picture_limit(rendition: Rendition) -> str:
    if rendition.pictures < rendition.pages:
        return f"共 {rendition.pages} 页，只生成前 {rendition.pictures} 页的预览；全文文字都可检索"
    return ""


def keep(rendition: Rendition, source: Source, shown: Shown) -> None:
    """Keep pages and findings as rows, instead of what was kept before; the rendition is ready then."""
    pages = Pages(source)
    found = understand(rendition, source, pages, shown.hosting)
    if shown.truncated:
        rendition.diagnostics["truncated"] = True
    rendition.characters = sum(len("".join(page.text.split())) for page in pages)
    rendition.pages = rendition.pages or source.pages or 0
    rendition.state, rendition.made_at = RenditionState.READY, timezone.now()
    with transaction.atomic():
        rendition.page_texts.all().delete()
        PageText.objects.bulk_create(page_rows(rendition, pages), batch_size=100)
        found.keep()
        rendition.save()


def page_rows(rendition: Rendition, pages: Pages) -> list[PageText]:
    """Rows of the pages that hold text."""
    return [
        PageText(
            rendition=rendition,
            number=page.number,
            text=page.text.replace("\0", ""),
            lines=page.lines,
            width=round(page.width),
            height=round(page.height),
        )
        for page in pages
    ]
