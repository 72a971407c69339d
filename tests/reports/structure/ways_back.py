"""What must hold of any repaired text: each character comes from its place, only white space and lines are gone."""

from __future__ import annotations

from dudao.reports.model import Report


def assert_every_character_comes_from_its_place(report: Report) -> None:
    """Pieces lie apart, cover all but line feeds, and show the same characters as their blocks."""
    covered = 0
    last = 0
    for piece in report.pieces:
        assert piece.start >= last
        assert report.text[last : piece.start].strip("\n") == ""
        last = piece.start + piece.length
        covered += piece.length
        if piece.offset is not None:
            block = report.source.blocks[piece.block]
            printed = block.text[piece.offset : piece.offset + piece.length]
            assert printed == report.text[piece.start : last]
    assert report.text[last:].strip("\n") == ""
    assert len(report.folded) == len(report.text)
    for heading in report.headings:
        assert 0 <= heading.start < heading.end <= len(report.text)


def squash(text: str) -> str:
    return "".join(text.split())
