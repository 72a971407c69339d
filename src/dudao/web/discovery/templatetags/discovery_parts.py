"""What the templates of the search print."""

from __future__ import annotations

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def bare(value: Decimal | None) -> str:
    """A number with thousands, without zeros that say nothing; empty where there is none.

    >>> bare(Decimal("39400000000.00000000")), bare(Decimal("0.50000000")), bare(None)
    ('39,400,000,000', '0.5', '')
    """
    if value is None:
        return ""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
