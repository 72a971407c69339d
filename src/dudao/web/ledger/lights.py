"""Lights of dated entries: done, late, due soon, on time, by what was planned and done and by the day until when."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dudao.web.policies import Words

SOON = timedelta(days=14)
LIGHTS: dict[str, tuple[Words, str]] = {
    "done": (_("已完成"), "good"),
    "late": (_("已逾期"), "late"),
    "soon": (_("即将到期"), "waiting"),
    "running": (_("推进中"), "open"),
}
"""Light: its words and its colour."""


def light(planned: Decimal | None, done: Decimal | None, deadline: date | None, today: date) -> str:
    """The light of an entry; "" for one that has neither a day nor a plan. The last day itself is not late.

    >>> light(Decimal(60), Decimal(24), date(2026, 5, 15), date(2026, 5, 15))
    'soon'
    >>> light(Decimal(60), Decimal(60), date(2026, 5, 15), date(2026, 6, 1))
    'done'
    """
    if planned is None and deadline is None:
        return ""
    if done is not None and (planned is None or done >= planned):
        return "done"
    if deadline is None:
        return "running"
    if deadline < today:
        return "late"
    return "soon" if deadline - today <= SOON else "running"


def with_light(name: str, today: date) -> Q:
    """The entries that have a light, as a condition of the query; says the same as `light`."""
    dated = Q(deadline__isnull=False) | Q(planned__isnull=False)
    done = Q(done__isnull=False) & (Q(planned=None) | Q(done__gte=F("planned")))
    late, soon = Q(deadline__lt=today), Q(deadline__gte=today, deadline__lte=today + SOON)
    return {
        "done": dated & done,
        "late": dated & ~done & late,
        "soon": dated & ~done & soon,
        "running": dated & ~done & (Q(deadline=None) | Q(deadline__gt=today + SOON)),
    }[name]
