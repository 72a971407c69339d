"""What a body has sealed last: the app of submissions says it, the apps below show it beside what they keep.

What was sealed is kept in the sealed bundle; whatever is changed afterwards is a new version and goes into the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dudao.web.policies import YES, Answer, Words, no
from dudao.web.rounds.models import RoundBody


@dataclass(frozen=True, slots=True)
class Frozen:
    """The last sealed submission of a body: its number, when, under which hash, where it is shown, how it stands.

    `is_under_way` is no longer so once it came back to be mended.
    """

    number: int
    at: datetime
    hash: str
    address: str
    state: Words
    is_under_way: bool


Source = Callable[[RoundBody], Frozen | None]
_sources: list[Source] = []


def set_frozen_source(source: Source) -> None:
    """Let the app of submissions answer."""
    _sources[:] = [source]


def frozen_of(evaluated: RoundBody) -> Frozen | None:
    """What a body has sealed last; None for nothing yet."""
    return _sources[0](evaluated) if _sources else None


def must_not_be_frozen(evaluated: RoundBody) -> Answer:
    """No while a sealed submission is signed, shown to the public or with the office; yes again once it came back."""
    frozen = frozen_of(evaluated)
    if frozen is None or not frozen.is_under_way:
        return YES
    words = {"number": frozen.number, "state": frozen.state}
    return no(_("第 %(number)s 次报送已封存（%(state)s），退回后才能修改。") % words)
