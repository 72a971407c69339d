"""What a Word comment says about a remark, and the part of the file that holds all comments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from lxml import etree

from dudao.diagnostics.model import Diagnostic, Severity
from dudao.reports.readers.ooxml.names import ID, MAIN, XML_SPACE, Element, W

AUTHOR = "Dudao 督导"
INITIALS = "DD"
LEVELS = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("提醒", "warning"),
    Severity.NOTE: ("提示", "note"),
}
LABELS = {
    "quote": ("原文", "Text"),
    "why": ("原因", "Why"),
    "authority": ("依据", "Authority"),
    "help": ("建议", "Help"),
}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MAX_QUOTE = 60


def comment_lines(remark: Diagnostic, lang: str, *, with_quote: bool) -> list[str]:
    """The paragraphs of a comment: code, level and message; why, authority, help; the quote where its place is not exact."""
    english = lang == "en"
    level = LEVELS[remark.severity][english]
    lines = [f"{remark.code} {level}{': ' if english else '：'}{remark.message(lang)}"]
    quote = remark.location.quote[:MAX_QUOTE] if with_quote and remark.location is not None else ""
    parts = {
        "quote": f"“{quote}”" if quote else "",
        "why": remark.texts.why.fill(remark.params, lang),
        "authority": remark.authority(lang),
        "help": remark.help(lang),
    }
    separator = ": " if english else "："
    lines += [f"{LABELS[name][english]}{separator}{text}" for name, text in parts.items() if text]
    return lines


def new_comments() -> Element:
    """An empty comments part."""
    return etree.Element(f"{W}comments", nsmap={"w": MAIN})


def next_number(comments: Element, document: Element) -> int:
    """The first comment id that neither the comments nor any mark in the document has."""
    marks = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
    used = [element.get(ID) for element in (*comments.iter(f"{W}comment"), *document.iter(*marks))]
    numbers = [int(each) for each in used if each is not None and each.isdecimal() and len(each) < 9]
    return max(numbers, default=-1) + 1


def add_comment(comments: Element, number: int, lines: Iterable[str], day: date | None) -> None:
    """Append a comment. Without a day it bears no date, so that the same check gives the same bytes."""
    comment = etree.SubElement(
        comments, f"{W}comment", attrib={ID: str(number), f"{W}author": AUTHOR, f"{W}initials": INITIALS}
    )
    if day is not None:
        comment.set(f"{W}date", f"{day.isoformat()}T00:00:00Z")
    for index, line in enumerate(lines):
        paragraph = etree.SubElement(comment, f"{W}p")
        if index == 0:
            etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
        text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
        text.set(XML_SPACE, "preserve")
        text.text = printable(line.replace("\n", " "))


def printable(text: str) -> str:
    """The text with what XML cannot hold (control characters, halves of surrogate pairs) as U+FFFD, equally long."""
    return _NOT_IN_XML.sub("\ufffd", text)
