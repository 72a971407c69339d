"""The parts of 我的报告库: readers' own, and what the apps above add (my comments, saved searches)."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from dudao.web.acting import Acting
from dudao.web.library.policy import may_keep_library
from dudao.web.policies import Words


@dataclass(frozen=True, slots=True)
class Tab:
    """A part: where, how it is called, its place in the row; `is_keepers` only for those who run the library."""

    url_name: str
    label: Words
    order: int
    is_keepers: bool = False

    @property
    def address(self) -> str:
        """Its page."""
        return reverse(self.url_name)


_tabs: dict[str, Tab] = {}


def add_tab(tab: Tab) -> None:
    """Add a part; one of the same address is replaced."""
    _tabs[tab.url_name] = tab


def tabs_for(acting: Acting) -> list[Tab]:
    """The parts that somebody sees, in order."""
    is_keeper = bool(may_keep_library(acting))
    return sorted((each for each in _tabs.values() if is_keeper or not each.is_keepers), key=lambda each: each.order)
