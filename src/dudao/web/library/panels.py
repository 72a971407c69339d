"""Parts of a document's page that other apps bring: comments, complaints, related documents, favourites …"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dudao.web.acting import Acting
from dudao.web.library.models import Document


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the page: `source` gives the template its `panel`, or None where there is nothing to show.

    `place`: "actions" (beside the title: favourite, complaint), "side" (beside the text), "below" (after the summary),
    "head" (what the page says of itself to programs: nothing to be seen).
    `is_personal`: depends on who reads; left out of the page that visitors share, and fetched apart by htmx.
    """

    name: str
    place: str
    order: int
    template: str
    source: Callable[[Acting, Document], object | None]
    is_personal: bool = False


_panels: dict[str, Panel] = {}


def add_panel(panel: Panel) -> None:
    """Put a part on every document's page; one of the same name is replaced."""
    _panels[panel.name] = panel


def panels_at(place: str) -> list[Panel]:
    """The parts of a place, in order."""
    return sorted((each for each in _panels.values() if each.place == place), key=lambda each: each.order)
