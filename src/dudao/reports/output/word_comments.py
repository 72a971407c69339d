"""What a Word comment says about a remark, and the part of the file that holds all comments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from lxml import etree

from dudao.diagnostics.as_text import KINDS, LEVELS
from dudao.diagnostics.model import Bilingual, Diagnostic
from dudao.diagnostics.visible import visible
from dudao.reports.readers.ooxml.names import ID, MAIN, XML_SPACE, Element, W

AUTHOR = "Dudao 督导"
INITIALS = "DD"
LABELS = {
    "quote": Bilingual("原文", "Text"),
    "help": Bilingual("办法", "What to do"),
    "authority": Bilingual("依据", "Authority"),
    "why": Bilingual("原因", "Why"),
}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MAX_QUOTE = 60
HALF_POINTS = "18"


def comment_lines(remark: Diagnostic, lang: str, *, with_quote: bool) -> list[str]:
    """The paragraphs of a comment: code, level and message; the quote where its place is not exact; help, authority, why."""
    between = ": " if lang == "en" else "："
    kind = KINDS[remark.kind].in_language(lang)
    level = LEVELS[remark.severity].in_language(lang) + (f"·{kind}" if kind else "")
    lines = [f"{remark.code} {level}{between}{remark.message(lang)}"]
    quote = remark.location.quote[:MAX_QUOTE] if with_quote and remark.location is not None else ""
    parts = {
        "quote": f"“{quote}”" if quote else "",
        "help": remark.help(lang),
        "authority": remark.authority(lang),
        "why": remark.why(lang),
    }
    lines += [f"{LABELS[name].in_language(lang)}{between}{text}" for name, text in parts.items() if text]
    if remark.suppression:
        lines.append(remark.suppression.in_language(lang))
    return [visible(line.replace("\n", " ")) for line in lines]


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
        paragraph.append(_plain_paragraph())
        if index == 0:
            etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
        run = etree.SubElement(paragraph, f"{W}r")
        run.append(_small_type(bold=index == 0))
        text = etree.SubElement(run, f"{W}t")
        text.set(XML_SPACE, "preserve")
        text.text = printable(line)


def _plain_paragraph() -> Element:
    """Single lines without an indent, whatever the report's own body style is: a comment must stay small."""
    properties = etree.Element(f"{W}pPr")
    spacing = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}
    etree.SubElement(properties, f"{W}spacing", attrib={f"{W}{name}": value for name, value in spacing.items()})
    indent = {"left": "0", "firstLineChars": "0", "firstLine": "0"}
    etree.SubElement(properties, f"{W}ind", attrib={f"{W}{name}": value for name, value in indent.items()})
    return properties


def _small_type(*, bold: bool) -> Element:
    properties = etree.Element(f"{W}rPr")
    if bold:
        etree.SubElement(properties, f"{W}b")
    for name in ("sz", "szCs"):
        etree.SubElement(properties, f"{W}{name}", attrib={f"{W}val": HALF_POINTS})
    return properties


def printable(text: str) -> str:
    """The text with what XML cannot hold (control characters, halves of surrogate pairs) as U+FFFD, equally long."""
    return _NOT_IN_XML.sub("\ufffd", text)
