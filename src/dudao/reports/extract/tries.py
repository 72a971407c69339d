"""Word lists as patterns that share their beginnings, so that a long list costs little where it does not match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Node:
    """What may follow a beginning; `ends` where a word ends here, `unless` what must then not follow."""

    below: dict[str, _Node] = field(default_factory=dict)
    ends: bool = False
    unless: str = ""


def trie_pattern(words: Iterable[str], *, unless: Mapping[str, str] | None = None) -> str:
    """A pattern for any of the words, the longest that fits first.

    Args:
        unless: for some words, a pattern that must not follow them.

    >>> trie_pattern(("人", "人次", "所")), trie_pattern(("所", "次"), unless={"所": "示|列"})
    ('(?:人(?:次|)|所)', '(?:所(?!示|列)|次)')
    """
    barred = unless or {}
    root = _Node()
    for word in words:
        node = root
        for letter in word:
            node = node.below.setdefault(letter, _Node())
        node.ends, node.unless = True, barred.get(word, "")
    return _render(root)


GROUP = 32
"""First letters looked at together: the engine tries alternatives one by one, and a set of letters in one step."""


def _render(node: _Node) -> str:
    letters = [re.escape(letter) for letter in node.below]
    branches = [letter + _render(below) for letter, below in zip(letters, node.below.values(), strict=True)]
    if len(branches) > 2 * GROUP:
        groups = [
            f"(?=[{''.join(letters[at : at + GROUP])}])(?:{'|'.join(branches[at : at + GROUP])})"
            for at in range(0, len(branches), GROUP)
        ]
        branches = [f"(?=[{''.join(letters)}])(?:{'|'.join(groups)})"]
    if node.ends:
        branches.append(f"(?!{node.unless})" if node.unless else "")
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
