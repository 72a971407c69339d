"""Fold a text for matching, letter for letter: traditional to simplified, full-width letters and digits to half-width."""

from __future__ import annotations

FULL_TO_HALF = {
    code: code - 0xFEE0 for code in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
}
FULL_TO_HALF |= {ord("％"): ord("%"), ord("．"): ord("."), ord("－"): ord("-"), ord("＋"): ord("+"), 0x3000: ord(" ")}


def fold(text: str) -> str:
    """A copy of equal length in which one spelling stands for all; patterns match it, quotes never come from it."""
    return text.translate(FULL_TO_HALF)
