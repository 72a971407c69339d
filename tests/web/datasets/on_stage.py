"""Addresses and actions of data, and who of the cast gets and does what."""

from __future__ import annotations

import json
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from dudao.web.datasets.actions import Change, add_row, save_cells
from dudao.web.datasets.deciding import accept_table, submit_table
from dudao.web.datasets.imports import hand_in_workbook
from dudao.web.datasets.models import TableImport
from dudao.web.datasets.planning import plan_of
from dudao.web.rounds.models import RoundBody
from tests.web.answers import GONE, LOGIN, POST_ONLY, REFUSED, YES, Access, Act
from tests.web.cast import acting_as
from tests.web.datasets.county_round import AT, county_round, hand_out, table

PRIMARY, SCHOOL = "9901020001|primary", "9901020001"
SEEN = {"*": YES, "visitor": LOGIN, "neighbour": GONE, "neighbour-coordinator": GONE}
"""Data of the county on stage: its own people and those above it."""
ANSWERED = {**SEEN, "visitor": 401}
"""The same, asked by a script."""
FILLERS = {"coordinator", "reporter"}
"""Who fills a table that is handed to the department of education."""
HANDS_IN = ("coordinator", "reporter", "colleague")
IMPORTERS = {**SEEN, "*": REFUSED, **dict.fromkeys(HANDS_IN, YES)}
"""Who hands in workbooks of the county."""
TABLE = "room"


def of_county() -> str:
    """The round that evaluates the county on stage; its tables are handed to the department of education."""
    evaluated = RoundBody.objects.filter(body_id="990102").select_related("round__edition").first()
    if evaluated is None:
        evaluated = county_round()
        hand_out(evaluated)
    return evaluated.round.address


def county_on_stage() -> RoundBody:
    """The county in that round."""
    of_county()
    return RoundBody.objects.select_related("round__edition", "round__office").get(body_id="990102")


def filled_table() -> RoundBody:
    """A table with nothing left to fill or explain: one room."""
    evaluated = county_on_stage()
    asked, more = table(evaluated, TABLE), {"by": acting_as("coordinator"), "at": AT}
    desk, row = add_row(evaluated_id=evaluated.pk, table=asked, body_code=SCHOOL, **more)
    changes = [Change(row.key, "kind", "音乐"), Change(row.key, "number", "1"), Change(row.key, "room_area", "96")]
    save_cells(evaluated_id=evaluated.pk, table=asked, seq=desk.sheet.seq, changes=changes, **more)
    return evaluated


def of_filled() -> str:
    """The round in which that table is ready to be submitted."""
    return filled_table().round.address


def of_submitted() -> str:
    """The round in which it waits to be decided on."""
    evaluated = filled_table()
    submit_table(evaluated_id=evaluated.pk, table=table(evaluated, TABLE), by=acting_as("coordinator"), at=AT)
    return evaluated.round.address


def of_accepted() -> str:
    """The round in which it is accepted."""
    of_submitted()
    evaluated = county_on_stage()
    accept_table(evaluated_id=evaluated.pk, table=table(evaluated, TABLE), by=acting_as("coordinator"), at=AT)
    return evaluated.round.address


def of_added() -> str:
    """A round in which a school has a row for a stage that was added."""
    evaluated = county_on_stage()
    more = {"stage": "junior", "by": acting_as("coordinator"), "at": AT}
    add_row(evaluated_id=evaluated.pk, table=table(evaluated), body_code=SCHOOL, **more)
    return evaluated.round.address


def of_remark() -> str:
    """A round in which a remark of experience waits to be explained."""
    evaluated = county_on_stage()
    changes = [Change(PRIMARY, "students", "900"), Change(PRIMARY, "teachers", "20")]
    more = {"seq": 0, "changes": changes, "by": acting_as("coordinator"), "at": AT}
    save_cells(evaluated_id=evaluated.pk, table=table(evaluated), **more)
    return evaluated.round.address


SHEET = "body_code,period,stage,students\n9901020001,2025,小学,900\n9901020001,2024,小学,880\n"


def workbook_file() -> SimpleUploadedFile:
    """A table of this year's and last year's pupils."""
    return SimpleUploadedFile("school_stage.csv", SHEET.encode())


def _handed_in(*, is_base: bool) -> TableImport:
    content = BytesIO(SHEET.encode())
    more = {"name": "school_stage.csv", "size": 99, "by": acting_as("coordinator"), "at": AT}
    return hand_in_workbook(evaluated_id=county_on_stage().pk, content=content, is_base=is_base, **more)


def of_import() -> str:
    """A workbook that the coordinator handed in."""
    return _handed_in(is_base=False).address


def of_base() -> str:
    """One of last year."""
    return _handed_in(is_base=True).address


def seen() -> str:
    """What the preview of that workbook showed."""
    kept = TableImport.objects.select_related("evaluated__round__edition").get()
    return plan_of(kept, acting_as("coordinator"), AT).fingerprint


def _json(found: object) -> str:
    return json.dumps(found)


ACCESS: dict[str, Access] = {
    "datasets:body-list": ((), {"*": YES, "visitor": LOGIN}),
    "datasets:sheet-list": ((of_county, "990102"), SEEN),
    "datasets:sheet-detail": ((of_county, "990102", "school_stage"), SEEN),
    "datasets:sheet-json": ((of_county, "990102", "school_stage"), ANSWERED),
    "datasets:sheet-cells": ((of_county, "990102", "school_stage"), ANSWERED),
    "datasets:cell-history": ((of_remark, "990102", "school_stage"), {**ANSWERED, "*": GONE}),
    "datasets:workbook-form": ((of_county, "990102"), SEEN),
    "datasets:import-new": ((of_county, "990102"), IMPORTERS),
    "datasets:base-new": ((of_county, "990102"), {**IMPORTERS, "reporter": REFUSED, "colleague": REFUSED}),
    "datasets:import-detail": ((of_county, "990102", "none"), {**IMPORTERS, **dict.fromkeys(HANDS_IN, GONE)}),
    "datasets:import-marked": ((of_county, "990102", "none"), {**IMPORTERS, **dict.fromkeys(HANDS_IN, GONE)}),
    "datasets:indicator-list": ((of_county, "990102"), SEEN),
    "datasets:indicator-detail": ((of_county, "990102", "none"), {**SEEN, "*": GONE}),
    "datasets:version-list": ((of_submitted, "990102", TABLE), SEEN),
    "datasets:version-detail": ((of_submitted, "990102", TABLE, 1), SEEN),
    "datasets:version-difference": ((of_submitted, "990102", TABLE, 1, 1), SEEN),
    "datasets:sheet-rows": (("none", "none", "none"), {"*": POST_ONLY}),
    "datasets:sheet-explanations": (("none", "none", "none"), {"*": POST_ONLY}),
    "datasets:sheet-move": (("none", "none", "none", "none"), {"*": POST_ONLY}),
}
SCHOOLS = ("990102", "school_stage")
ACTS: dict[str, Act] = {
    "data.saved": Act(
        "datasets:sheet-cells",
        FILLERS,
        (of_county, *SCHOOLS),
        {"payload": _json({"seq": 0, "changes": [{"row": PRIMARY, "col": "students", "value": "900"}]})},
    ),
    "data.row-added": Act(
        "datasets:sheet-rows",
        FILLERS,
        (of_county, *SCHOOLS),
        {"payload": _json({"add": {"body": SCHOOL, "stage": "junior"}})},
    ),
    "data.row-removed": Act(
        "datasets:sheet-rows", FILLERS, (of_added, *SCHOOLS), {"payload": _json({"remove": f"{SCHOOL}|junior"})}
    ),
    "data.explained": Act(
        "datasets:sheet-explanations",
        FILLERS,
        (of_remark, *SCHOOLS),
        {"payload": _json({"id": f"pupils-per-teacher@{PRIMARY}:students", "found": "45|1—35", "text": "教学点集中"})},
    ),
    "data.submitted": Act("datasets:sheet-move", FILLERS, (of_filled, "990102", TABLE, "submit")),
    "data.withdrawn": Act("datasets:sheet-move", FILLERS, (of_submitted, "990102", TABLE, "withdraw")),
    "data.accepted": Act("datasets:sheet-move", {"coordinator"}, (of_submitted, "990102", TABLE, "accept")),
    "data.returned": Act(
        "datasets:sheet-move", {"coordinator"}, (of_accepted, "990102", TABLE, "return"), {"reason": "依据不足"}
    ),
    "data.assigned": Act(
        "datasets:sheet-list", {"coordinator"}, (of_county, "990102"), {"department-school": "990102-fin"}
    ),
}
ACTS |= {
    "data.workbook-handed-in": Act(
        "datasets:import-new", set(HANDS_IN), (of_county, "990102"), {"file": workbook_file}
    ),
    "data.workbook-applied": Act("datasets:import-detail", FILLERS, (of_county, "990102", of_import), {"seen": seen}),
    "data.workbook-discarded": Act(
        "datasets:import-detail", set(HANDS_IN), (of_county, "990102", of_import), {"discard": "1"}
    ),
    "data.base-kept": Act("datasets:import-detail", {"coordinator"}, (of_county, "990102", of_base)),
}
ELSEWHERE: dict[str, str] = {}
FORMS_ELSEWHERE = {"datasets:base-new"}
