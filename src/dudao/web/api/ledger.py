"""The ledger for programs: the same entries, rights and checks as on its pages."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from dudao.web.api.errors import require_valid
from dudao.web.api.pages import Piece, Rows, piece_of
from dudao.web.ledger import actions, policy, queries
from dudao.web.ledger.forms import EntryForm
from dudao.web.ledger.kinds import kinds
from dudao.web.ledger.models import LedgerRecord
from dudao.web.ledger.table import COLUMNS
from dudao.web.pages.requests import PersonRequest

router = Router(tags=["ledger"])


class EntryIn(Schema):
    """An entry as one writes it; what is left out stays empty. Numbers as text keep every digit."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field(description="code of a kind, see /ledger/kinds")
    subject: str = Field(description="事项内容")
    number: str = Field(default="", description="序号")
    date: datetime.date | None = Field(default=None, description="日期")
    actor: str = Field(default="", description="人员或单位")
    post: str = Field(default="", description="职务")
    place: str = Field(default="", description="地点或对象")
    planned: Decimal | None = Field(default=None, description="计划数")
    done: Decimal | None = Field(default=None, description="完成数")
    unit: str = Field(default="", description="计量单位")
    deadline: datetime.date | None = Field(default=None, description="完成时限")
    responsible: str = Field(default="", description="责任单位")
    document_number: str = Field(default="", description="文号")
    evidence: str = Field(default="", description="佐证材料编号")


class Entry(EntryIn):
    """An entry as it stands."""

    address: str = Field(description="address of the entry")
    body_code: str = Field(description="government whose ledger it is in")
    body_name: str
    written_at: datetime.datetime
    written_by: str


class Asked(Schema):
    """Which entries; what is left out asks for nothing."""

    kind: str = ""
    words: str = Field(default="", description="in subject, actor, place or document number")
    first: datetime.date | None = Field(default=None, description="from this day on")
    last: datetime.date | None = Field(default=None, description="up to this day")
    body: str = Field(default="", description="code of a government")


class Kind(Schema):
    """A kind of entries."""

    code: str
    name: str


@router.get("/kinds", response=list[Kind], url_name="ledger-kinds", summary="台账事项类别 / kinds of entries")
def list_kinds(request: PersonRequest) -> list[Kind]:
    """All kinds, in the order of the table."""
    return [Kind(code=code, name=name) for code, name in kinds().items()]


@router.get("", response=Rows[Entry], url_name="ledger", summary="台账列表 / entries of one's area")
def list_entries(request: PersonRequest, asked: Annotated[Asked, Query()], piece: Piece) -> Rows[Entry]:
    """Entries that one may see, what was written last first."""
    policy.may_read_ledger(request.acting).require()
    words = {name: str(value) for name, value in asked.model_dump().items() if value}
    today = timezone.localdate(request.moment)
    rows = queries.narrowed(queries.entries_for(request.acting), words, today)
    found, after = piece_of(rows, piece, LedgerRecord.objects.all())
    return Rows[Entry](rows=[_entry(each) for each in found], next=after)


@router.post("", response={201: Entry}, url_name="ledger", summary="登记台账 / write an entry")
def write_entry(request: PersonRequest, sent: EntryIn) -> Status[Entry]:
    """Write an entry into the ledger of one's own government."""
    own = queries.government_of(request.acting)
    policy.may_keep_ledger(request.acting, own.path if own else "").require()
    assert own is not None  # the policy refuses whoever has none
    made = actions.write_entry(body_code=own.pk, columns=_columns(sent), by=request.acting, at=request.moment)
    return Status(201, _entry(made))


@router.get("/{address}", response=Entry, url_name="ledger-entry", summary="查看台账 / one entry")
def read_entry(request: PersonRequest, address: str) -> Entry:
    """An entry that one may see."""
    return _entry(_seen(request, address))


@router.put("/{address}", response=Entry, url_name="ledger-entry", summary="修改台账 / change an entry")
def change_entry(request: PersonRequest, address: str, sent: EntryIn) -> Entry:
    """Change an entry to what is sent, as a whole."""
    entry = _seen(request, address)
    policy.may_keep_ledger(request.acting, entry.body.path).require()
    changed = actions.change_entry(address=address, columns=_columns(sent), by=request.acting, at=request.moment)
    return _entry(changed)


@router.delete("/{address}", response={204: None}, url_name="ledger-entry", summary="删除台账 / put an entry aside")
def remove_entry(request: PersonRequest, address: str) -> Status[None]:
    """No list and no report counts it any more; it can be brought back."""
    _seen(request, address)
    actions.remove_entry(address=address, by=request.acting, at=request.moment)
    return Status(204, None)


@router.post("/{address}/restore", response=Entry, url_name="ledger-restore", summary="恢复台账 / bring an entry back")
def restore_entry(request: PersonRequest, address: str) -> Entry:
    """Bring back what was put aside."""
    if not LedgerRecord.objects.filter(address=address).exists():
        raise Http404
    return _entry(actions.restore_entry(address=address, by=request.acting, at=request.moment))


def _columns(sent: EntryIn) -> dict[str, Any]:
    """What the form of the page makes of it, or its faults."""
    given = {name: value for name, value in sent.model_dump().items() if value is not None}
    return require_valid(EntryForm(given))


def _seen(request: PersonRequest, address: str) -> LedgerRecord:
    entry = queries.entries_for(request.acting).filter(address=address).first()
    if entry is None:
        raise Http404
    return entry


def _entry(entry: LedgerRecord) -> Entry:
    own: dict[str, Any] = {name: getattr(entry, name) for name in (*COLUMNS, "address", "written_at", "written_by")}
    return Entry(**own, body_code=entry.body_id, body_name=entry.body.name)
