"""The note that announces attachments is not in its form (附件说明不规范)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import Attachment, BlockKind
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import ATTACHMENT_NOTE

TEXTS = Texts(
    summary=Bilingual("附件说明不规范", "The note on attachments is malformed"),
    message=Bilingual("附件说明不规范：{found}", "the note on attachments is malformed: {found_en}"),
    why=Bilingual(
        "附件说明有固定写法，便于核对附件是否齐全。", "A fixed form lets the reader see whether all are there."
    ),
    authority=ATTACHMENT_NOTE,
    help=Bilingual(
        "正文下空一行，左空二字写“附件：1.名称”，名称后不加标点。",
        "Leave a blank line, indent by two characters, write 附件：1. and the name without a mark after it.",
    ),
)

_OPENING = re.compile(r"\s*附\s*件\s*(?P<colon>[:：]?)\s*(?:(?P<number>\d{1,2})(?P<mark>[.．、，,]?))?")
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,2})(?P<mark>[.．、，,])")
_CLOSING = re.compile(r"[。；;，,、.]\s*$")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    announced = [each for each in context.report.attachments if not each.is_present]
    # （详见附件1） inside a sentence announces one too, but is no note
    notes = list(dropwhile(lambda each: not _line_of(context, each).lstrip().startswith("附"), announced))
    paragraph = context.report.paragraph_at(notes[0].start) if notes else None
    faults = list(dict.fromkeys(_faults(context, notes))) if paragraph is not None else []
    if paragraph is not None and faults:
        found_en = ", ".join(en for _, en in faults)
        yield context.diagnostic(at=paragraph.span, params={"found": [zh for zh, _ in faults], "found_en": found_en})


def _line_of(context: RuleContext, note: Attachment) -> str:
    paragraph = context.report.paragraph_at(note.start)
    return "" if paragraph is None else context.text[paragraph.start : paragraph.end]


def _faults(context: RuleContext, notes: list[Attachment]) -> Iterator[tuple[str, str]]:
    opening = _OPENING.match(_line_of(context, notes[0]))
    if opening is not None and opening["colon"] != "：":
        yield "“附件”后应为全角冒号", "a full-width colon is due after 附件"
    for note in notes:
        line = _line_of(context, note)
        numbered = _OPENING.match(line) if line.lstrip().startswith("附") else _NUMBERED.match(line)
        if numbered is not None and numbered["number"] and numbered["mark"] not in (".", "．"):
            yield "序号后应为圆点，如“1.”", "a dot is due after the number"
        if _CLOSING.search(line):
            yield "附件名称后不加标点", "no mark is due after a name"
    if _follows_at_once(context, notes[0]):
        yield "正文与附件说明之间应空一行", "a blank line is due before it"


def _follows_at_once(context: RuleContext, note: Attachment) -> bool:
    """Whether the paragraph before the note in the Word file holds text."""
    piece = context.report.piece_at(note.start)
    if piece is None or piece.block == 0:
        return False
    before = context.source.blocks[piece.block - 1]
    return before.kind is BlockKind.PARAGRAPH and bool(before.text.strip())


RULE = Rule(
    code="LAY013",
    name="attachment-note-malformed",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
)
