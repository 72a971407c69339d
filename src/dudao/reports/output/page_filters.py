"""The filters above a list of the page; page.js makes them work, without it they are not shown."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from dudao.reports.output.page_words import word


def filter_group(name: str, kind: str, choices: Iterable[tuple[str, str, int]], lang: str) -> str:
    """Check boxes for the values of one property, each with how many there are; nothing where there is no choice."""
    boxes = [
        f'<label><input type="checkbox" checked data-filter="{kind}" value="{value}">{escape(label)}'
        f"<small>{count}</small></label>"
        for value, label, count in choices
        if count
    ]
    return f'<div role="group" aria-label="{word(name, lang)}">{"".join(boxes)}</div>' if len(boxes) > 1 else ""


def search_box(lang: str) -> str:
    """The field that filters by text, and where the number of what is left will be told."""
    label = word("filter", lang)
    return (
        f'<div class="search"><input type="search" class="find" placeholder="{label}" aria-label="{label}">'
        '<output class="left"></output></div>'
    )
