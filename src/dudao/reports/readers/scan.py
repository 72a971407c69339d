"""Pictures and scanned PDFs: recognised here, read by `ocr_pages` a few pages a process where the OCR extra is installed.

The engine's memory grows with the pages it has seen, so a process is left after a batch.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from dudao.reports.model import Block, ReadingProblem, Source
from dudao.reports.readers.contract import Answer, Reader
from dudao.reports.readers.limited import Call, importable_name, read_limited
from dudao.reports.readers.limits import LIMITS, Limits
from dudao.values.errors import MissingToolError, UnreadableError

SIGNATURES = (
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (8, b"WEBPVP8", "WebP"),
)
BITMAP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})  # sizes of the second header of a BMP file
PAGES_A_PROCESS = 8
UNREAD = frozenset({"no_text_layer", "no_unicode_map"})


def recognise(head: bytes, name: str) -> Answer:
    """A picture by its signature."""
    for offset, mark, kind in SIGNATURES:
        if head.startswith(mark, offset):
            return Answer(100, f"{kind} signature")
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in BITMAP_HEADERS:
        return Answer(90, "BMP header")
    return Answer(0, "no picture's signature")


def read(path: Path) -> Source:
    """A picture to lines, by OCR, within the declared limits; raises MissingToolError without the OCR extra."""
    return read_within(path, LIMITS)


def is_installed() -> bool:
    """Whether the OCR extra is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def read_within(path: Path, limits: Limits) -> Source:
    """A picture, which may have several pages (TIFF), to lines."""
    if not is_installed():
        raise _missing(
            "这是图片，需要文字识别组件才能读取", "this is a picture, and reading one needs the OCR component"
        )
    parts: list[Source] = []
    for first in count(1, PAGES_A_PROCESS):
        part = read_limited(_call("read_picture", path, limits, range(first, first + PAGES_A_PROCESS)))
        parts.append(part)
        pages = part.pages or 1
        _require_scanned_pages(pages, limits)
        if first + PAGES_A_PROCESS > pages:
            break
    return Source(
        kind="image",
        blocks=tuple(block for part in parts for block in part.blocks),
        pages=parts[0].pages,
        problems=tuple(problem for part in parts for problem in part.problems),
    )


def fill_unread_pages(source: Source, path: Path, limits: Limits) -> Source:
    """A PDF's source with the pages that gave no text read from their pictures.

    Without the OCR extra those pages stay problems, unless the document has no other text: then MissingToolError.
    """
    pages = [problem.place.page for problem in source.problems if problem.code in UNREAD and problem.place.page]
    if not pages:
        return source
    if not is_installed():
        if any(block.text.strip() for block in source.blocks):
            return source
        raise _missing(*_why_without_text(source))
    _require_scanned_pages(len(pages), limits)
    parts = [read_limited(_call("read_pdf_pages", path, limits, batch)) for batch in _batches(pages)]
    return _merged(source, parts, frozenset(pages))


def _merged(source: Source, parts: Sequence[Source], pages: frozenset[int]) -> Source:
    """All blocks in the order of their pages; a page that OCR found nothing on either keeps its problem."""
    found = [block for part in parts for block in part.blocks]
    read_now = {block.place.page for block in found} & pages
    blocks = sorted([*source.blocks, *found], key=_page_of)
    kept = [problem for problem in source.problems if problem.code not in UNREAD or problem.place.page not in read_now]
    seen = [ReadingProblem("read_by_ocr", replace(block.place, paragraph=None)) for block in _first_on_page(found)]
    problems = (*kept, *seen, *(problem for part in parts for problem in part.problems))
    return replace(source, blocks=tuple(blocks), problems=problems)


def _page_of(block: Block) -> int:
    return block.place.page or 0


def _first_on_page(blocks: Sequence[Block]) -> Iterator[Block]:
    seen: set[int] = set()
    for block in blocks:
        if _page_of(block) not in seen:
            seen.add(_page_of(block))
            yield block


def _batches(pages: Sequence[int]) -> Iterator[Sequence[int]]:
    return (pages[at : at + PAGES_A_PROCESS] for at in range(0, len(pages), PAGES_A_PROCESS))


def _call(function: str, path: Path, limits: Limits, pages: Sequence[int]) -> Call:
    name = f"{importable_name(read).rpartition('.')[0]}.ocr_pages:{function}"
    return Call(name, str(path.resolve()), limits, limits.scan_seconds, limits.scan_memory, tuple(pages))


def _require_scanned_pages(pages: int, limits: Limits) -> None:
    if pages > limits.scanned_pages:
        raise UnreadableError(
            f"有 {pages} 页是扫描图片，超过文字识别 {limits.scanned_pages} 页的上限；请拆分，或提供 Word 原稿",
            f"{pages} pages are scans, over the limit of {limits.scanned_pages} for OCR; split it or give the Word file",
        )


def _why_without_text(source: Source) -> tuple[str, str]:
    if any(problem.code == "no_unicode_map" for problem in source.problems):
        return (
            "PDF 的字体没有字符对照表，复制出来是乱码，需要文字识别组件才能读取",
            "the fonts of the PDF do not say which characters they draw, and reading it needs the OCR component",
        )
    return (
        "PDF 是扫描件，没有文字层，需要文字识别组件才能读取",
        "the PDF is a scan without text, and reading it needs the OCR component",
    )


def _missing(zh: str, en: str) -> MissingToolError:
    return MissingToolError(
        f"{zh}；请运行 pip install 'dudao[ocr]' 后再试，或提供 Word、可复制文字的 PDF",
        f"{en}: run pip install 'dudao[ocr]' and retry, or give Word or a PDF with text",
    )


READER = Reader("scan", recognise, read)
