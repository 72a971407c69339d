"""What happens to bodies: each one transaction with its entry in the audit; the dated rows are the truth, today's columns follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.areas import in_area
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.bodies import policy
from dudao.web.bodies.models import Body, BodyEvent, BodyName, BodyPlace, EventKind
from dudao.web.bodies.tree import path_of, tree_on
from dudao.web.policies import Refused

FOUNDED = declare("body.founded", _("设立机构"))
RENAMED = declare("body.renamed", _("机构更名"))
MOVED = declare("body.moved", _("机构划转"))
MERGED = declare("body.merged", _("机构合并"))
MOST_NAMED = 10
SPLIT = declare("body.split", _("机构分设"))
CLOSED = declare("body.closed", _("撤销机构"))
IMPORTED = declare("body.imported", _("导入机构名录"))


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something happens to a body: the day from which it holds, and the document that says so."""

    on: date
    document_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body to be founded; without a parent it stands at the top of the tree."""

    code: str
    kind: str
    name: str
    parent_code: str = ""
    short_names: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def found_body(*, new: NewBody, ground: Ground, by: Acting, at: datetime) -> Body:
    """Add a body from a day on (设立)."""
    parent = Body.objects.select_for_update().get(pk=new.parent_code) if new.parent_code else None
    policy.may_change_bodies(by, parent.path if parent else "/").require()
    if Body.objects.filter(pk=new.code).exists():
        raise Refused(_("代码 %(code)s 已经有了。") % {"code": new.code})
    body = _add(new, parent, ground.on, at)
    _tell(EventKind.FOUNDED, [body], [], ground, by=by, at=at)
    record(FOUNDED, on=f"body {body.code}", by=by, at=at, path=body.path, details={"name": body.name, "on": ground.on})
    return body


@transaction.atomic
def rename_body(*, code: str, name: str, short_names: str, ground: Ground, by: Acting, at: datetime) -> Body:
    """Call a body by another name from a day on (更名); the old name keeps holding for the days before."""
    body = _locked(code, by)
    old = body.name
    _close_names(body, ground.on)
    BodyName.objects.create(body=body, name=name, short_names=short_names, valid_from=ground.on, recorded_at=at)
    if ground.on <= timezone.localdate(at):
        body.name, body.short_names = name, short_names
        body.save(update_fields=["name", "short_names"])
    _tell(EventKind.RENAMED, [body], [], ground, by=by, at=at)
    record(RENAMED, on=f"body {code}", by=by, at=at, path=body.path, details={"old": old, "new": name, "on": ground.on})
    return body


@transaction.atomic
def move_body(*, code: str, parent_code: str, ground: Ground, by: Acting, at: datetime) -> Body:
    """Put a body, with all below it, under another from a day on (划转); both ends must lie in one's area."""
    body = _locked(code, by)
    parent = _locked(parent_code, by)
    if parent.path.startswith(body.path):
        raise Refused(_("不能把%(name)s划到它自己的下级。") % {"name": body.name})
    old = body.parent.code if body.parent else ""
    BodyPlace.objects.filter(body=body, valid_to=None, withdrawn_at=None).update(valid_to=ground.on)
    BodyPlace.objects.create(body=body, parent=parent, valid_from=ground.on, recorded_at=at)
    if ground.on <= timezone.localdate(at):
        _carry(body, parent)
    _tell(EventKind.MOVED, [body], [parent], ground, by=by, at=at)
    details = {"from": old, "to": parent_code, "on": ground.on}
    record(MOVED, on=f"body {code}", by=by, at=at, path=body.path, details=details)
    return body


@transaction.atomic
def move_bodies(*, codes: Sequence[str], parent_code: str, ground: Ground, by: Acting, at: datetime) -> list[Body]:
    """Several at once, all or none: the schools that one government hands over to another."""
    return [move_body(code=code, parent_code=parent_code, ground=ground, by=by, at=at) for code in codes]


@transaction.atomic
def merge_bodies(*, codes: Sequence[str], into: NewBody | str, ground: Ground, by: Acting, at: datetime) -> Body:
    """Merge bodies into a new one or into one of them (合并); what was below them comes below it, they close on that day."""
    merged = [_locked(code, by) for code in codes]
    target = _locked(into, by) if isinstance(into, str) else found_body(new=into, ground=ground, by=by, at=at)
    for body in merged:
        if body.pk != target.pk:
            for child in body.children.filter(closed_on=None):
                move_body(code=child.code, parent_code=target.code, ground=ground, by=by, at=at)
            _end(body, ground.on)
    _tell(EventKind.MERGED, merged, [target], ground, by=by, at=at)
    details = {"merged": list(codes), "into": target.code, "on": ground.on}
    record(MERGED, on=f"body {target.code}", by=by, at=at, path=target.path, details=details)
    return target


@transaction.atomic
def split_body(
    *, code: str, into: Sequence[NewBody], shares: Mapping[str, str], ground: Ground, by: Acting, at: datetime
) -> list[Body]:
    """Split a body into new ones (分设): each body below it goes to one of them on that day, or stays with it.

    Args:
        shares: code of each body directly below to the code of the new one that takes it, or of the body itself, which
            then goes on. A body that keeps nothing closes on that day, unless only one new one is parted from it.
    """
    body = _locked(code, by)
    below = dict(body.children.filter(closed_on=None).values_list("code", "name"))
    _require_all_shared(below, shares, {code, *(new.code for new in into)})
    parts = [found_body(new=new, ground=ground, by=by, at=at) for new in into]
    for child, target in shares.items():
        if target != code:
            move_body(code=child, parent_code=target, ground=ground, by=by, at=at)
    if len(into) > 1 and code not in shares.values():
        _end(body, ground.on)
    _tell(EventKind.SPLIT, [body], parts, ground, by=by, at=at)
    details = {"into": [part.code for part in parts], "on": ground.on, "shares": dict(shares)}
    record(SPLIT, on=f"body {code}", by=by, at=at, path=body.path, details=details)
    return parts


def _require_all_shared(below: Mapping[str, str], shares: Mapping[str, str], targets: Set[str]) -> None:
    """Refuse as long as a body below goes nowhere, or one is named that is not below, or goes where nothing is."""
    if unknown := [child for child in shares if child not in below]:
        raise Refused(_("不是本单位的下级：%(codes)s。") % {"codes": "、".join(unknown)})
    if strange := sorted({target for target in shares.values() if target not in targets}):
        raise Refused(_("下级只能归入分设出的单位或本单位，不能归入 %(codes)s。") % {"codes": "、".join(strange)})
    if left := [name for child, name in below.items() if child not in shares]:
        named = "、".join(left[:MOST_NAMED]) + ("……" if len(left) > MOST_NAMED else "")
        words = {"count": len(left), "names": named}
        raise Refused(_("还有 %(count)d 个下级没有写明归入哪个单位：%(names)s。") % words)


@transaction.atomic
def close_body(*, code: str, ground: Ground, by: Acting, at: datetime) -> Body:
    """End a body on a day (撤销); refused while something is below it."""
    body = _locked(code, by)
    if body.children.filter(closed_on=None).exists():
        raise Refused(_("%(name)s 还有下级机构，请先划转或撤销它们。") % {"name": body.name})
    _end(body, ground.on)
    _tell(EventKind.CLOSED, [body], [], ground, by=by, at=at)
    record(CLOSED, on=f"body {code}", by=by, at=at, path=body.path, details={"on": ground.on})
    return body


@transaction.atomic
def import_bodies(*, new: Iterable[NewBody], by: Acting, at: datetime) -> int:
    """Add many bodies at once, parents in any order; those that are there already are left as they are.

    Returns:
        how many were added. Refused whole where one has a parent that nobody knows, or lies outside one's area.
    """
    known = dict(Body.objects.values_list("code", "path"))
    waiting = {each.code: each for each in new if each.code not in known}
    rows: list[Body] = []
    for each in _parents_first(waiting, known):
        above = known[each.parent_code] if each.parent_code else ""
        policy.may_change_bodies(by, above or "/").require()
        known[each.code] = path_of(above, each.code)
        rows.append(_row(each, known[each.code]))
    Body.objects.bulk_create(rows, batch_size=1000)
    dated = [waiting[row.code] for row in rows]
    BodyName.objects.bulk_create([_name(each, at) for each in dated], batch_size=1000)
    BodyPlace.objects.bulk_create([_place(each, at) for each in dated], batch_size=1000)
    record(IMPORTED, on="bodies", by=by, at=at, path=by.area, details={"added": len(rows)})
    return len(rows)


def catch_up(day: date) -> int:
    """Bring today's columns to what the dated rows say of a day: for events dated ahead. Returns how many bodies changed."""
    tree = tree_on(day)
    changed = []
    for body in Body.objects.filter(code__in=tree):
        place = tree[body.code]
        if (body.name, body.parent_id or "", body.path) != (place.name, place.parent, place.path):
            body.name, body.parent_id, body.path = place.name, place.parent or None, place.path
            changed.append(body)
    Body.objects.bulk_update(changed, ["name", "parent", "path"], batch_size=500)
    return len(changed)


def _parents_first(waiting: dict[str, NewBody], known: dict[str, str]) -> Iterable[NewBody]:
    placed = set(known) | {""}
    left = list(waiting.values())
    while left:
        ready = [each for each in left if each.parent_code in placed]
        if not ready:
            names = "、".join(f"{each.name}（上级 {each.parent_code}）" for each in left[:3])
            raise Refused(_("找不到上级机构：%(names)s") % {"names": names})
        placed.update(each.code for each in ready)
        left = [each for each in left if each.code not in placed]
        yield from ready


def _locked(code: str, by: Acting) -> Body:
    body = Body.objects.select_for_update().get(pk=code)
    policy.may_change_bodies(by, body.path).require()
    return body


def _row(new: NewBody, path: str) -> Body:
    return Body(
        code=new.code,
        kind=new.kind,
        name=new.name,
        short_names=new.short_names,
        parent_id=new.parent_code or None,
        path=path,
        founded_on=new.valid_from,
        closed_on=new.valid_to,
    )


def _name(new: NewBody, at: datetime) -> BodyName:
    dates = {"valid_from": new.valid_from, "valid_to": new.valid_to, "recorded_at": at}
    return BodyName(body_id=new.code, name=new.name, short_names=new.short_names, **dates)


def _place(new: NewBody, at: datetime) -> BodyPlace:
    dates = {"valid_from": new.valid_from, "valid_to": new.valid_to, "recorded_at": at}
    return BodyPlace(body_id=new.code, parent_id=new.parent_code or None, **dates)


def _add(new: NewBody, parent: Body | None, on: date, at: datetime) -> Body:
    dated = NewBody(new.code, new.kind, new.name, new.parent_code, new.short_names, new.valid_from or on, new.valid_to)
    body = _row(dated, path_of(parent.path if parent else "", new.code))
    body.save(force_insert=True)
    _name(dated, at).save()
    _place(dated, at).save()
    return body


def _close_names(body: Body, on: date) -> None:
    BodyName.objects.filter(body=body, valid_to=None, withdrawn_at=None).update(valid_to=on)


def _end(body: Body, on: date) -> None:
    _close_names(body, on)
    BodyPlace.objects.filter(body=body, valid_to=None, withdrawn_at=None).update(valid_to=on)
    body.closed_on = on
    body.save(update_fields=["closed_on"])


def _carry(body: Body, parent: Body) -> None:
    """Put today's path of a body and of all below it under another."""
    old, new = body.path, path_of(parent.path, body.code)
    body.parent = parent
    body.save(update_fields=["parent"])
    below = Body.objects.filter(in_area("path", old))
    below.update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    body.path = new


def _tell(
    kind: EventKind, bodies: Sequence[Body], became: Sequence[Body], ground: Ground, *, by: Acting, at: datetime
) -> None:
    event = BodyEvent.objects.create(
        kind=kind,
        on=ground.on,
        document_number=ground.document_number,
        note=ground.note,
        recorded_at=at,
        recorded_by=by.name,
    )
    event.bodies.set(bodies)
    event.became.set(became)
