"""What the pages of the audit show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from dudao.web.audit.chain import Break
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Words


@dataclass(frozen=True, slots=True)
class EntryListPage:
    """The list of entries."""

    template: ClassVar[str] = "audit/entry_list.html"
    leaf: Leaf = field(metadata={"help": "entries, newest first"})
    actions: Mapping[str, Words] = field(metadata={"help": "declared actions with labels, for the query bar"})
    asked: Mapping[str, str] = field(metadata={"help": "what was asked for: action, person, target"})
    breaks: list[Break] | None = field(
        default=None, metadata={"help": "places where the chain fails, once it was checked"}
    )
