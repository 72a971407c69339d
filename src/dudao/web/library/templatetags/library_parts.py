"""Parts of the document's page: where a figure's place and its row are, boxes in drawings, states with their colours."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dudao.web.library.describing import size_of
from dudao.web.library.facts import ON_PAGE
from dudao.web.library.models import Found, FoundFigure
from dudao.web.library.policy import PREVIEW_PAGES
from dudao.web.library.queries import Opened
from dudao.web.library.states import FigureState
from dudao.web.policies import Words

register = template.Library()
TONES = {
    FigureState.AGREES: "good",
    FigureState.DIFFERS: "bad",
    FigureState.UNDECIDED: "waiting",
    FigureState.STATED: "off",
}


@lru_cache(maxsize=512)
def _address(document: str) -> str:
    """The address of a document's page: worked out once, where a page has a hundred links below it."""
    return reverse("library:document-detail", args=[document])


@register.simple_tag
def place_of(opened: Opened, found: Found, here: int = 0) -> str:
    """Where something stands: on this page of the site where its page is shown there, else on the page by itself.

    Args:
        here: 1 on the document's own page, which shows the first pages.
    """
    name = f"#f{found.number}" if isinstance(found, FoundFigure) else f"#p{found.page}"
    if here and found.page <= PREVIEW_PAGES:
        return name
    return f"{_address(opened.document.address)}p/{found.page}/{name}"


@register.simple_tag
def page_place(opened: Opened, page: int, here: int = 0) -> str:
    """The same for a page as a whole."""
    if here and page <= PREVIEW_PAGES:
        return f"#p{page}"
    return f"{_address(opened.document.address)}p/{page}/#p{page}"


@register.simple_tag
def row_of(opened: Opened, figure: FoundFigure, here: int = 0) -> str:
    """The row of a figure in the table of the document's page; one beyond it is asked for in the list of all."""
    name = f"#t{figure.number}"
    if figure.number > ON_PAGE:
        leaf = (figure.number - 1) // ON_PAGE + 1
        return f"{_address(opened.document.address)}figures/?page={leaf}{name}"
    return name if here else _address(opened.document.address) + name


COMPARED = {"yoy": _("与上年比"), "base": _("与基期比")}


@register.filter
def compared(figure: FoundFigure) -> Words:
    """With what a figure is compared, in words; "" where it is not."""
    return COMPARED.get(figure.comparison, "")


@register.filter
def figure_tone(figure: FoundFigure) -> str:
    """The colour of a figure's state; the words stand beside it."""
    return TONES[FigureState(figure.state)]


@register.filter(name="bytes")
def in_bytes(size: int) -> str:
    """A size as people read it."""
    return size_of(size)
