"""Which names parts of a bundle may have: such as every system can unpack, none that leads outside or hides another."""

from __future__ import annotations

import re
from collections.abc import Iterable

MANIFEST = "manifest.json"
ENDORSEMENTS = "endorsements.json"
OWN = frozenset((MANIFEST, ENDORSEMENTS))
"""Names that no part may take."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{each}{n}" for each in ("com", "lpt") for n in range(1, 10))))
LONGEST = 180
HEX = re.compile(r"[0-9a-f]{64}")


def is_safe(path: str) -> bool:
    """Whether a path is relative, in lower-case Latin letters, digits, `.`, `_` and `-`, and no name of a device.

    No two such names fall together on a system that does not tell capitals apart, and none can climb out of a folder.

    >>> [is_safe(each) for each in ("data/school-2025.csv", "../x", "/x", "a//b", "a/.b", "A.csv", "con.txt", "a.")]
    [True, False, False, False, False, False, False, False]
    """
    if len(path) > LONGEST or not _NAME.fullmatch(path):
        return False
    return all(not part.endswith(".") and part.split(".")[0] not in _DEVICES for part in path.split("/"))


def clashes(paths: Iterable[str]) -> list[str]:
    """Paths that stand twice, or would be a file and a folder at once.

    >>> clashes(["a/b", "a", "c", "c"])
    ['a', 'c']
    """
    seen: set[str] = set()
    found: set[str] = set()
    for path in paths:
        (found if path in seen else seen).add(path)
    folders = {"/".join(path.split("/")[:depth]) for path in seen for depth in range(1, path.count("/") + 1)}
    return sorted(found | (folders & seen))


def is_digest(text: str) -> bool:
    """Whether a text is a SHA-256 in hex."""
    return HEX.fullmatch(text) is not None
