"""The exceptions of Dudao. Nothing in a document raises one past its reader; these tell misuse and unreadable input."""

from __future__ import annotations


class DudaoError(Exception):
    """Root of the tree; carries one plain sentence in both languages: what is wrong, where, and what to do about it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def sentence(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh


class UnreadableError(DudaoError, ValueError):
    """A file that cannot be read as what it is: damaged, encrypted, empty, over a limit. Exit code 2."""


class MisuseError(DudaoError, ValueError):
    """A wrong call: an unknown scheme, a period that cannot be parsed, a missing folder. Exit code 2."""


class MissingToolError(DudaoError, RuntimeError):
    """Something to install first (LibreOffice, the OCR extra); the sentence names it. Exit code 2."""
