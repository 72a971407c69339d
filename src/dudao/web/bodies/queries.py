"""Bodies, for a person."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, QuerySet

from dudao.web.acting import Acting
from dudao.web.areas import in_area
from dudao.web.bodies.models import Body, Kind
from dudao.web.bodies.policy import may_read_body
from dudao.web.bodies.tree import Place, tree_on


def bodies_below(path: str) -> QuerySet[Body]:
    """A body and all below it."""
    return Body.objects.filter(in_area("path", path))


def bodies_for(acting: Acting, *, kind: str = "", words: str = "", is_closed: bool = False) -> QuerySet[Body]:
    """The bodies of somebody's area, in the order of the tree, narrowed by kind and by words of name or code."""
    found = bodies_below(acting.area) if acting.area else Body.objects.none()
    if not is_closed:
        found = found.filter(closed_on=None)
    if kind:
        found = found.filter(kind=kind)
    if words:
        found = found.filter(name__contains=words) | found.filter(code__startswith=words)
    return found.select_related("parent").order_by("path")


def bodies_on(acting: Acting, day: date, *, kind: str = "", words: str = "") -> list[Place]:
    """The bodies that were in somebody's area on another day, as they were called and stood then."""
    below = None if acting.area == "/" else [acting.body_code]
    places = tree_on(day, below=below) if acting.area else {}
    return [
        place
        for place in places.values()
        if (not kind or place.kind == kind) and (words in place.name or place.code.startswith(words))
    ]


def kinds_for(acting: Acting) -> list[tuple[str, str, int]]:
    """Each kind in somebody's area with its name and number, in the order of the list of kinds."""
    counted = dict(
        bodies_below(acting.area).filter(closed_on=None).order_by().values_list("kind").annotate(Count("pk"))
        if acting.area
        else ()
    )
    return [(kind.value, str(kind.label), counted[kind.value]) for kind in Kind if counted.get(kind.value)]


def body_for(acting: Acting, code: str) -> Body | None:
    """A body that somebody may see; None for one that is not there or not to be seen."""
    body = Body.objects.select_related("parent").filter(pk=code).first()
    return body if body is not None and may_read_body(acting, body.path) else None


def above(body: Body) -> list[Body]:
    """The bodies above one, the top first."""
    codes = body.path.strip("/").split("/")[:-1]
    return list(Body.objects.filter(pk__in=codes).order_by("path"))
