"""Jobs that tests play with: one counts, one refuses, one breaks, one misses a database for a moment, one takes its time."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django.db import OperationalError

from dudao.values.errors import UnreadableError
from dudao.web.jobs.progress import Progress
from dudao.web.jobs.registry import job
from dudao.web.policies import Refused

COUNT, REFUSE, BREAK, FALTER, UNREADABLE, SLOW = (
    f"test.{each}" for each in ("count", "refuse", "break", "falter", "unreadable", "slow")
)
SEEN: list[str] = []
"""Who each count was done for."""


@job(COUNT, "数数")
def count(progress: Progress, *, to: int = 3) -> str:
    """Count, and say for whom."""
    for each in range(to):
        progress.tell(each + 1, to, f"第 {each + 1} 件")
    SEEN.append(progress.by.body_code)
    return "/desk/"


@job(REFUSE, "拒绝")
def refuse(progress: Progress) -> str:
    """Something that policy does not allow."""
    raise Refused("轮次已经结束。")


@job(UNREADABLE, "读不了")
def unreadable(progress: Progress) -> str:
    """A file that cannot be read, told with its place on this machine."""
    raise UnreadableError("/srv/site/files/ab12.docx 已损坏，请重新上传", "/srv/site/files/ab12.docx is damaged")


@job(BREAK, "出错")
def break_(progress: Progress) -> str:
    """A slip of the program."""
    raise KeyError("/srv/site/secret")


@job(FALTER, "打顿")
def falter(progress: Progress, *, until: int) -> str:
    """The database is away at the first tries."""
    if progress.job.tries < until:
        raise OperationalError("away")
    return ""


@job(SLOW, "慢慢来")
def slow(progress: Progress, *, seconds: float, told_in: str) -> str:
    """Take some time, and leave a line at the start and one at the end."""
    _leave(told_in, "begun")
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        progress.tell(1, 2)
        time.sleep(0.05)
    _leave(told_in, "ended")
    return ""


def _leave(told_in: str, word: str) -> None:
    with Path(told_in).open("a", encoding="ascii") as file:
        file.write(f"{word} {os.getpid()}\n")
