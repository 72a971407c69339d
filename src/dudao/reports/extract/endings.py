"""Words looked for at the end of a phrase, by their last character: a pattern with `$` is tried at every place of it."""

from __future__ import annotations

from collections.abc import Iterable


class Endings:
    """A list of words with which a phrase may end.

    >>> Endings(("小学", "中小学", "初中")).of("全市中小学"), Endings(("小学",)).of("小学生")
    ('中小学', '')
    """

    __slots__ = ("_by_last",)

    def __init__(self, words: Iterable[str]) -> None:
        self._by_last: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_last.setdefault(word[-1], []).append(word)

    def of(self, phrase: str) -> str:
        """The longest of the words with which a phrase ends, "" if there is none."""
        for word in self._by_last.get(phrase[-1:], ()):
            if phrase.endswith(word):
                return word
        return ""
