"""What tables about addresses and actions are made of: everybody, the answers, and an action through its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.web.cast import CAST

EVERYBODY = (*CAST, "visitor")
YES, REFUSED, LOGIN, GONE, POST_ONLY, CLOSED = 200, 403, 302, 404, 405, 410
NOBODY = "00000000-0000-0000-0000-000000000000"

Access = tuple[tuple[object, ...], dict[str, int]]
"""Arguments of an address, and the answer for each of the cast ("*" for all that are not named)."""


@dataclass(frozen=True)
class Act:
    """An action through its page: the address with its arguments, what is sent, who may. A function is called first."""

    address: str
    who: set[str]
    arguments: tuple[Any, ...] = ()
    sent: dict[str, Any] = field(default_factory=dict)
