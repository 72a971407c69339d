"""Parts of the card: an input without its label, the name of a column, what changed in a text."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from django import template
from django.core.exceptions import FieldDoesNotExist
from django.forms import BoundField, Select
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dudao.web.assessments.models import SelfAssessment

register = template.Library()
LONGEST = 4000
"""Characters of a text that are compared letter by letter; a longer one is shown as it was and as it became."""


@register.simple_tag
def dressed(bound: BoundField) -> SafeString:
    """An input in its style, where the label stands elsewhere."""
    css = "form-select form-select-sm" if isinstance(bound.field.widget, Select) else "form-control form-control-sm"
    return bound.as_widget(attrs={"class": css})


@register.simple_tag
def column_name(name: str) -> str:
    """What a column is called."""
    try:
        return str(getattr(SelfAssessment._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name


@register.simple_tag
def difference(before: Any, after: Any) -> SafeString:
    """What was taken out and what was put in; both whole where they are short or have nothing in common."""
    old, new = _words(before), _words(after)
    if max(len(old), len(new)) > LONGEST:
        return format_html("<del>{}</del> <ins>{}</ins>", old, new)
    return format_html_join("", "{}", ((each,) for each in _pieces(old, new)))


def _words(value: Any) -> str:
    if value is None:
        return _("（空）")
    if isinstance(value, bool):
        return _("达到") if value else _("未达到")
    return str(value) or _("（空）")


def _pieces(old: str, new: str) -> list[SafeString | str]:
    pieces: list[SafeString | str] = []
    for kind, start, end, other, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(old[start:end])
            continue
        if end > start:
            pieces.append(format_html("<del>{}</del>", old[start:end]))
        if last > other:
            pieces.append(format_html("<ins>{}</ins>", new[other:last]))
    return pieces
