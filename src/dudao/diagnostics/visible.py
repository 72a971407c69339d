"""Text of a document made safe to show: what a terminal or a browser would obey instead of showing is spelt out.

Control characters could move a cursor or change colours, marks of writing direction turn a line round, and signs of no
width hide in a figure; each is shown as its code. How wide a text is, and where a line may break, is told here too.
"""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Controls of a device, of direction and of joining, and halves of characters; the tab and the line feed are not among them."""

_STEPS = re.compile(r"[（《〈「『“‘]*(?:[!-~]+|\S)[，。；：、）》〉」』”’！？…]*|\s+")
"""A word of Latin letters, or one Chinese character, with the marks that may not begin or end a line."""


def visible(text: str) -> str:
    r"""The text with every hidden character as its code.

    >>> visible("12\u200b3万人\x1b[31m"), visible("一\n二")
    ('12⟨U+200B⟩3万人⟨U+001B⟩[31m', '一\n二')
    """
    return HIDDEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def one_line(text: str) -> str:
    """Visible and on one line: a line feed is shown as ⏎, a tab as a blank."""
    return visible(text.replace("\n", "⏎").replace("\t", " "))


def width_of(text: str) -> int:
    """Columns a text takes in a terminal; Chinese characters take two, marks set over another none.

    >>> width_of("增长2.5%"), width_of("e\u0301")
    (8, 1)
    """
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def cut_to_width(text: str, columns: int, *, keep_end: bool = False) -> str:
    """At most so many columns of a text, with … where something was cut off; its end instead of its beginning on demand.

    >>> cut_to_width("全市普惠性幼儿园", 9), cut_to_width("全市普惠性幼儿园", 9, keep_end=True)
    ('全市普惠…', '…性幼儿园')
    """
    if width_of(text) <= columns:
        return text
    letters = reversed(text) if keep_end else iter(text)
    kept: list[str] = []
    room = columns - 1
    for letter in letters:
        room -= width_of(letter)
        if room < 0:
            break
        kept.append(letter)
    return "…" + "".join(reversed(kept)) if keep_end else "".join(kept) + "…"


def folded_lines(text: str, *, first: int, others: int, width: int) -> list[str]:
    """A text broken into lines, `first` columns being taken on the first line and `others` blanks put before the rest.

    No line begins with a closing mark, and no Latin word or number is torn unless it is longer than a line.

    >>> folded_lines("请与统计部门核对，再改正。", first=4, others=4, width=16)
    ['请与统计部门', '    核对，再改', '    正。']
    """
    lines, line, used = [], "", first
    for step in _STEPS.findall(text):
        taken = width_of(step)
        if used + taken > width and used > others:
            lines.append(line.rstrip())
            line, used = " " * others, others
            if step.isspace():
                continue
        line, used = line + step, used + taken
    return [*lines, line.rstrip()]
