"""Lines to drafts of paragraphs: tables set apart, page marks dropped, the rest wrapped by the layout of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from dudao.reports.model import Block, BlockKind
from dudao.reports.structure.drafts import Draft, DraftCell, is_cell, one_line
from dudao.reports.structure.lines import Line
from dudao.reports.structure.page_marks import drop_page_marks
from dudao.reports.structure.page_shape import page_shape
from dudao.reports.structure.tables import (
    cell_rows,
    find_flattened_tables,
    flattened_drafts,
    gapped_tables,
    is_contents_line,
    row_draft,
)
from dudao.reports.structure.wrapping import wrap

NOT_TEXT = frozenset((BlockKind.HEADER, BlockKind.FOOTER, BlockKind.COMMENT, BlockKind.HOSTING))


def assemble(lines: Sequence[Line], blocks: Sequence[Block]) -> list[Draft]:
    """Drafts in the order of the text, footnotes at the end."""
    body = [line for line in lines if line.kind not in NOT_TEXT and line.kind is not BlockKind.FOOTNOTE]
    kept = drop_page_marks(body, blocks)
    loose = [line for line in kept if not is_cell(line)]
    taken = _tables_among(loose)
    plain = [line for line in loose if id(line) not in taken]
    shape = page_shape(plain, blocks)
    drafts: list[Draft] = []
    number = 0
    for kind, members in _stretches(kept, taken, blocks):
        if kind == "lines":
            drafts += wrap(members, blocks, shape)
            continue
        number += 1
        drafts += cell_rows(members, blocks, number) if kind == "cells" else _rows(taken[id(members[0])], number)
    for draft in drafts:
        _describe(draft, blocks)
    for line in lines:
        if line.kind is BlockKind.FOOTNOTE:
            drafts.append(one_line(line))
            drafts[-1].kind = "note"
    return drafts


def _describe(draft: Draft, blocks: Sequence[Block]) -> None:
    block = blocks[draft.lines[0].block]
    if draft.kind == "body":
        if block.numbering and draft.lines[0].whole and any(mark.isalnum() for mark in block.numbering):
            draft.numbering = block.numbering.strip()
        if is_contents_line(draft.lines[0].text):
            draft.kind = "note"
    if len(draft.lines[0].remarks):
        draft.lines[0].remarks = [
            ("page_mark_dropped" if code == "page_mark" else code, text) for code, text in draft.lines[0].remarks
        ]


def _tables_among(loose: Sequence[Line]) -> dict[int, list[Draft]]:
    """Drafts of the rows of tables found among loose lines, under each of the lines they took."""
    taken: dict[int, list[Draft]] = {}
    for start, end, rows in gapped_tables(loose):
        drafts = [
            row_draft([DraftCell(row, column, (cell,)) for column, cell in enumerate(cells, 1)], 0)
            for row, cells in enumerate(rows, 1)
        ]
        for line in loose[start:end]:
            taken[id(line)] = drafts
    for found in find_flattened_tables(loose):
        if any(id(line) in taken for line in loose[found.start : found.end]):
            continue
        if not found.rows:
            drafts = [one_line(line) for line in loose[found.start : found.end]]
            for draft in drafts:
                draft.unsure_table = found.start
        else:
            drafts = flattened_drafts(found, 0)
        for line in loose[found.start : found.end]:
            taken[id(line)] = drafts
    return taken


def _stretches(
    lines: Sequence[Line], taken: dict[int, list[Draft]], blocks: Sequence[Block]
) -> Iterator[tuple[str, list[Line]]]:
    def key(line: Line) -> tuple[str, int]:
        if is_cell(line):
            return "cells", blocks[line.block].place.table or 0
        rows = taken.get(id(line))
        return ("lines", 0) if rows is None else ("rows", id(rows))

    for (kind, _), members in groupby(lines, key=key):
        yield kind, list(members)


def _rows(drafts: list[Draft], number: int) -> list[Draft]:
    for draft in drafts:
        if draft.kind == "table_row":
            draft.table = number
    return drafts
