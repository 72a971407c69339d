"""Sentences of the repaired text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.values.spans import Span

LONGEST = 2_000
"""Characters of a sentence; a text without stops is cut at commas, since rules look at a sentence as a whole."""
_SENTENCE = re.compile(r"[^。！？；;!?\n]+[。！？；;!?]*[”’」』）)]*|[。！？；;!?]+")


def split_sentences(text: str) -> tuple[Span, ...]:
    """Sentences in order, each with its closing marks; a line feed always ends one.

    >>> [span.of("一是。二是；三\\n四") for span in split_sentences("一是。二是；三\\n四")]
    ['一是。', '二是；', '三', '四']
    """
    spans = [Span(*found.span()) for found in _SENTENCE.finditer(text)]
    if len(text) > LONGEST and any(span.end - span.start > LONGEST for span in spans):
        spans = [part for span in spans for part in _parts(text, span)]
    return tuple(spans)


def _parts(text: str, span: Span) -> Iterator[Span]:
    """A sentence in parts no longer than the longest, cut behind their last clause mark, anywhere where there is none."""
    start = span.start
    while span.end - start > LONGEST:
        end = start + LONGEST
        clause = max(text.rfind(mark, start, end) for mark in "，、,：:")
        end = clause + 1 if clause > start else end
        yield Span(start, end)
        start = end
    yield Span(start, span.end)
