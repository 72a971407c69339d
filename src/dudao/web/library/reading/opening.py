"""Open a file: what its pages are drawn of, and the lines that stand on them. Everything in a limited process."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dudao.reports.draft.anew import document_of
from dudao.reports.draft.document import OfficialDocument
from dudao.reports.model import Report, Source
from dudao.reports.readers.choose import read_source
from dudao.reports.readers.limits import LIMITS
from dudao.reports.structure.build import build_reports
from dudao.values.errors import DudaoError, UnreadableError
from dudao.web.evidence import pictures
from dudao.web.evidence.reading import limited, without_name
from dudao.web.library.reading import slides, typesetting, workbooks
from dudao.web.library.reading.formats import OFFICE, WRITTEN

LONG = replace(LIMITS, pages=20_000, seconds=240.0)
"""A library takes longer files than a checker: a yearbook of some thousand pages is read, in four minutes at most."""


AGAIN = (".docx", ".pptx")
"""What is read for its words where LibreOffice cannot set it."""


@dataclass(slots=True)
class Shown:
    """What the pages are drawn of, and what only the file as handed in can tell: what its hosting page says, where it breaks off."""

    path: Path
    hosting: dict[str, Any] = field(default_factory=dict)
    truncated: bool = False
    caption: str | None = None
    """Of a workbook or of slides: what the first of them is called; cells and short lines tell nothing of it."""


def shown_form(given: Path) -> Shown:
    """The PDF (or picture) that shows a file: itself, set by LibreOffice, or the report in it set in the official format.

    A Word file that LibreOffice cannot set is read by the core and set like a text, so are the words of a presentation.
    """
    if given.suffix not in OFFICE:
        return _set(given) if given.suffix in WRITTEN else Shown(given)
    caption = _workbook(given) if given.suffix == ".xlsx" else None
    try:
        limited(pictures.convert_office, given)
        return Shown(given.with_suffix(".pdf"), caption=caption)
    except DudaoError as trouble:
        if given.suffix not in AGAIN:
            raise
        try:
            return _set(given) if given.suffix == ".docx" else _set_slides(given)
        except DudaoError:
            raise trouble from None


def _workbook(given: Path) -> str:
    """The caption of a workbook, whose columns are fitted; one that cannot be written anew is set as it came.

    Raises:
        UnreadableError: its cells lie so far apart that it would be thousands of empty pages.
    """
    copy = given.with_name("fitted.xlsx")
    shutil.copyfile(given, copy)
    try:
        told = limited(workbooks.fit_columns, copy)
    except DudaoError:
        return ""
    for each in told.problems:
        where = f"工作表“{each.params['sheet']}”的 {each.quote}"
        raise UnreadableError(
            f"{where} 离其他内容太远，中间全是空格子；请删去后重新上传", f"{each.quote} is far from all others"
        )
    given.unlink()
    copy.rename(given)
    return "".join(block.text for block in told.blocks)


def _set(given: Path) -> Shown:
    """The report of a text set as pages; its hosting page stays outside and is told apart."""
    reports = build_reports(_storable(read_source(given)))
    if not any(report.text.strip() for report in reports):
        raise UnreadableError("文件中没有可读的正文", "the file holds no text of a document")
    return Shown(_typeset(document_of(reports), given.parent), hosting_of(reports), reports[-1].truncated)


def _set_slides(given: Path) -> Shown:
    """The words of a presentation as pages, without its pictures."""
    blocks = limited(slides.read_slides, given).blocks
    return Shown(_typeset(slides.document_of_slides(blocks), given.parent), caption=blocks[0].text)


def _typeset(content: OfficialDocument, folder: Path) -> Path:
    document = folder / "document.json"
    typesetting.keep_document(content, document)
    limited(typesetting.set_pages, document)
    return folder / "shown.pdf"


def hosting_of(reports: tuple[Report, ...]) -> dict[str, Any]:
    """What the hosting page prints of the file."""
    return dict(next((report.hosting for report in reports if report.hosting), {}))


_NOT_KEPT = re.compile("[\0\ud800-\udfff]")
"""What PostgreSQL keeps in no text: null characters and halves of pairs."""


def _storable(source: Source) -> Source:
    """A source without such characters, each replaced by the sign for an unknown one, so that lengths stay."""
    if not any(_NOT_KEPT.search(block.text) for block in source.blocks):
        return source
    blocks = tuple(replace(block, text=_NOT_KEPT.sub("\ufffd", block.text)) for block in source.blocks)
    return replace(source, blocks=blocks)


def text_of(shown: Path) -> tuple[Source, str]:
    """The lines of what is shown, and why some are missing; without any the pictures stand alone."""
    try:
        source = read_source(shown, limits=LONG)
    except DudaoError as error:
        return Source(kind="pdf", blocks=()), without_name(error.zh, shown)
    source = _storable(source)
    unread = sorted({each.place.page for each in source.problems if each.code == "no_text_layer" and each.place.page})
    if unread:
        return source, f"第 {'、'.join(map(str, unread[:20]))} 页是图片，没有识别出文字"
    return source, ""
