"""What readers put on the page of a document: the favourite button, and the word that it was opened."""

from __future__ import annotations

from dataclasses import dataclass

from dudao.web.acting import Acting
from dudao.web.library.models import Document
from dudao.web.readers.queries import is_favourite


@dataclass(frozen=True, slots=True)
class FavouriteState:
    """Whether a document is a favourite of who reads, if somebody known reads. A visitor's is the same for all visitors."""

    is_favourite: bool
    is_known: bool


def favourite_state(acting: Acting, document: Document) -> FavouriteState:
    """The button's state for somebody."""
    return FavouriteState(is_favourite(acting, document), acting.is_known)
