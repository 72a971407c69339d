"""Versions of a table, what changed between two, downloads; the workbook of its body."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from dudao.facts.table_workbook import workbook_of_rows
from dudao.web.datasets.contexts import DifferencePage, VersionListPage, VersionPage
from dudao.web.datasets.desks import Desk, desk_of
from dudao.web.datasets.models import TableVersion
from dudao.web.datasets.parts import seen_as, split_address
from dudao.web.datasets.tables import AskedTable, tables_asked
from dudao.web.datasets.versions import columns_in, differences, hash_of, lines_in
from dudao.web.datasets.views.found import desk_at, evaluated_of, table_of
from dudao.web.datasets.workbook import workbook_of
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.queries import departments_of

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _version(desk: Desk, number: int) -> TableVersion:
    found = desk.sheet.versions.filter(number=number).first() if desk.sheet.pk else None
    if found is None:
        raise Http404
    return found


def file_answer(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep, under a name in Chinese."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


@require_GET
@known_only
def version_list(request: PersonRequest, address: str, code: str, table: str) -> HttpResponse:
    """What was submitted of a table, and what became of it."""
    desk = desk_at(request, address, code, table)
    found = list(desk.sheet.versions.prefetch_related("returns")) if desk.sheet.pk else []
    return render_page(request, VersionListPage(desk=desk, versions=found))


@require_GET
@known_only
def version_detail(request: PersonRequest, address: str, code: str, table: str, number: int) -> HttpResponse:
    """One version as it was submitted; `?format=csv|xlsx` gives the file."""
    desk = desk_at(request, address, code, table)
    version = _version(desk, number)
    content = bytes(version.content)
    name = f"{desk.evaluated.name}{desk.table.title}{desk.sheet.period}第{number}版"
    if request.GET.get("format") == "csv":
        return file_answer(content, "text/csv; charset=utf-8", f"{name}.csv")
    headings, rows = columns_in(content, desk.table), lines_in(content)
    if request.GET.get("format") == "xlsx":
        return file_answer(workbook_of_rows(desk.table.title, headings, rows), WORKBOOK, f"{name}.xlsx")
    page = VersionPage(
        desk=desk,
        version=version,
        is_whole=hash_of(content) == version.sha256,
        headings=headings,
        leaf=leaf_of(request, rows),
        others=[each for each in desk.sheet.versions.values_list("number", flat=True) if each != number],
    )
    return render_page(request, page)


@require_GET
@known_only
def version_difference(request: PersonRequest, address: str, code: str, table: str, old: int, new: int) -> HttpResponse:
    """What changed from one version to another."""
    desk = desk_at(request, address, code, table)
    one, other = _version(desk, old), _version(desk, new)
    found = differences(desk.table, bytes(one.content), bytes(other.content))
    return render_page(request, DifferencePage(desk=desk, old=one, new=other, leaf=leaf_of(request, found)))


@require_GET
@known_only
def workbook_form(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """The tables of a body as a workbook to fill in; `?table=` only one of them, or only what one department reports of it."""
    evaluated = evaluated_of(request, address, code)
    asked = request.GET.get("table")
    part = split_address(asked or "")[1]
    tables = [_part_of(evaluated, asked)] if asked else list(tables_asked(evaluated))
    title = tables[0].title if asked else "数据填报表"
    if part:
        title += f"（{dict(departments_of(evaluated)).get(part, '')}）"
    name = f"{evaluated.name}{title}{evaluated.round.period}.xlsx"
    return file_answer(workbook_of(evaluated, tables), WORKBOOK, name)


def _part_of(evaluated: RoundBody, asked: str) -> AskedTable:
    """A table, or the part of it that its address names."""
    return seen_as(desk_of(evaluated, table_of(evaluated, asked)), split_address(asked)[1]).table
