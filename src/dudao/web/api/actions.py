"""Making and revoking keys for programs."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.api import policy
from dudao.web.api.models import Token
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.policies import Refused
from dudao.web.posts.models import Post

MADE = declare("token.made", _("生成接口密钥"))
REVOKED = declare("token.revoked", _("作废接口密钥"))
PREFIX = "dudao_"
MOST_TOKENS = 10
"""Keys that one post may have open at a time."""
LONGEST_DAYS = 366
NO_POST = UUID(int=0)


def digest_of(secret: str) -> str:
    """The hash under which a key is kept; it is long and random, so a plain hash does."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def make_token(*, name: str, days: int, by: Acting, at: datetime) -> tuple[Token, str]:
    """Make a key for the post in which one acts (生成), open for so many days; gives it back with its secret, told once."""
    policy.may_make_tokens(by).require()
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(_("有效期最长 %(days)s 天。") % {"days": LONGEST_DAYS})
    post = Post.objects.select_for_update(of=("self",)).select_related("body").get(pk=by.post_id or NO_POST)
    if Token.objects.filter(post=post, revoked_at=None, ends_at__gt=at).count() >= MOST_TOKENS:
        raise Refused(_("有效的接口密钥已有 %(count)s 个，请先作废不用的。") % {"count": MOST_TOKENS})
    secret = PREFIX + secrets.token_urlsafe(32)
    ends_at = at + timedelta(days=days)
    token = Token.objects.create(post=post, name=name, digest=digest_of(secret), made_at=at, ends_at=ends_at)
    details = {"name": name, "until": ends_at}
    record(MADE, on=f"token {token.address}", by=by, at=at, path=post.body.path, details=details)
    return token, secret


@transaction.atomic
def revoke_token(*, address: str, by: Acting, at: datetime) -> Token:
    """Take a key back (作废): from now on it opens nothing."""
    rows = Token.objects.select_for_update(of=("self",)).select_related("post__body")
    token = rows.get(address=address)
    policy.may_revoke_token(by, token.post.person_id).require()
    if token.revoked_at is not None:
        raise Refused(_("这个接口密钥已经作废。"))
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    details = {"name": token.name}
    record(REVOKED, on=f"token {address}", by=by, at=at, path=token.post.body.path, details=details)
    return token
