"""What opening a round will do, said before it is done: whom it concerns, who is told, what can no longer be changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dudao.web.acting import Role
from dudao.web.bodies.models import Kind
from dudao.web.posts.models import Post
from dudao.web.rounds.models import Round, RoundBody, Stage
from dudao.web.schemes.editions import scheme_of


@dataclass(frozen=True, slots=True)
class Opening:
    """What will happen.

    Attributes:
        bodies: how many of each kind are evaluated. points: how many points each of them gets.
        people: coordinators whose workbench asks them to hand out the points.
        untold: evaluated bodies without a coordinator, whom nobody is told for.
        stages: the timetable, which can then only be extended.
    """

    bodies: list[tuple[str, int]]
    points: int
    people: int
    untold: list[str]
    stages: list[Stage]

    @property
    def is_ready(self) -> bool:
        """Whether there is a timetable and somebody to evaluate."""
        return bool(self.bodies and self.stages)


def opening_of(found: Round, day: date) -> Opening:
    """What opening a round on a day will do; in constant queries."""
    evaluated: list[RoundBody] = list(found.bodies.all())
    kinds = [each.kind for each in evaluated]
    held = Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day))
    posts = Post.objects.filter(
        held, role=Role.COORDINATOR.value, person__is_active=True, body__in=[each.body_id for each in evaluated]
    )
    coordinators = set(posts.values_list("person_id", "body_id"))
    answered = {body for _person, body in coordinators}
    return Opening(
        bodies=[(str(kind.label), kinds.count(kind.value)) for kind in Kind if kind.value in kinds],
        points=len(scheme_of(found.edition).points),
        people=len({person for person, _body in coordinators}),
        untold=[each.name for each in evaluated if each.body_id not in answered],
        stages=list(found.stages.all()),
    )
