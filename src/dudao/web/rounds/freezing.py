"""Whether a body may still write: what it sealed is under way (`frozen`), or an app of its own says that it is closed."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from dudao.web.policies import YES, Answer, first_no, no
from dudao.web.rounds.frozen import frozen_of
from dudao.web.rounds.models import RoundBody

Source = Callable[[RoundBody], Answer]


def _under_way(evaluated: RoundBody) -> Answer:
    """No while a sealed submission is signed, shown to the public or with the office; yes again once it came back."""
    frozen = frozen_of(evaluated)
    if frozen is None or not frozen.is_under_way:
        return YES
    words = {"number": frozen.number, "state": frozen.state}
    return no(_("第 %(number)s 次报送已封存（%(state)s），退回后才能修改。") % words)


_sources: dict[str, Source] = {"submissions": _under_way}


def add_freeze_source(name: str, source: Source) -> None:
    """Let an app say that a body's work is sealed (a no with the reason); a source of the same name is replaced."""
    _sources[name] = source


def must_not_be_frozen(evaluated: RoundBody) -> Answer:
    """Yes while nothing is sealed; else no, with the reason."""
    return first_no(*(lambda source=source: source(evaluated) for source in _sources.values()), YES)


def is_frozen(evaluated: RoundBody) -> bool:
    """Whether a body's data, ledger extract, evidence and report are sealed and may not change."""
    return not must_not_be_frozen(evaluated)
