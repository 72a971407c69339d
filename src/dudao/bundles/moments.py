"""Moments of a bundle for people: in the time of the office that runs the round, with the offset from UTC."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

TIME_ZONE = "time_zone"
"""The key of the round under which a bundle names its office's zone (IANA); older bundles have none."""


def local_moment(moment: str, round_said: Mapping[str, str]) -> str:
    """A moment in UTC as the office's clock showed it, to the second; what is no moment stays as it is.

    >>> local_moment("2026-05-06T01:02:03+00:00", {"time_zone": "Asia/Shanghai"})
    '2026-05-06 09:02:03 +08:00'
    >>> local_moment("2026-05-06T01:02:03+00:00", {}), local_moment("soon", {"time_zone": "Mars/Base"})
    ('2026-05-06 01:02:03 +00:00', 'soon')
    """
    try:
        found = datetime.fromisoformat(moment)
        aware = found if found.tzinfo else found.replace(tzinfo=UTC)
        local = aware.astimezone(_zone(round_said.get(TIME_ZONE, "")))
        date, _, clock = local.isoformat(timespec="seconds").partition("T")
        return f"{date} {clock[:8]} {clock[8:]}"
    except (ValueError, OverflowError):
        return moment


def _zone(name: str) -> tzinfo:
    """The zone of a name; UTC where it is none, or this machine does not know it."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ValueError, OSError):  # a name that leads elsewhere, an unknown one
        return UTC
