"""A worker: takes one job after the other, says while it works that it is alive, and tells how the job ended."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from time import monotonic, sleep

from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from dudao.web.jobs import holding
from dudao.web.jobs.failures import is_told, sentence_of
from dudao.web.jobs.models import Job
from dudao.web.jobs.progress import Progress, Taken
from dudao.web.jobs.registry import LONGEST, kinds

LEASE = timedelta(seconds=60)
"""After this much silence a worker counts as dead; longer than any single write of a job."""
SECONDS_IDLE = 1.0
SECONDS_TO_CLEAN = 3600.0
PASSING = (OperationalError, ConnectionError, TimeoutError, MemoryError)
"""What may be gone at the next try."""
DELAYS = (timedelta(seconds=10), timedelta(minutes=2))
TOO_LONG = 75
"""Exit code of a worker whose job took longer than it may; whoever started the worker starts another."""
log = logging.getLogger(__name__)


class Stop(BaseException):
    """The worker is asked to end: what it does is rolled back and waits again."""


def work(name: str, lease: timedelta = LEASE) -> None:
    """Work until told to stop (`Stop`)."""
    holding.let_go(name, timezone.now())  # a worker of this name that was killed
    cleaned_at = recovered_at = float("-inf")
    while True:
        try:
            if monotonic() - recovered_at > lease.total_seconds() / 4:
                holding.recover(timezone.now())
                recovered_at = monotonic()
            if monotonic() - cleaned_at > SECONDS_TO_CLEAN:
                holding.clean_up(timezone.now())
                cleaned_at = monotonic()
            job = holding.claim(name, timezone.now(), lease)
            if job is not None:
                with _alive(job, lease):
                    _run(job)
        except OperationalError:  # the database is away or busy: the next round finds it
            log.warning("the database does not answer", exc_info=True)
            connection.close()
            job = None
        close_old_connections()
        if job is None:
            sleep(SECONDS_IDLE)


def work_off(*names: str, at: datetime | None = None) -> list[Job]:
    """Do all that waits, here and now (for tests and for filling in an example); an unexpected error is raised.

    Args:
        names: only jobs of these names; all where none is given. at: what time it is for the jobs, in an example of the past.
    Returns:
        The jobs, as they ended.
    """
    done: list[Job] = []
    while (job := holding.claim("here", timezone.now(), LEASE, early=True, names=names)) is not None:
        error = _run(job, at)
        job.refresh_from_db()
        done.append(job)
        if error is not None and not is_told(error):
            raise error
    return done


def _run(job: Job, at: datetime | None = None) -> Exception | None:
    """Do a job that was taken, and write how it ended. Gives back the error of a job that failed."""
    kind = kinds().get(job.name)
    with override(job.language):
        try:
            if kind is None:
                holding.end(job, timezone.now(), failure=_("这个版本没有这类任务，请重新发起。"))
                return None
            result = kind.does(Progress(job, at), **job.arguments)
            if not result.startswith("/") and result:
                raise ValueError(f"job {job.name}: the result is no address of the site")
            holding.end(job, timezone.now(), result=result)
        except Stop:
            holding.put_back(job, timezone.now(), counts=False)
            raise
        except Taken:
            log.warning("job %s was taken over by another worker", job.address)
        except Exception as error:  # whatever a job does wrong, the worker goes on
            _write_failure(job, error)
            return error
    return None


def _write_failure(job: Job, error: Exception) -> None:
    now = timezone.now()
    if isinstance(error, PASSING) and job.tries < holding.MOST_TRIES:
        log.warning("job %s is tried again", job.address, exc_info=error)
        holding.put_back(job, now + DELAYS[job.tries - 1], counts=True)
        return
    if not is_told(error):
        log.error("job %s (%s) broke", job.address, job.name, exc_info=error)
    holding.end(job, now, failure=sentence_of(error, job.address))


@contextmanager
def _alive(job: Job, lease: timedelta) -> Iterator[None]:
    """While the job is done, a thread says so; it ends the worker where the job takes longer than it may."""
    is_over = threading.Event()
    beats = threading.Thread(target=_beat, args=(job, lease, is_over), daemon=True)
    beats.start()
    try:
        yield
    finally:
        is_over.set()
        beats.join()


def _beat(job: Job, lease: timedelta, is_over: threading.Event) -> None:
    kind = kinds().get(job.name)
    longest = kind.longest if kind else LONGEST
    last = monotonic() + longest.total_seconds()
    while not is_over.wait(min(lease.total_seconds() / 4, max(last - monotonic(), 0.01))):
        now = timezone.now()
        try:
            if monotonic() >= last:
                _give_up(job, now, longest)
            holding.stay_holder(job, now, lease)
        except OperationalError:
            log.warning("the database does not answer", exc_info=True)
    connection.close()


def _give_up(job: Job, now: datetime, longest: timedelta) -> None:
    """A job that hangs holds its thread for ever: the failure is written, and the whole worker ends."""
    minutes = int(longest.total_seconds() // 60)
    try:
        with override(job.language):
            holding.end(job, now, failure=_("超过 %(minutes)s 分钟没有完成，已停止。") % {"minutes": minutes})
    finally:
        log.error("job %s (%s) took too long", job.address, job.name)
        os._exit(TOO_LONG)
