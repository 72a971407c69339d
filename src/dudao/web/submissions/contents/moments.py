"""Moments as a bundle keeps them."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(at: datetime | None) -> str:
    """A moment in UTC to the second, ISO 8601; "" for none.

    >>> utc(datetime(2026, 5, 6, 1, 2, 3, 999, tzinfo=UTC)), utc(None)
    ('2026-05-06T01:02:03+00:00', '')
    """
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else ""
