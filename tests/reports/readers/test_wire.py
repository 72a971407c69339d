"""A source survives the way from the limited process unchanged, whatever fields the model has."""

import dataclasses
import json

import pytest

from dudao.reports.model import Block, BlockKind, Box, PageSetup, ReadingProblem, Source, TextStyle
from dudao.reports.readers.wire import pack_source, unpack_source
from dudao.values.spans import Place

STYLE = TextStyle(font="仿宋_GB2312", size=16.0, bold=False, align="justify", first_line_chars=2.0, outline_level=1)
FULL = Source(
    kind="docx",
    blocks=(
        Block(
            BlockKind.CELL,
            "64.69亿元\n二行",
            Place("footnote", 3, 4, 5, 6, 7),
            numbering="一、",
            style=STYLE,
            box=Box(1.5, 2.5, 3.5, 4.5, 595.0, 842.0),
            span_rows=2,
            span_columns=3,
            heading_level=1,
            style_runs=((0, STYLE), (4, TextStyle(bold=True))),
        ),
        Block(BlockKind.LINE, "\ud800 lone surrogate, \u200e marks, \ufffd", style=STYLE),
        Block(BlockKind.PARAGRAPH, ""),
    ),
    name="报告.docx",
    reader="word",
    choice="word 95",
    hosting={"flags": ["VIP专免"], "views": "999+"},
    pages=3,
    encoding="gb18030",
    page_setups=(PageSetup(210.0, 297.0, 37.0, 35.0, 28.0, 26.0, page_number_style=STYLE), PageSetup(1, 2, 3, 4, 5, 6)),
    problems=(ReadingProblem("mojibake", Place(paragraph=2), "锟斤拷", {"more": 3}), ReadingProblem("macro")),
    digest="0" * 64,
)


@pytest.mark.parametrize("source", [FULL, Source(kind="text", blocks=())])
def test_a_source_comes_back_equal(source: Source) -> None:
    assert unpack_source(pack_source(source)) == source


def test_the_sample_leaves_no_field_of_a_block_or_source_at_its_default() -> None:
    for thing in (FULL, FULL.blocks[0], FULL.problems[0]):
        for field in dataclasses.fields(thing):
            assert getattr(thing, field.name) != field.default, f"add {field.name} to the sample"


def test_a_style_that_blocks_share_is_sent_once() -> None:
    many = Source(kind="docx", blocks=tuple(Block(BlockKind.LINE, "字", style=STYLE) for _ in range(50)))
    assert pack_source(many).decode().count("仿宋") == 1


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"kind":["a"]}', json.dumps({"kind": [1, 2]}).encode()])
def test_what_is_no_source_is_refused(content: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpack_source(content)
