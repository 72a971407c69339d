"""What stands under the title: tier, dates told apart, how often it was read, size, pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dudao.web.library.queries import Opened
from dudao.web.library.states import Tier
from dudao.web.policies import Words

MOST_VIEWS = 999
KILOBYTE = 1024
TIER_TONES = {Tier.PUBLIC: "good", Tier.LOGIN: "open", Tier.MEMBERS: "waiting"}
TIER_WORDS = {
    Tier.PUBLIC: gettext_lazy("所有人可阅读全文"),
    Tier.LOGIN: gettext_lazy("登录后可阅读全文"),
    Tier.MEMBERS: gettext_lazy("会员免费阅读全文"),
}


@dataclass(frozen=True, slots=True)
class Described:
    """The line under the title."""

    tier: str
    tier_tone: str
    tier_words: Words
    views: str
    exact_views: str
    size: str


def described(opened: Opened) -> Described:
    """How a document is described."""
    document = opened.document
    tier = Tier(document.tier)
    return Described(
        str(tier.label),
        TIER_TONES[tier],
        TIER_WORDS[tier],
        views_of(document.views),
        _("累计 %(views)s 次阅读，同一人一天只计一次") % {"views": f"{document.views:,}"},
        size_of(document.size or opened.rendition.size),
    )


def views_of(views: int) -> str:
    """How often a document was read, in short.

    >>> views_of(0), views_of(999), views_of(1000)
    ('0', '999', '999+')
    """
    return str(views) if views <= MOST_VIEWS else f"{MOST_VIEWS}+"


def size_of(size: int) -> str:
    """Bytes as people read them, one decimal above 1 KB.

    >>> size_of(512), size_of(20173), size_of(3_500_000)
    ('512B', '19.7KB', '3.3MB')
    """
    if size < KILOBYTE:
        return f"{size}B"
    if size < KILOBYTE**2:
        return f"{size / KILOBYTE:.1f}KB"
    return f"{size / KILOBYTE**2:.1f}MB"
