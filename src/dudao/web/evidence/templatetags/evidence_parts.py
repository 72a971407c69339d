"""Text of a file with what was looked for marked in it."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dudao.web.search.words import marked_in

register = template.Library()


@register.simple_tag
def marked(text: str, words: str) -> SafeString:
    """A text, escaped, its hits in <mark>."""
    pieces = marked_in(text, words)
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", piece) if hit else piece,) for piece, hit in pieces)
    )
