"""Whom a figure covers (全市, 市直, 临江县), as printed in its clause or carried from the figure before."""

from __future__ import annotations

import re

from dudao.reports.extract.cues import Cue

NAMED = re.compile(
    r"[、，：\s]?(?:其中)?([一-鿿]{1,4}?(?<![社学校园地片山牧灾景郊辖特库厂矿小街城各全我本市个每有该首贫老新示范验])[县区市旗](?![级直政委人民教域内属场长区、]))"
)
DIVISIONS = frozenset("县区市旗")
LONGEST_START = 8
"""Characters from the start of a clause up to the last one of a name: a mark, 其中, four of the name and 县."""
NOT_NAMES = re.compile(
    r"所有|部分|各|全|我|本|其|个|每|有|该|两|三|多|以|对|在|是|为|由|国家|有关|县|市|省|区|受|共|已|在"
)


def scope_of(folded: str, clause_start: int, end: int, cues: list[Cue]) -> str | None:
    """The scope word or named place before a figure in its clause, None if there is none."""
    for cue in reversed(cues):
        if cue.kind == "scope":
            return cue.word
    if end - clause_start < 4:
        return None
    if DIVISIONS.isdisjoint(folded[clause_start : clause_start + LONGEST_START]):
        return None  # most clauses name no place at their start: looking for its last letter first is quicker
    found = NAMED.match(folded, clause_start, end)
    if found is None or NOT_NAMES.match(found[1]):
        return None
    return found[1]
