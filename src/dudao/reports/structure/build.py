"""Blocks to reports: repair the layout, take the chrome away, find the outline."""

from __future__ import annotations

from dudao.reports.model import Block, BlockKind, Paragraph, Piece, Report, Source
from dudao.reports.structure.fold import fold
from dudao.reports.structure.sentences import split_sentences
from dudao.values.spans import Place


def build_reports(source: Source) -> tuple[Report, ...]:
    """The reports of one file, in order; nearly always one."""
    pieces, paragraphs, parts, position = [], [], [], 0
    for index, block in enumerate(source.blocks):
        pieces.append(Piece(position, len(block.text), index, 0))
        paragraphs.append(Paragraph(position, position + len(block.text), "body", index, index))
        parts.append(block.text)
        position += len(block.text) + 1
    text = "\n".join(parts)
    return (
        Report(
            source=source,
            text=text,
            folded=fold(text),
            sentences=split_sentences(text),
            pieces=tuple(pieces),
            paragraphs=tuple(paragraphs),
        ),
    )


def report_from_text(text: str) -> Report:
    """The first report of a plain text, as if it had been read from a file; for tests and for pasted passages."""
    lines = tuple(
        Block(BlockKind.LINE, line, Place(paragraph=number)) for number, line in enumerate(text.split("\n"), start=1)
    )
    return build_reports(Source(kind="text", blocks=lines, name="text"))[0]
