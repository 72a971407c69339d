"""Drafts of one report to the report: text laid out and cleaned, outline found, places of its parts named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from dudao.reports.model import Block, Cell, Paragraph, Report, Source, Table
from dudao.reports.structure.attachments import find_attachments
from dudao.reports.structure.blanks import close_blanks
from dudao.reports.structure.captions import FIGURE_CAPTION, head_rows, reads_as_caption, unit_in, without_unit
from dudao.reports.structure.closing import Closing, read_closing
from dudao.reports.structure.dates import DATE, SIGNATORY, SIGNED_AND_DATED
from dudao.reports.structure.drafts import Draft
from dudao.reports.structure.fold import fold
from dudao.reports.structure.front import PART, Front, read_front
from dudao.reports.structure.headings import Outline, Outlined, find_headings
from dudao.reports.structure.notes import collect_notes
from dudao.reports.structure.sentences import split_sentences
from dudao.reports.structure.tracked import lay_out
from dudao.reports.structure.truncation import breaks_off
from dudao.values.spans import Span


def finish(
    source: Source,
    drafts: list[Draft],
    number: int,
    hosting: Mapping[str, Any] | None,
    *,
    page_title: str = "",
    says_more: bool = False,
    summary: str = "",
) -> Report:
    """The report of some drafts; `number` counts the reports of the file from 1."""
    front = read_front(drafts, source.blocks, page_title)
    _name_captions(drafts)
    closing = read_closing(drafts, front.body)
    tracked = close_blanks(lay_out(drafts))
    text = tracked.text
    outlines = _outlines(text, drafts, source.blocks)
    found = find_headings(text, outlines, says_more)
    broken = breaks_off(text, outlines, found.headings, says_more)
    marks = _landmarks(text, outlines, front, closing)
    tables = _tables(text, drafts, outlines)
    return Report(
        source=source,
        text=text,
        folded=fold(text),
        sentences=split_sentences(text),
        pieces=tracked.pieces(),
        paragraphs=_paragraphs(outlines, drafts, found),
        headings=tuple(found.headings),
        tables=tables,
        attachments=tuple(find_attachments(text, outlines, closing)),
        notes=collect_notes(text, tracked, found, tables, _unsure_tables(drafts, outlines), summary),
        title=_text_of(marks, "title", text),
        addressee=_text_of(marks, "addressee", text),
        signatory=_text_of(marks, "signatory", text),
        date=_text_of(marks, "date", text),
        landmarks=marks,
        hosting=hosting,
        truncated=broken is not None,
        truncated_at=broken,
        number_in_file=number,
    )


def _text_of(marks: Mapping[str, Span], name: str, text: str) -> str | None:
    return marks[name].of(text) if name in marks else None


def _outlines(text: str, drafts: Sequence[Draft], blocks: Sequence[Block]) -> list[Outline]:
    made: list[Outline] = []
    start = 0
    for draft in drafts:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        made.append(Outline(start, end, draft.kind, draft.numbering, _markup_level(draft, blocks)))
        start = end + 1
    return made


def _markup_level(draft: Draft, blocks: Sequence[Block]) -> int | None:
    if draft.kind != "body" or not draft.lines[0].whole and blocks[draft.lines[0].block].heading_level is None:
        return None
    block = blocks[draft.lines[0].block]
    if block.heading_level is not None:
        return block.heading_level
    return block.style.outline_level if block.style is not None else None


def _paragraphs(outlines: Sequence[Outline], drafts: Sequence[Draft], found: Outlined) -> tuple[Paragraph, ...]:
    headings = {heading.start for heading in found.headings if not heading.run_in}
    made = []
    for index, (outline, draft) in enumerate(zip(outlines, drafts, strict=True)):
        kind = outline.kind
        if kind == "body":
            kind = "heading" if outline.start in headings else "list_item" if index in found.items else "body"
        made.append(Paragraph(outline.start, outline.end, kind, draft.lines[0].block, draft.lines[-1].block))
    return tuple(made)


def _name_captions(drafts: Sequence[Draft]) -> None:
    for index, draft in enumerate(drafts):
        if draft.kind != "body" or draft.is_long:
            continue
        if draft.raw[0] in "图附" and FIGURE_CAPTION.fullmatch(draft.squashed):
            draft.kind = "caption"
        elif index + 1 < len(drafts) and drafts[index + 1].kind == "table_row":
            _name_caption(drafts, index)


def _name_caption(drafts: Sequence[Draft], index: int) -> None:
    """The lines right above a table: its caption, then perhaps its unit."""
    text = drafts[index].squashed
    if len(text) <= 60 and (reads_as_caption(text) or unit_in(text)):
        drafts[index].kind = "caption"
        above = drafts[index - 1] if index else None
        if above is not None and without_unit(text) == "" and _may_be_caption(above):
            above.kind = "caption"


def _may_be_caption(draft: Draft) -> bool:
    if draft.kind != "body" or draft.is_long or len(draft.squashed) > 60:
        return False
    return reads_as_caption(draft.squashed)


def _tables(text: str, drafts: Sequence[Draft], outlines: Sequence[Outline]) -> tuple[Table, ...]:
    made = []
    for number, members in groupby(range(len(drafts)), key=lambda index: drafts[index].table):
        indexes = list(members)
        if number is not None:
            made.append(_table(text, drafts, outlines, indexes))
    return tuple(made)


def _table(text: str, drafts: Sequence[Draft], outlines: Sequence[Outline], indexes: Sequence[int]) -> Table:
    cells: list[Cell] = []
    rows: list[list[str]] = []
    spans: list[list[int]] = []
    for index in indexes:
        start = outlines[index].start
        parts = text[start : outlines[index].end].split("\t")
        for place, part in zip(drafts[index].cells, parts, strict=True):
            cells.append(Cell(place.row, place.column, start, start + len(part), place.span_rows, place.span_columns))
            start += len(part) + 1
        rows.append(parts)
        spans.append([place.span_rows for place in drafts[index].cells])
    caption, unit = _caption_above(text, drafts, outlines, indexes[0])
    lead = _title_rows(drafts, indexes, rows)
    for row in rows[:lead]:
        caption = caption or without_unit(row[0])
        unit = unit or unit_in(row[0])
    heads = lead + head_rows(rows[lead:], spans[lead:]) if len(rows) > lead else lead
    return Table(outlines[indexes[0]].start, outlines[indexes[-1]].end, tuple(cells), heads, caption, unit)


def _unsure_tables(drafts: Sequence[Draft], outlines: Sequence[Outline]) -> list[Span]:
    """Where flattened tables stand that could not be put back."""
    made = []
    for number, members in groupby(range(len(drafts)), key=lambda index: drafts[index].unsure_table):
        indexes = list(members)
        if number is not None:
            made.append(Span(outlines[indexes[0]].start, outlines[indexes[-1]].end))
    return made


def _title_rows(drafts: Sequence[Draft], indexes: Sequence[int], rows: Sequence[Sequence[str]]) -> int:
    """Rows at the top that are one cell over the whole table: its caption or unit set inside."""
    lead = 0
    while (
        lead + 1 < len(rows)
        and len(rows[lead]) == 1
        and len(rows[lead + 1]) > 1
        or (lead + 2 < len(rows) and len(rows[lead]) == 1 and len(rows[lead + 1]) == 1 and len(rows[lead + 2]) > 1)
    ):
        lead += 1
    return lead


def _caption_above(
    text: str, drafts: Sequence[Draft], outlines: Sequence[Outline], first: int
) -> tuple[str, str | None]:
    caption, unit = "", None
    for index in (first - 1, first - 2):
        if index < 0 or drafts[index].kind != "caption":
            break
        printed = text[outlines[index].start : outlines[index].end]
        unit = unit or unit_in(printed)
        caption = caption or without_unit(printed)
    return caption, unit


def _landmarks(text: str, outlines: Sequence[Outline], front: Front, closing: Closing) -> dict[str, Span]:
    marks: dict[str, Span] = {}
    if front.title is not None:
        outline = outlines[front.title]
        part = PART.match(text, outline.start, outline.end)
        marks["title"] = Span(part.end() if part else outline.start, outline.end)
    if front.addressee is not None:
        outline = outlines[front.addressee]
        marks["addressee"] = Span(outline.start, outline.start + len(text[outline.start : outline.end].rstrip("：: ")))
    signatory = closing.signatory if closing.signatory is not None else front.signatory
    if signatory is not None:
        marks["signatory"] = _signatory_span(text, outlines[signatory])
    date = closing.date if closing.date is not None else front.date
    if date is not None:
        printed = list(DATE.finditer(text, outlines[date].start, outlines[date].end))
        if printed:
            marks["date"] = Span(*printed[-1].span())
    if front.body < len(outlines):
        marks["opening"] = Span(outlines[front.body].start, outlines[front.body].end)
    return marks


def _signatory_span(text: str, outline: Outline) -> Span:
    printed = text[outline.start : outline.end]
    named = SIGNED_AND_DATED.fullmatch(printed) or SIGNATORY.fullmatch(printed)
    return Span(outline.start, outline.start + named.end("body")) if named else Span(outline.start, outline.end)
