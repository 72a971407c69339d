"""Reading a file that was handed in: pictures of its pages, its text into the index, what it says about itself.

Everything that opens the file runs in a limited process. Reading again gives the same; a file that was read is left.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from dudao.reports.model import Block, BlockKind, Source
from dudao.reports.readers.choose import read_source
from dudao.reports.readers.limited import Call, importable_name, read_limited
from dudao.reports.readers.limits import LIMITS
from dudao.values.errors import DudaoError, MissingToolError, UnreadableError
from dudao.web.acting import Acting
from dudao.web.evidence import pictures
from dudao.web.evidence.content import SUFFIXES, FileKind
from dudao.web.evidence.models import StoredFile
from dudao.web.evidence.states import ReadState
from dudao.web.evidence.storage import called, pictures_of
from dudao.web.evidence.suggestions import said_in
from dudao.web.jobs.actions import start_job
from dudao.web.search.index import put_passages

Tell = Callable[[int, int, str], None]
READING = "evidence.read"
"""The job that reads a file."""

COLLECTION = "evidence"
"""What the index calls the texts of evidence; their key is the hash of the file."""
MOST_PICTURES, A_PROCESS = 200, 20
"""Pages that are drawn of one file; how many by one process."""
OFFICE = (FileKind.WORD, FileKind.SHEET, FileKind.SLIDES)
WITHOUT_TEXT = {
    FileKind.LOCKED: "文件设有打开密码，不能预览和检索；请去掉密码后替换",
    FileKind.ARCHIVE: "压缩包不能预览和检索；请解压后逐个上传，可以拖入整个文件夹",
    FileKind.MEDIA: "音频、视频不能预览，请下载查看",
    FileKind.OTHER: "这种文件不能预览和检索，请下载查看，或另存为 PDF 后替换",
}


def begin_reading(file: StoredFile, *, about: str, by: Acting, at: datetime) -> None:
    """Have a file read by a job of this transaction; a file that was read is left."""
    if file.state == ReadState.WAITING:
        arguments, key = {"sha256": file.pk}, f"{READING} {file.pk}"
        start_job(name=READING, arguments=arguments, about=about, by=by, at=at, key=key)


def no_telling(done: int, total: int, words: str = "") -> None:
    """Nobody is told how far the reading is."""


def read_file(sha256: str, tell: Tell = no_telling) -> StoredFile:
    """Draw a file's pages and read its text; what goes wrong is told in one sentence on its pages.

    Args:
        tell: is told how far it is: steps done, of how many, and what is done now.
    """
    file = StoredFile.objects.get(pk=sha256)
    if file.state != ReadState.WAITING:
        return file
    if file.file_kind in WITHOUT_TEXT:
        file.state, file.problem = ReadState.NO_TEXT, WITHOUT_TEXT[file.file_kind]
    else:
        with called(sha256, SUFFIXES[file.file_kind]) as given:
            _read(file, given, tell)
    file.save()
    return file


def _read(file: StoredFile, given: Path, tell: Tell) -> None:
    """Pictures first, then text: a page can be looked at while the next is still recognised."""
    shown = given
    tell(0, 2, str(_("生成预览")))
    try:
        if file.file_kind in OFFICE:
            limited(pictures.convert_office, given)
            shown = given.with_suffix(".pdf")
        drawn = draw_pages(shown, pictures_of(file.sha256), MOST_PICTURES)
        file.pages, file.pictures = drawn or (None, 0)
    except DudaoError as error:
        file.problem, shown = error.zh[:400], given
        if file.file_kind not in OFFICE:
            file.state = ReadState.FAILED
            return
    file.save(update_fields=["pages", "pictures", "problem"])
    tell(1, 2, str(_("读取文字")))
    try:
        source = read_source(shown)
    except MissingToolError as error:
        file.state, file.problem = ReadState.NO_OCR, error.zh[:400]
    except UnreadableError as error:
        is_photo = file.file_kind is FileKind.IMAGE  # it was drawn, so it is whole; a photograph need not have words
        file.state = ReadState.NO_TEXT if is_photo else ReadState.FAILED
        file.problem = without_name(error.zh, shown)[:400]
    else:
        _keep_text(file, source)


def _keep_text(file: StoredFile, source: Source) -> None:
    pages = list(text_by_page(source))
    with transaction.atomic():
        kept = put_passages(COLLECTION, file.sha256, pages)
    file.state = ReadState.READ if kept else ReadState.NO_TEXT
    file.pages = file.pages or source.pages
    unread = sorted({each.place.page for each in source.problems if each.code == "no_text_layer" and each.place.page})
    if unread:
        file.state, file.problem = ReadState.NO_OCR, f"第 {'、'.join(map(str, unread[:20]))} 页是图片，没有识别文字"
    file.proposed = said_in(source)


def text_by_page(source: Source) -> Iterator[tuple[int, str]]:
    """The text of a source page by page, 0 where it has no pages; without what its page furniture repeats."""
    told = (block for block in source.blocks if block.kind not in (BlockKind.HEADER, BlockKind.FOOTER))
    for page, blocks in groupby(told, key=lambda block: block.place.page or 0):
        yield page, "\n".join(_line(block) for block in blocks if block.text.strip())


def _line(block: Block) -> str:
    return block.numbering + block.text


def draw_pages(shown: Path, target: Path, most: int) -> tuple[int, int] | None:
    """Pages of a PDF or picture, and how many have pictures now in the folder `target`; None for what has no pages."""
    draw = {".pdf": pictures.draw_pdf, ".img": pictures.draw_picture}.get(shown.suffix)
    if draw is None:
        return None
    pages, first = 0, 1
    while True:
        source = limited(draw, shown, first, min(first + A_PROCESS - 1, most))
        pages, first = source.pages or 0, first + A_PROCESS
        if first > min(pages, most):
            break
    target.mkdir(parents=True, exist_ok=True)
    for each in shown.parent.glob("*.webp"):
        shutil.move(each, target / each.name)
    return pages, min(pages, most)


def limited(function: Callable[..., Source], path: Path, *arguments: int) -> Source:
    """What a function makes of a file, in a process of its own with the reader's limits; raises what the reader raises."""
    call = Call(importable_name(function), str(path), LIMITS, LIMITS.seconds, LIMITS.memory, arguments)
    return read_limited(call)


def without_name(sentence: str, path: Path) -> str:
    """A sentence of a reader without the name that the file had while it was read."""
    return sentence.removeprefix(f"{path.name}：")
