"""What somebody asks of the library, read from an address and written back into one: words, facets, order, leaf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from dudao.web.policies import Words

LONGEST = 120
FACETS = ("place", "year", "kind", "level", "edition", "point", "issuer")
ORDERS: dict[str, Words] = {
    "": _("相关程度"),
    "new": _("最近公开"),
    "date": _("成文日期"),
    "views": _("浏览最多"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A search. `words` as typed; `chosen` what is chosen of the facets; `order` one of `ORDERS`; `leaf` from 1."""

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    leaf: int = 1

    @property
    def is_open(self) -> bool:
        """Whether nothing is asked for: the front page."""
        return not self.words and not self.chosen

    def query(self, changes: Mapping[str, str] | None = None, *, leaf: int = 1) -> str:
        """The address's query for this search with changes: a facet's new value ("" takes it away), another order, a leaf."""
        asked = {"q": self.words, **self.chosen, "order": self.order} | dict(changes or {})
        if leaf > 1:
            asked["page"] = str(leaf)
        return urlencode({name: value for name, value in asked.items() if value})


def read_question(asked: Mapping[str, str]) -> Question:
    """The search that an address's query names; what is not understood asks for nothing."""
    chosen = {name: asked.get(name, "").strip()[:LONGEST] for name in FACETS}
    order, leaf = asked.get("order", ""), asked.get("page", "1")
    return Question(
        words=" ".join(asked.get("q", "").split())[:LONGEST],
        chosen={name: value for name, value in chosen.items() if value},
        order=order if order in ORDERS else "",
        leaf=max(int(leaf), 1) if leaf.isdecimal() and len(leaf) < 7 else 1,
    )
