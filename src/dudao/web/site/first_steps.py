"""What a new site needs before a round can begin, on the workbench of those who can do it, until it is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dudao.web.acting import Acting, Role
from dudao.web.bodies.models import Body, Kind
from dudao.web.bodies.queries import bodies_below
from dudao.web.pages.todo import Todo
from dudao.web.posts.models import Post
from dudao.web.rounds.models import Round
from dudao.web.schemes.models import PublishedEdition

EVALUATED = (Kind.CITY, Kind.COUNTY)


def first_steps(acting: Acting, moment: datetime) -> Iterator[Todo]:
    """Bodies, people, a scheme, a round, in this order; nothing once a round was begun."""
    if acting.role not in (Role.OPERATOR, Role.SUPERVISOR) or Round.objects.exists():
        return
    below = bodies_below(acting.area) if acting.area else Body.objects.none()
    if not below.filter(kind__in=EVALUATED).exists():
        yield Todo(_("第一步：导入机构名录（市、县、部门、学校）"), reverse("bodies:import-new"))
    if not _has_people(timezone.localdate(moment)):
        yield Todo(_("第二步：邀请督导人员和各地联络员"), reverse("people:invitation-new"))
    if not PublishedEdition.objects.exists():
        yield Todo(_("第三步：发布评价方案"), reverse("schemes:scheme-list"))
    yield Todo(_("第四步：新建评价轮次"), reverse("rounds:round-new"))


def _has_people(day: object) -> bool:
    """Whether somebody coordinates for a government."""
    open_now = Q(ends_on=None) | Q(ends_on__gt=day)
    return Post.objects.filter(open_now, role=Role.COORDINATOR.value).exists()
