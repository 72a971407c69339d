"""Which posts somebody can act in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting, Role
from dudao.web.posts.models import Delegation, Post


def actings_of(person: Person, day: date) -> list[Acting]:
    """All that a person can act as on a day: own posts first, then those in which they stand in."""
    open_on = Q(ends_on=None) | Q(ends_on__gt=day)
    own = Post.objects.filter(open_on, person=person, starts_on__lte=day).select_related("body")
    lent = Delegation.objects.filter(
        Q(post__ends_on=None) | Q(post__ends_on__gt=day),
        deputy=person,
        starts_on__lte=day,
        ends_on__gt=day,
        revoked_at=None,
        post__starts_on__lte=day,
    ).select_related("post__body", "post__person")
    found = [acting_in(person, post) for post in own]
    return found + [acting_in(person, each.post, for_name=each.post.person.name) for each in lent]


def acting_in(person: Person, post: Post, *, for_name: str = "") -> Acting:
    """A person in a post; an operator's area is the whole tree."""
    role = Role(post.role)
    return Acting(
        person_id=person.pk,
        name=person.name,
        role=role,
        post_id=post.pk,
        body_code=post.body_id,
        body_name=post.body.name,
        area="/" if role is Role.OPERATOR else post.body.path,
        for_name=for_name,
    )


def acting_of(person: Person, day: date, wanted: UUID | None = None) -> Acting:
    """What a person acts as: the post wanted where they can, else their first, else a member of the public."""
    found = actings_of(person, day)
    chosen = next((each for each in found if each.post_id == wanted), None)
    if chosen is not None:
        return chosen
    return found[0] if found else Acting(person_id=person.pk, name=person.name)
