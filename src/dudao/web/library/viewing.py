"""How often a document is read: noted in a file, which costs a page nothing; brought into the documents from time to time.

    MEDIA_ROOT/library-views/DAY.log       one line a reading: document, reader
    MEDIA_ROOT/library-views/DAY.counted   what of that day has been counted

A reader is counted once a day and document. No cookie: a visitor is known by a hash of the day, the address and the
browser, made with the site's key, from which nothing leads back and which is another one tomorrow. What a browser or a
cache between shows without asking the site is not counted.
"""

from __future__ import annotations

import hmac
import logging
import os
from collections import Counter
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from time import monotonic

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from dudao.web.acting import VISITOR
from dudao.web.jobs.actions import start_job
from dudao.web.library.models import Document
from dudao.web.library.states import DocumentState
from dudao.web.pages.requests import PersonRequest

COUNTING = "library.count-views"
"""The job that brings readings into the documents."""
SECONDS_BETWEEN = 300
"""A process of the server asks for that job at most so often."""
_asked_at = [monotonic()]
MACHINES = ("bot", "spider", "crawl", "slurp", "curl", "wget", "python")
log = logging.getLogger(__name__)


def folder() -> Path:
    """Where readings are noted."""
    return Path(settings.MEDIA_ROOT) / "library-views"


def saw(request: PersonRequest, document: Document) -> None:
    """Note that somebody reads a document. Whoever runs it or handed it in, and search engines, do not count."""
    browser = request.headers.get("User-Agent", "")
    if document.state != DocumentState.PUBLISHED or any(each in browser.lower() for each in MACHINES):
        return
    if request.acting.is_known and request.acting.person_id == document.uploader_id:
        return
    day = timezone.localdate(request.moment)
    try:
        note(day, document.address, _reader(request, day, browser))
    except OSError:  # a full disk must not take the page away
        log.warning("a reading could not be noted", exc_info=True)
    if monotonic() - _asked_at[0] > SECONDS_BETWEEN:
        _asked_at[0] = monotonic()
        with transaction.atomic():
            start_job(name=COUNTING, arguments={}, about=_("汇总阅读次数"), by=VISITOR, at=request.moment, key=COUNTING)


def _reader(request: PersonRequest, day: date, browser: str) -> str:
    known = request.acting.person_id
    who = str(known) if known else f"{get_adapter().get_client_ip(request)} {browser}"
    return hmac.new(settings.SECRET_KEY.encode(), f"{day} {who}".encode(), sha256).hexdigest()[:20]


def note(day: date, address: str, reader: str) -> None:
    """Add a line; so short that the system writes it in one piece, whoever else writes."""
    folder().mkdir(parents=True, exist_ok=True)
    line = f"{address} {reader}\n".encode()
    file = os.open(folder() / f"{day}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        os.write(file, line)
    finally:
        os.close(file)


def bring_in(today: date) -> int:
    """Bring what was noted into the documents; twice brings in nothing twice. Returns how many readings were new.

    What is taken is written down as counted before the documents get it: where the process dies in between, these
    readings are lost, never counted double. Days before today are cleared away when they are through.
    """
    added = 0
    for path in sorted(folder().glob("*.log")):
        taken = path.with_suffix(".taken")
        with suppress(FileNotFoundError):
            os.replace(path, taken)
            added += _count(taken)
            taken.unlink()
    for path in folder().glob("*.counted"):
        if path.stem < str(today):
            path.unlink(missing_ok=True)
    return added


def _count(taken: Path) -> int:
    counted = taken.with_suffix(".counted")
    before = set(counted.read_text("ascii").splitlines()) if counted.exists() else set()
    new = {line for line in taken.read_text("ascii").splitlines() if line} - before
    with counted.open("a", encoding="ascii") as file:
        file.writelines(f"{line}\n" for line in sorted(new))
    numbers = Counter(line.split(" ", 1)[0] for line in new)
    with transaction.atomic():
        for address, number in sorted(numbers.items()):
            Document.objects.filter(address=address).update(views=F("views") + number)
    return len(new)
