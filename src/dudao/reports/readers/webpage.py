"""Recognises web pages and saved pages (MHTML); what reading one takes stands in `webpage_document`."""

from __future__ import annotations

import re
from pathlib import Path

from dudao.reports.model import Source
from dudao.reports.readers.contract import Answer, Reader

_DOCUMENT = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAG = re.compile(
    rb"</?(?:p|div|span|br|table|tbody|tr|td|th|ul|ol|li|h[1-6]|a|img|meta|title|link|script|style|section|article|"
    rb"font|b|strong|em|center)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_MAIL_HEADER = re.compile(rb"\A(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+")
FEWEST_TAGS = 4


def recognise(head: bytes, name: str) -> Answer:
    """A page by its first tag, a fragment of one by several, a saved page by its mail header."""
    narrow = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    if is_saved_page(narrow):
        return Answer(92, "a saved page (MHTML)")
    if _DOCUMENT.search(narrow[:8192]):
        return Answer(90, "an HTML document")
    if narrow.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and len(_TAG.findall(narrow)) >= FEWEST_TAGS:
        return Answer(70, "a fragment of HTML")
    return Answer(0, "no HTML tags")


def is_saved_page(content: bytes) -> bool:
    """Whether some bytes begin as a browser's single-file page does: a mail header with related parts."""
    header = _MAIL_HEADER.match(content.lstrip()[:16_384])
    return header is not None and b"multipart/related" in header[0].lower()


def read_webpage(path: Path) -> Source:
    """The document a page shows, without its menus, and what the page says of it as `hosting`."""
    # Imported here: the parser is needed for web pages only, and belongs into the limited process.
    from dudao.reports.readers.webpage_document import read_page

    return read_page(path)


READER = Reader("webpage", recognise, read_webpage)
