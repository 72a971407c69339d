"""How often something may be asked from an address, also by GET: the limits stand in the settings (ACCOUNT_RATE_LIMITS)."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest


def is_within(request: HttpRequest, action: str) -> bool:
    """Count one more; no where a limit is reached.

    allauth's public function lets every GET pass uncounted, and a download, a search or a suggestion is one.
    """
    found = ratelimit.consume(request, app="allauth.account", action=action, user=request.user, limit_get=True)
    return found is not None
