"""How often somebody may say something, by account and by address: the limits stand in the settings (ACCOUNT_RATE_LIMITS).

Behind a proxy the address is the reader's only where the site's setting `proxies` says how many stand in front; what a
browser claims in a header counts for nothing else.
"""

from __future__ import annotations

from allauth.core import ratelimit
from django.utils.translation import gettext_lazy as _

from dudao.web.pages.requests import PersonRequest
from dudao.web.policies import Refused


def require_rate(request: PersonRequest, action: str, *, is_proved: bool) -> None:
    """Count one more of an action; what was not proved counts against a stricter limit too (`…_plain`).

    Raises:
        Refused: too many within the hour or the day.
    """
    names = [action] if is_proved else [f"{action}_plain", action]
    for name in names:
        if not ratelimit.consume(request, action=name):
            raise Refused(_("提交过于频繁，请过一会儿再试。"))
