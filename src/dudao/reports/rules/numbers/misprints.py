"""What kind of misprint a figure holds: a letter in a digit's place, or a wrong mark."""

from __future__ import annotations

LETTERS_LIKE_DIGITS = frozenset("lIOoSsBbZzQqDgiｌＯｏＩ〇○")


def is_letter(misprint: str) -> bool:
    """Whether a letter stands for a digit (9l.6%, 2O所), rather than a wrong mark for the point.

    >>> is_letter("l"), is_letter("。")
    (True, False)
    """
    return bool(misprint) and all(letter in LETTERS_LIKE_DIGITS for letter in misprint)
