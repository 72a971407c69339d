"""The catalogue of evidence for programs: list, file in, file out, as on its pages."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, cast

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from dudao.web.api.pages import Piece, Rows, piece_of
from dudao.web.api.rounds import evaluated_at
from dudao.web.evidence import actions, policy, queries
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.requirements import Requirement
from dudao.web.evidence.views.files import file_download
from dudao.web.evidence.views.finding import entry_or_404
from dudao.web.pages.requests import PersonRequest
from dudao.web.policies import Refused

router = Router(tags=["evidence"])
CATALOGUE = "/{round_address}/bodies/{code}/evidence"


class EvidenceOut(Schema):
    """One line of the catalogue."""

    address: str
    number: str
    title: str
    kind: str
    document_number: str
    issuer: str
    date: datetime.date | None
    period: str
    pages: str
    points: list[str] = Field(description="points of the scheme it speaks for")
    visibility: str
    state: str
    reason: str = Field(description="why it was returned")
    name: str = Field(description="what the file was called; empty for paper")
    sha256: str | None
    size: int | None


class TakenOut(EvidenceOut):
    """What became of a file that was sent."""

    is_new: bool = Field(description="false where the same file is in the catalogue already; this is its line")


class AskedOfCatalogue(Schema):
    """Which lines; what is left out asks for nothing."""

    point: str = ""
    department: str = Field(default="", description="code of the department that handed it in")
    kind: str = ""
    state: str = ""
    words: str = Field(default="", max_length=100, description="in the line or in the text of the file")


class SentWith(Schema):
    """What is said of a file."""

    points: str = Field(default="", description="points it speaks for, separated by commas")
    path: str = Field(default="", max_length=500, description="folders and name, as they are kept where it comes from")
    again: bool = Field(default=False, description="take it although the same file is there")


@router.get(CATALOGUE, response=Rows[EvidenceOut], url_name="evidence", summary="佐证材料列表 / the catalogue")
def list_evidence(
    request: PersonRequest, round_address: str, code: str, asked: Annotated[AskedOfCatalogue, Query()], piece: Piece
) -> Rows[EvidenceOut]:
    """Lines of a body's catalogue, what was handed in last first."""
    evaluated = evaluated_at(request, round_address, code)
    policy.may_see_catalogue(request.acting, evaluated).require()
    rows = queries.narrowed(queries.entries_of(evaluated), asked.model_dump())
    found, after = piece_of(rows.distinct(), piece, EvidenceEntry.objects.filter(evaluated=evaluated))
    return Rows[EvidenceOut](rows=[EvidenceOut(**_line(each)) for each in found], next=after)


@router.post(CATALOGUE, response={201: TakenOut}, url_name="evidence", summary="上传佐证材料 / hand in a file")
def add_evidence(
    request: PersonRequest,
    round_address: str,
    code: str,
    file: Annotated[UploadedFile, File()],
    told: Annotated[SentWith, Form()],
) -> Status[TakenOut]:
    """Put a file into the catalogue; it is read at once, and a person confirms the line."""
    evaluated = evaluated_at(request, round_address, code)
    policy.may_see_catalogue(request.acting, evaluated).require()
    name = told.path or str(file.name)
    points = tuple(each.strip() for each in told.points.split(",") if each.strip())
    known = set(evaluated.tasks.values_list("point", flat=True))
    if unknown := [each for each in points if each not in known]:
        raise Refused(_("本轮没有要点 %(points)s。") % {"points": "、".join(unknown)})
    upload = actions.Upload(content=file, name=name, path=told.path, points=points, again=told.again)
    added = actions.add_file(evaluated_id=evaluated.pk, upload=upload, by=request.acting, at=request.moment)
    line = _line(entry_or_404(evaluated, added.entry.address))
    return Status(201, TakenOut(**line, is_new=added.is_new))


class RefusedPaper(Schema):
    """A line of the catalogue that is of the kind and does not count."""

    address: str
    number: str
    reasons: list[str]


class RequiredOut(Schema):
    """One paper that the scheme asks for, and how the catalogue stands to it."""

    point: str
    kind: str
    asked: str = Field(description="all that is asked for, in words")
    is_met: bool
    is_example: bool = Field(description="marked in the scheme as an example, not official")
    missing: list[str] = Field(description="exactly what is missing, a line each; empty where it is met")
    counted: list[str] = Field(description="addresses of the lines that count")
    refused: list[RefusedPaper] = Field(description="lines of the kind that do not count, with why")


@router.get(
    "/{round_address}/bodies/{code}/required-evidence",
    response=list[RequiredOut],
    url_name="required-evidence",
    summary="应备与缺项 / required and missing",
)
def list_required(request: PersonRequest, round_address: str, code: str) -> list[RequiredOut]:
    """What the scheme asks for, point by point, with what is missing."""
    evaluated = evaluated_at(request, round_address, code)
    policy.may_see_catalogue(request.acting, evaluated).require()
    return [_required(one) for cover in queries.covers_of(evaluated) for one in cover.requirements]


def _required(one: Requirement) -> RequiredOut:
    return RequiredOut(
        point=one.point,
        kind=one.kind,
        asked=one.full_words,
        is_met=one.is_met,
        is_example=one.is_example,
        missing=one.missing,
        counted=[each.address for each in one.good],
        refused=[
            RefusedPaper(address=each.address, number=each.number, reasons=list(why)) for each, why in one.refused
        ],
    )


@router.get(CATALOGUE + "/{entry}", response=EvidenceOut, url_name="evidence-entry", summary="查看佐证材料 / one line")
def read_evidence(request: PersonRequest, round_address: str, code: str, entry: str) -> EvidenceOut:
    """One line of the catalogue."""
    evaluated = evaluated_at(request, round_address, code)
    policy.may_see_catalogue(request.acting, evaluated).require()
    return EvidenceOut(**_line(entry_or_404(evaluated, entry)))


@router.get(CATALOGUE + "/{entry}/file", url_name="evidence-file", summary="下载佐证材料 / the file")
def read_file(request: PersonRequest, round_address: str, code: str, entry: str) -> HttpResponse:
    """The file in use, byte for byte as it was handed in."""
    found = entry_or_404(evaluated_at(request, round_address, code), entry)
    last = found.versions.values_list("number", flat=True).first()
    return cast("HttpResponse", file_download(request, round_address, code, entry, last or 0))


def _line(entry: EvidenceEntry) -> dict[str, Any]:
    plain = ("address", "number", "title", "kind", "document_number", "issuer", "date", "period", "pages")
    own: dict[str, Any] = {name: getattr(entry, name) for name in (*plain, "visibility", "state", "reason", "name")}
    size = entry.file.size if entry.file else None
    return own | {"points": entry.point_codes, "sha256": entry.file_id, "size": size}
