"""Long lists and texts in chunks that a browser lays out only when they come into view.

A report of 500 pages has 20,000 figures: laid out at once, they keep a browser busy for a quarter of a minute. A short
report is one chunk, without the class, so that nothing in it ever shifts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence


def in_chunks(parts: Sequence[str], size: int, wrap: Callable[[str, str], str]) -> str:
    """The parts joined, `size` at a time. `wrap` is given the name of a class ("" or " chunk") and the parts of a chunk.

    >>> in_chunks(["a", "b", "c"], 2, lambda name, inner: f"<ol class='list{name}'>{inner}</ol>")
    "<ol class='list chunk'>ab</ol><ol class='list chunk'>c</ol>"
    """
    name = " chunk" if len(parts) > size else ""
    return "".join(wrap(name, "".join(parts[start : start + size])) for start in range(0, len(parts), size))
