"""Blocks to reports: repair the layout, take the chrome away, find the outline.

Source ─lines─► Line ─hosting, page marks─► Line ─wrapping, tables─► Draft ─several, front, closing─► Draft
       ─blanks─► text with its way back ─headings, truncation─► Report
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dudao.reports.model import Block, BlockKind, Report, Source
from dudao.reports.structure.assemble import assemble
from dudao.reports.structure.drafts import squash
from dudao.reports.structure.finish import finish
from dudao.reports.structure.gluing import unglue_headings
from dudao.reports.structure.hosting import take_hosting
from dudao.reports.structure.lines import read_lines
from dudao.reports.structure.several import split_reports
from dudao.values.spans import Place


def build_reports(source: Source) -> tuple[Report, ...]:
    """The reports of one file, in order; nearly always one. A file without text gives one report without text."""
    lines = read_lines(source)
    hosted = take_hosting(lines, source.hosting)
    page_title = squash(lines[0].text) if lines and hosted.facts else ""
    drafts = unglue_headings(assemble(hosted.lines, source.blocks))
    parts = split_reports(drafts) if drafts else [[]]
    hosting: Mapping[str, Any] | None = hosted.facts or None
    return tuple(
        finish(
            source,
            part,
            number,
            hosting,
            page_title=page_title,
            says_more=hosted.says_more and number == len(parts),
            summary=hosted.summary if number == 1 else "",
        )
        for number, part in enumerate(parts, start=1)
    )


def report_from_text(text: str) -> Report:
    """The first report of a plain text, as if it had been read from a file; for tests and for pasted passages."""
    return build_reports(source_from_lines(text.split("\n")))[0]


def source_from_lines(lines: Sequence[str], name: str = "text") -> Source:
    """A plain text as its reader would deliver it."""
    blocks = tuple(Block(BlockKind.LINE, line, Place(paragraph=number)) for number, line in enumerate(lines, start=1))
    return Source(kind="text", blocks=blocks, name=name)
