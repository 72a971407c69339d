"""Sentences of the repaired text."""

from __future__ import annotations

import re

from dudao.values.spans import Span

_SENTENCE = re.compile(r"[^。！？；;!?\n]+[。！？；;!?]*[”’」』）)]*|[。！？；;!?]+")


def split_sentences(text: str) -> tuple[Span, ...]:
    """Sentences in order, each with its closing marks; a line feed always ends one.

    >>> [span.of("一是。二是；三\\n四") for span in split_sentences("一是。二是；三\\n四")]
    ['一是。', '二是；', '三', '四']
    """
    return tuple(Span(*found.span()) for found in _SENTENCE.finditer(text))
