"""People, invitations, applications, delegations, for a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting, Role
from dudao.web.areas import in_area
from dudao.web.bodies.models import Body
from dudao.web.pages.todo import Todo
from dudao.web.people.models import Application, Invitation
from dudao.web.people.policy import may_see_people
from dudao.web.people.states import ApplicationState
from dudao.web.posts.models import Delegation, Post
from dudao.web.posts.policy import ABOVE


def posts_in_area(acting: Acting) -> QuerySet[Post]:
    """The posts at bodies of somebody's area, with body."""
    found = Post.objects.select_related("body")
    return found.filter(in_area("body__path", acting.area)) if acting.area else found.none()


def people_for(acting: Acting, *, words: str = "", role: str = "", day: date | None = None) -> QuerySet[Person]:
    """The people of somebody's area with their posts there (`posts_here`); an operator sees those without a post too.

    Args:
        words: of name, login, phone or body. role: only who holds it. day: only posts held then, None for all ever held.
    """
    if not may_see_people(acting):
        return Person.objects.none()
    posts = posts_in_area(acting)
    if day is not None:
        posts = posts.filter(Q(ends_on=None) | Q(ends_on__gt=day))
    narrowed = posts.filter(role=role) if role else posts
    found = Person.objects.all()
    if role or acting.role is not Role.OPERATOR:
        found = found.filter(pk__in=narrowed.values("person_id"))
    if words:
        at_body = posts.filter(body__name__contains=words).values("person_id")
        found = found.filter(
            Q(name__contains=words) | Q(login__startswith=words) | Q(phone__startswith=words) | Q(pk__in=at_body)
        )
    return found.prefetch_related(Prefetch("posts", queryset=posts, to_attr="posts_here")).order_by("name", "login")


def person_for(acting: Acting, person_id: UUID) -> Person | None:
    """A person whom somebody may see."""
    return people_for(acting).filter(pk=person_id).first()


def person_called(words: str) -> Person | None:
    """The person with exactly this login, phone or mail: one must know it, nobody can leaf through people elsewhere."""
    words = words.strip()
    if not words:
        return None
    return Person.objects.filter(Q(login=words) | Q(phone=words) | Q(mail=words), is_active=True).first()


def body_called(words: str) -> Body | None:
    """The body with exactly this code or name; None too where several have the name."""
    words = words.strip()
    found = list(Body.objects.filter(Q(code=words) | Q(name=words), closed_on=None)[:2])
    return found[0] if len(found) == 1 else None


def invitations_for(acting: Acting) -> QuerySet[Invitation]:
    """Invitations to posts of somebody's area, newest first."""
    found = Invitation.objects.select_related("body", "made_by", "person")
    return found.filter(in_area("body__path", acting.area)) if may_see_people(acting) else found.none()


def applications_for(acting: Acting, state: str = "") -> QuerySet[Application]:
    """Applications that somebody may decide, or has seen decided: for roles not above their own, in their area."""
    if not may_see_people(acting):
        return Application.objects.none()
    roles = [role.value for role in ABOVE[acting.role]]
    found = Application.objects.select_related("body").filter(in_area("body__path", acting.area), role__in=roles)
    return found.filter(state=state) if state else found


def applications_to_do(acting: Acting, moment: datetime) -> Iterable[Todo]:
    """What waits on the workbench of who decides."""
    if not may_see_people(acting):
        return
    count = applications_for(acting, ApplicationState.WAITING).count()
    if count:
        yield Todo(_("审核注册申请"), reverse("people:application-list"), count=count)


def own_posts(person: Person, day: date) -> QuerySet[Post]:
    """The posts that a person holds, or will hold."""
    return person.posts.select_related("body").filter(Q(ends_on=None) | Q(ends_on__gt=day))


def path_of_person(person: Person) -> str:
    """The path of a person's first post, under which the audit keeps what concerns the account; "" without a post."""
    first = person.posts.select_related("body").first()
    return first.body.path if first else ""


def delegations_of(person: Person) -> QuerySet[Delegation]:
    """What a person handed over, and where the person stands in."""
    found = Delegation.objects.select_related("post__body", "post__person", "deputy")
    return found.filter(Q(post__person=person) | Q(deputy=person))


def delegations_at(post: Post) -> QuerySet[Delegation]:
    """Who stood in, or will, in a post."""
    return post.delegations.select_related("deputy")


def today(moment: datetime) -> date:
    """The day of a moment where the site is."""
    return timezone.localdate(moment)
