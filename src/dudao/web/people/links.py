"""Secrets of one-time links: made, hashed, found again."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TypeVar

from dudao.web.people.models import OneTimeLink

BYTES = 24
INVITED_FOR, RESET_FOR = timedelta(days=7), timedelta(hours=24)
Link = TypeVar("Link", bound=OneTimeLink)


def new_secret() -> tuple[str, str]:
    """The secret part of an address, which nobody keeps, and its hash, which the database keeps."""
    secret = secrets.token_urlsafe(BYTES)
    return secret, digest_of(secret)


def digest_of(secret: str) -> str:
    """The hash under which a link is kept.

    >>> digest_of("a")[:8]
    'ca978112'
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def open_link(kind: type[Link], secret: str, moment: datetime, *, is_locked: bool = False) -> Link | None:
    """The link of a secret, if it still opens; locked for the transaction where an action is about to use it."""
    rows = kind._default_manager.select_for_update() if is_locked else kind._default_manager.all()
    found = rows.filter(digest=digest_of(secret)).first()
    return found if found is not None and found.is_open(moment) else None
