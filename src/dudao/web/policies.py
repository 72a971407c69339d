"""What a policy answers: yes, or no with the reason that page, API and import repeat word for word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Refused(Exception):
    """An action that policy does not allow; the site answers with a page that repeats the reason."""

    def __init__(self, reason: Words) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether somebody may, and why not; `reason` is empty where it is a yes."""

    is_yes: bool
    reason: Words = ""

    def __bool__(self) -> bool:
        return self.is_yes

    def require(self) -> None:
        """Go on, or stop with the reason."""
        if not self.is_yes:
            raise Refused(self.reason)


YES = Answer(True)


def no(reason: Words) -> Answer:
    """A refusal with its reason, one plain sentence."""
    return Answer(False, reason)


def first_no(*answers: Answer | Callable[[], Answer]) -> Answer:
    """The first refusal, asked in order; yes where there is none. What is expensive is handed over as a function."""
    for each in answers:
        answer = each() if callable(each) else each
        if not answer.is_yes:
            return answer
    return YES


NOT_KNOWN = no(_("请先登录。"))
