"""How the parts of a report are set: paragraphs of its text with the style that the Word file gives them.

Only what the file states is given out; tables, notes and what stands after the first attached document are left aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dudao.reports.model import Block, BlockKind, Heading, Paragraph, Report, Source, TextStyle
from dudao.reports.rules.contract import Given, RuleContext
from dudao.values.spans import Span

TEXT_KINDS = {"body", "list_item"}
LEAST_LENGTH = 20
"""Characters from which a paragraph of kind body is surely running text and not a line under the title or a label."""
LEAST_AFTER_LEAD = 4
"""Characters after the first sentence from which they, and not the sentence, tell how the text is set."""
QUOTED = 16
_BLANKS = re.compile(r"^[\s\u3000]*")
_WIDE = {"\u3000": 1.0, "\t": 2.0}


@dataclass(frozen=True, slots=True)
class SetText:
    """A stretch of the report with the block that it came from and its style there."""

    span: Span
    block: Block
    style: TextStyle

    @property
    def leading_blanks(self) -> float:
        """Blanks typed before the text, in characters; an indent by other means."""
        return blanks_in(_BLANKS.match(self.block.text)[0])  # type: ignore[index]  # the pattern matches anything

    @property
    def trailing_blanks(self) -> float:
        text = self.block.text
        return blanks_in(text[len(text.rstrip()) :])


def blanks_in(text: str) -> float:
    """How many characters wide some blanks are.

    >>> blanks_in("\u3000\u3000"), blanks_in("    ")
    (2.0, 2.0)
    """
    return sum(_WIDE.get(blank, 0.5) for blank in text)


def states_indents(source: Source) -> bool:
    """Whether indents are as the author set them; LibreOffice, which converts old files, loses those in characters."""
    return source.reader != "legacy_word"


def running_text(context: RuleContext) -> tuple[SetText, ...]:
    """The paragraphs of running text, headings with text in the same paragraph included, in order."""
    return context.given.once("set_running_text", lambda given: tuple(_running_text(given)))


def _running_text(given: Given) -> Iterator[SetText]:
    report = given.report
    end = end_of_text(report)
    run_in = {heading.start for heading in report.headings if heading.run_in}
    for paragraph in report.paragraphs:
        if paragraph.start >= end:
            return
        is_text = paragraph.kind in TEXT_KINDS or (paragraph.kind == "heading" and paragraph.start in run_in)
        if not is_text or paragraph.end - paragraph.start < LEAST_LENGTH:
            continue
        found = _set_as(report, paragraph)
        if found is not None and found.style.align not in ("center", "right"):
            yield replace(found, style=_style_after_lead(found.block) or found.style)


def end_of_text(report: Report) -> int:
    """Where the first attached document begins; the length of the text where there is none."""
    return min((each.start for each in report.attachments if each.is_present), default=len(report.text))


def landmark(report: Report, name: str) -> SetText | None:
    """The title, signatory or date line with its style; None where it is missing or does not come from a paragraph."""
    span = report.landmarks.get(name)
    paragraph = None if span is None else report.paragraph_at(span.start)
    return None if span is None or paragraph is None else _set_as(report, paragraph, span)


def set_headings(report: Report) -> Iterator[tuple[Heading, SetText]]:
    """Headings with the style of their first character of text."""
    end = end_of_text(report)
    for heading in report.headings:
        if heading.start >= end:
            return
        piece = report.piece_at(heading.start)
        if piece is None:
            continue
        block = report.source.blocks[piece.block]
        # a generated number has no offset; its heading begins the block
        offset = 0 if piece.offset is None else piece.offset + heading.start - piece.start
        style = _style_at(block, offset)
        if block.kind is BlockKind.PARAGRAPH and style is not None:
            yield heading, SetText(_short(heading.span), block, style)


def _set_as(report: Report, paragraph: Paragraph, span: Span | None = None) -> SetText | None:
    block = report.source.blocks[paragraph.first_block]
    if block.kind is not BlockKind.PARAGRAPH or block.style is None:
        return None
    return SetText(_short(span or paragraph.span), block, block.style)


def _style_at(block: Block, offset: int) -> TextStyle | None:
    """The style that holds at an offset of a block."""
    style = block.style
    for start, run in block.style_runs:
        if start > offset:
            break
        style = run
    return style


def _style_after_lead(block: Block) -> TextStyle | None:
    """The style of most characters after the first sentence, which may be set off as a heading or lead; None if none."""
    if not block.style_runs:
        return block.style
    lead = block.text.find("。") + 1
    if len(block.text) - lead < LEAST_AFTER_LEAD:
        return block.style
    ends = [*(start for start, _ in block.style_runs[1:]), len(block.text)]
    weights: dict[TextStyle, int] = {}
    for (start, style), end in zip(block.style_runs, ends, strict=True):
        weights[style] = weights.get(style, 0) + max(0, end - max(start, lead))
    return max(weights, key=lambda style: weights[style])


def _short(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + QUOTED))
