"""On which page a character of a Word file stands, as far as the file says so.

Word writes down where it broke the pages when it last laid the text out; WPS does not. Without those marks only breaks
that a person put in are known, and a page number is given only while the text between them cannot have run over.
"""

from __future__ import annotations

SURE_CHARACTERS = 500
"""Characters that fit on one page in any usual setting; GB/T 9704 gives 22 lines of 28."""


class PageCounter:
    """Counts pages along one walk.

    A break that a person put in and the mark that Word writes after it are one break: a mark counts only where text
    stands between the two.
    """

    def __init__(self, *, has_marks: bool, has_breaks: bool) -> None:
        self.has_marks = has_marks
        self.number = 1
        self._is_sure = has_marks or has_breaks
        self._since_break = 0
        self._just_broken = True  # the first page has just begun

    def see(self, characters: int) -> None:
        """Text of some length stands here."""
        self._just_broken = False
        if not self.has_marks and self._is_sure:
            self._since_break += characters
            self._is_sure = self._since_break <= SURE_CHARACTERS

    def break_by_hand(self) -> None:
        """A page break, or a section that begins on a new page."""
        self.number += 1
        self._since_break = 0
        self._just_broken = True

    def pass_mark(self) -> None:
        """The place where Word broke the page when it last laid out the text."""
        if not self._just_broken:
            self.number += 1
            self._just_broken = True

    def now(self) -> int | None:
        return self.number if self._is_sure else None
