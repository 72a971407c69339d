"""Parts that templates use: icons of the site's own sprite, states, dates as tables have them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
TONES = frozenset(("open", "good", "late", "bad", "waiting", "off"))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture beside words, which say the same: hidden from readers of the screen."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("dudao/icons.svg"), name
    )


@register.simple_tag
def state(label: Any, tone: str) -> SafeString:
    """A state in words with a colour that says nothing more than the words."""
    if tone not in TONES:
        raise ValueError(f"no such tone: {tone}")
    return format_html('<span class="state is-{}">{}</span>', tone, label)


@register.filter
def day(value: date | datetime | None) -> str:
    """2025-09-15, as tables have it; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return value.strftime("%Y-%m-%d")


@register.filter
def minute(value: datetime | None) -> str:
    """2025-09-15 14:03, local time; empty where there is none."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


SELECTS = (forms.Select, forms.SelectMultiple)
CHECKS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


def _dress(widget: forms.Widget) -> None:
    """The styles of an input; a placeholder would repeat the label and be gone when one types."""
    widget.attrs.pop("placeholder", None)
    if isinstance(widget, CHECKS):
        widget.attrs.setdefault("class", "form-check-input")
    elif isinstance(widget, SELECTS):
        widget.attrs.setdefault("class", "form-select")
    else:
        widget.attrs.setdefault("class", "form-control")


@register.filter
def until(moment: datetime | None) -> str:
    """The last minute before a moment: what ends where 16 May begins is due 2026-05-15 23:59."""
    return minute(moment - timedelta(minutes=1)) if moment else ""


@register.inclusion_tag("pages/_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A field of a form with label, hint and faults."""
    _dress(bound.field.widget)
    return {"field": bound, "is_check": getattr(bound.field.widget, "input_type", "") == "checkbox"}
