"""Make what is shown of a file: its pages drawn, their text read, the report in it understood. Made once, by key.

file ──LibreOffice | typst──► shown.pdf ──► pictures, thumbnails, public.pdf
                                        └─► lines of pages ──core──► figures, citations, events, places, remarks
With redactions pictures and lines are those of the rendition without, covered; what was read before is not looked at.
Everything that opens the file runs in a limited process; what goes wrong is one plain sentence on the rendition.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dudao.reports.model import Source
from dudao.values.digests import digest_of_json
from dudao.values.errors import DudaoError, UnreadableError
from dudao.web.evidence.content import kind_of
from dudao.web.evidence.reading import without_name
from dudao.web.evidence.storage import called
from dudao.web.jobs.progress import Taken
from dudao.web.library.models import PageText, Rendition
from dudao.web.library.reading.covering import cover_source
from dudao.web.library.reading.formats import WRITTEN, why_not_taken
from dudao.web.library.reading.opening import shown_form, text_of
from dudao.web.library.reading.page_pictures import draw, draw_covered, make_public_pdf
from dudao.web.library.reading.pages import Pages
from dudao.web.library.reading.understanding import understand
from dudao.web.library.states import RenditionState
from dudao.web.library.storage import original, shown_file

Tell = Callable[[int, int, str], None]
WAY = 1
"""Of making a rendition; with another number everything is made anew."""
STEPS = 4
CAPTIONED = (".xlsx", ".pptx")
"""What may have a caption that only the file as handed in tells."""
PASSING = (OperationalError, ConnectionError, TimeoutError, MemoryError, Taken)
"""What is no fault of the file: the job is tried again, or is another worker's by now."""
BROKEN = "处理这份文件时出错，已记入日志；请另存为 PDF 后重新上传"
log = logging.getLogger(__name__)


def rendition_for(sha256: str, suffix: str, size: int, redactions: list[dict[str, Any]]) -> Rendition:
    """The rendition of a kept file with parts covered, as `Rendition.redactions` has them; there once, made by a job."""
    key = digest_of_json([sha256, suffix, redactions, WAY])
    columns = {"sha256": sha256, "suffix": suffix, "size": size, "redactions": redactions}
    return Rendition.objects.get_or_create(key=key, defaults=columns)[0]


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
            _make_covered(rendition, tell) if rendition.redactions else _make(rendition, tell)
        except DudaoError as error:
            trouble = without_name(error.zh, Path(f"given{rendition.suffix}"))
        except PASSING:
            raise
        except Exception:  # whatever a file does to the code that reads it, its uploader is told
            log.exception("rendition %s broke", rendition.key)
            trouble = BROKEN
    if trouble:
        rendition.state, rendition.problem = RenditionState.FAILED, trouble[:400]
        rendition.save()
    return rendition


def _make(rendition: Rendition, tell: Tell) -> None:
    with called(rendition.sha256, rendition.suffix) as given:
        tell(0, STEPS, str(_("转换版面")))
        shown = shown_form(given)
        tell(1, STEPS, str(_("生成页面图片")))
        draw(rendition, shown.path)
        tell(2, STEPS, str(_("读取文字")))
        source, rendition.problem = text_of(shown.path)
    tell(3, STEPS, str(_("提取标题、数字和引用文件")))
    rendition.problem = rendition.problem or _picture_limit(rendition)
    pages = keep(rendition, source, shown.hosting, truncated=shown.truncated, caption=shown.caption)
    pdf = shown_file(rendition) if shown.path.suffix == ".pdf" else None
    make_public_pdf(rendition, pdf, list(pages))


def _make_covered(rendition: Rendition, tell: Tell) -> None:
    base = make_rendition(rendition_for(rendition.sha256, rendition.suffix, rendition.size, []), tell)
    if base.state != RenditionState.READY:
        raise UnreadableError(base.problem, "the file cannot be read")
    tell(1, STEPS, str(_("遮盖页面图片")))
    draw_covered(rendition, base)
    tell(2, STEPS, str(_("读取文字")))
    source, _problem = text_of(shown_file(base))
    rendition.problem = base.problem
    hosting = base.hosting if base.suffix in WRITTEN else {}
    truncated = bool(base.diagnostics.get("truncated"))
    pages = keep(
        rendition,
        cover_source(source, rendition.redactions),
        hosting,
        truncated=truncated,
        caption=base.title if base.suffix in CAPTIONED else None,
    )
    make_public_pdf(rendition, None, list(pages))


def _picture_limit(rendition: Rendition) -> str:
    if rendition.pictures < rendition.pages:
        return f"共 {rendition.pages} 页，只生成前 {rendition.pictures} 页的预览；全文文字都可检索"
    return ""


def keep(
    rendition: Rendition, source: Source, hosting: dict[str, Any], *, truncated: bool, caption: str | None = None
) -> Pages:
    """Keep pages and findings as rows, instead of what was kept before; the rendition is ready then.

    Args:
        hosting, truncated, caption: what only the file as handed in could tell; a caption goes before the title in the text.
    """
    pages = Pages(source)
    found = understand(rendition, source, pages, hosting, caption)
    rendition.diagnostics["truncated"] |= truncated
    rendition.characters = sum(len("".join(page.text.split())) for page in pages)
    rendition.pages = rendition.pages or source.pages or 0
    rendition.state, rendition.made_at = RenditionState.READY, timezone.now()
    with transaction.atomic():
        rendition.page_texts.all().delete()
        PageText.objects.bulk_create(page_rows(rendition, pages), batch_size=100)
        found.keep()
        rendition.save()
    return pages


def page_rows(rendition: Rendition, pages: Pages) -> list[PageText]:
    """Rows of the pages that hold text."""
    return [
        PageText(
            rendition=rendition,
            number=page.number,
            text=page.text,
            lines=page.lines,
            width=round(page.width),
            height=round(page.height),
        )
        for page in pages
    ]
