"""Lines of a copied document that a page sets as paragraphs, told from paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

from dudao.reports.model import Block, BlockKind

FEWEST_LINES = 6
SHORTEST_FULL_LINE = 15
_ENDS_SENTENCE = re.compile("[。！？!?：:；;…”）)》]$")


def with_wrapped_lines(blocks: list[Block]) -> list[Block]:
    """The same blocks, but as lines where a page sets each line of a copied document as a paragraph of its own.

    The sign: most of them end within a sentence, and those are all about as long.
    """
    long = [block for block in blocks if block.kind is BlockKind.PARAGRAPH and len(block.text) >= SHORTEST_FULL_LINE]
    broken = [len(block.text) for block in long if not _ENDS_SENTENCE.search(block.text)]
    if len(broken) < FEWEST_LINES or len(broken) * 2 < len(long):
        return blocks
    usual = sorted(broken)[len(broken) // 2]
    if sum(abs(length - usual) <= max(4, usual // 6) for length in broken) * 4 < len(broken) * 3:
        return blocks
    return [replace(block, kind=BlockKind.LINE) if block.kind is BlockKind.PARAGRAPH else block for block in blocks]
