"""Keys, for a person; and the post that a key opens."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from dudao.web.acting import Acting, Role
from dudao.web.api.actions import digest_of
from dudao.web.api.models import Token
from dudao.web.posts.queries import acting_in


def tokens_for(acting: Acting) -> QuerySet[Token]:
    """One's own keys, of all posts; all keys for operators."""
    rows = Token.objects.select_related("post__body", "post__person")
    if acting.role is Role.OPERATOR:
        return rows
    return rows.none() if acting.person_id is None else rows.filter(post__person_id=acting.person_id)


def acting_by(secret: str, moment: datetime) -> Acting | None:
    """Who acts with a key: its person in its post; None where key, account or post no longer holds."""
    token = Token.objects.select_related("post__body", "post__person").filter(digest=digest_of(secret)).first()
    if token is None or not token.is_open(moment):
        return None
    day = timezone.localdate(moment)
    if not token.post.person.is_active or token.post.person.must_change_password or not token.post.holds(day):
        return None
    if token.used_on is None or token.used_on < day:
        Token.objects.filter(Q(used_on=None) | Q(used_on__lt=day), pk=token.pk).update(used_on=day)
    return acting_in(token.post.person, token.post)
