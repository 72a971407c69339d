"""The menu at the left: each app adds its entries when it starts (`apps.py`), each with the policy that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.policies import Answer, Words

GROUPS: dict[str, Words] = {
    "": "",
    "work": _("填报与自评"),
    "round": _("评价轮次"),
    "library": _("报告库"),
    "known": _("基础资料"),
    "site": _("系统"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `may` decides whether it is shown, `count` what still waits behind it (0 shows nothing)."""

    url_name: str
    label: Words
    icon: str
    group: str
    order: int
    may: Callable[[Acting], Answer]
    count: Callable[[Acting], int] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as one person sees it."""

    address: str
    label: Words
    icon: str
    count: int
    is_current: bool


_entries: dict[str, Entry] = {}


def add_entry(entry: Entry) -> None:
    """Put an entry into the menu; an entry of the same name is replaced."""
    _entries[entry.url_name] = entry


def menu_for(acting: Acting, path: str) -> list[tuple[Words, list[Shown]]]:
    """The groups and entries that somebody sees on the page at `path`; the entry with the longest address above it is current."""
    seen = [(entry, reverse(entry.url_name)) for entry in _entries.values() if entry.may(acting)]
    above = [address for _entry, address in seen if path.startswith(address) and (address != "/" or path == "/")]
    current = max(above, key=len, default="")
    groups: list[tuple[Words, list[Shown]]] = []
    for group, label in GROUPS.items():
        own = sorted((pair for pair in seen if pair[0].group == group), key=lambda pair: pair[0].order)
        if own:
            groups.append((label, [_shown(entry, acting, address, current) for entry, address in own]))
    return groups


def _shown(entry: Entry, acting: Acting, address: str, current: str) -> Shown:
    count = entry.count(acting) if entry.count else 0
    return Shown(address, entry.label, entry.icon, count, address == current)
