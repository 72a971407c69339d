"""What reading one file may cost, declared in one place; `limited` holds a reader to it, readers ask `in_force()`.

How the figures were chosen: the largest self-assessment reports seen run to some 200 pages and, as scans of 300 dpi,
to some 100 MB. Each limit leaves an order of magnitude above that where it costs nothing and stops a hostile file
before a machine of 4 GiB would notice it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from dudao.values.errors import UnreadableError

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The cost of reading one file.

    Attributes:
        file_bytes: size of the file, and of what a packed file unpacks to.
        markup_bytes: size of a web page without its pictures.
        pages: of a PDF.
        characters: of the text read; about 25,000 pages.
        blocks: paragraphs, lines and cells together.
        seconds: by the clock, and of one core's work, for one reader.
        memory: bytes a reader may take beyond what its process holds before the file is opened.
        scanned_pages: pages that OCR may be asked for; it needs seconds for each.
        scan_seconds, scan_memory: as above, for OCR of one batch of pages.
        pixels: of one picture.
    """

    file_bytes: int = 200 * MEBIBYTE
    markup_bytes: int = 32 * MEBIBYTE
    pages: int = 5_000
    characters: int = 20_000_000
    blocks: int = 2_000_000
    seconds: float = 60.0
    memory: int = 1536 * MEBIBYTE
    scanned_pages: int = 200
    scan_seconds: float = 300.0
    scan_memory: int = 4096 * MEBIBYTE
    pixels: int = 120_000_000


LIMITS = Limits()

_in_force: ContextVar[Limits] = ContextVar("limits", default=LIMITS)


def in_force() -> Limits:
    """The limits of the reading that is under way."""
    return _in_force.get()


@contextmanager
def limits_in_force(limits: Limits) -> Iterator[None]:
    """Other limits than the declared ones, for what is read inside."""
    token = _in_force.set(limits)
    try:
        yield
    finally:
        _in_force.reset(token)


def megabytes(size: int) -> str:
    """A size for people: 209715200 → 200 MB.

    >>> megabytes(200 * MEBIBYTE), megabytes(1536)
    ('200 MB', '0.1 MB')
    """
    amount = max(size / MEBIBYTE, 0.1)
    return f"{amount:.0f} MB" if amount >= 10 else f"{amount:.1f} MB"


def require_size(size: int, limit: int) -> None:
    """Refuse a file that is larger than its limit."""
    if size > limit:
        raise UnreadableError(
            f"文件有 {megabytes(size)}，超过 {megabytes(limit)} 的上限；请压缩其中的图片或拆成几个文件后再试",
            f"the file has {megabytes(size)}, over the limit of {megabytes(limit)}; shrink its pictures or split it",
        )


def require_pages(count: int) -> None:
    """Refuse a document of more pages than the limit."""
    limit = in_force().pages
    if count > limit:
        raise UnreadableError(
            f"文件有 {count} 页，超过 {limit} 页的上限；请拆成几个文件后再试",
            f"the file has {count} pages, over the limit of {limit}; split it and try again",
        )


def require_characters(count: int) -> None:
    """Refuse a text of more characters than the limit."""
    limit = in_force().characters
    if count > limit:
        raise UnreadableError(
            f"正文有 {count} 字，超过 {limit} 字的上限；请拆成几个文件后再试",
            f"the text has {count} characters, over the limit of {limit}; split it and try again",
        )


def require_blocks(count: int) -> None:
    """Refuse a document of more paragraphs, lines and cells than the limit."""
    limit = in_force().blocks
    if count > limit:
        raise UnreadableError(
            f"文件有 {count} 个段落和单元格，超过 {limit} 个的上限；请拆成几个文件后再试",
            f"the file has {count} paragraphs and cells, over the limit of {limit}; split it and try again",
        )
