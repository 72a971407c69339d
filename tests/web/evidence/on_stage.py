"""Addresses and actions of evidence, and who of the cast gets and does what."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from dudao.web.evidence.actions import Change, change_entries, hand_in_table, remove_entry
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.reading import read_file
from dudao.web.rounds.models import RoundBody
from tests.web.answers import GONE, LOGIN, POST_ONLY, REFUSED, YES, Access, Act
from tests.web.cast import NOW, acting_as
from tests.web.evidence.stage_setting import MINUTES, catalogue, handed_in, picture

COUNTY = "990102"
SEES = {"*": YES, "visitor": LOGIN, "neighbour": GONE, "neighbour-coordinator": GONE}
"""The county's own people and those above it."""
KEEPS = {**SEES, **dict.fromkeys(("operator", "author", "supervisor", "inspector", "leader"), REFUSED)} | {
    "city-coordinator": REFUSED
}
"""Who works on its catalogue."""
OPENS_PERSONAL = {**SEES, "operator": REFUSED, "author": REFUSED, "colleague": REFUSED}
"""Who opens a file with personal data that the education office handed in, for a point of its own."""
BY = {"coordinator", "reporter", "colleague"}


def _there() -> RoundBody:
    return (
        RoundBody.objects.filter(body_id=COUNTY, round__edition_id="government-duty-city/2021").first() or catalogue()
    )


def of_round() -> str:
    """The round on stage."""
    return _there().round.address


def _entry(point: str, content: bytes | str = MINUTES, **columns: Any) -> EvidenceEntry:
    entry = handed_in(_there(), content, points=(point,))
    changes = [Change(entry.address, {"title": "会议纪要", **columns})]
    return change_entries(changes=changes, by=acting_as("reporter"), at=NOW)[0]


def of_entry() -> str:
    """Minutes that the education office handed in for a point that both departments do."""
    return _entry("1.1").address


def of_personal() -> str:
    """A picture with personal data, of the education office's own point."""
    entry = _entry("2.5", picture(), visibility="personal")
    read_file(str(entry.file_id))
    return entry.address


def of_removed() -> str:
    """Minutes that were put aside."""
    return remove_entry(address=of_entry(), by=acting_as("reporter"), at=NOW).address


def sent_file() -> SimpleUploadedFile:
    """A file to hand in."""
    return SimpleUploadedFile("1.1 方案.txt", "督导工作方案".encode())


def table_file() -> SimpleUploadedFile:
    """A catalogue as a table."""
    return SimpleUploadedFile("evidence.csv", "number,title,points\n1.1-90,教师名册,1.1\n".encode())


def of_table() -> str:
    """A table that a reporter handed in."""
    more = {"name": "evidence.csv", "size": 100, "by": acting_as("reporter"), "at": NOW}
    return hand_in_table(evaluated_id=_there().pk, content=table_file(), **more).address  # type: ignore[arg-type]


PLACE = (of_round, COUNTY)
ACCESS: dict[str, Access] = {
    "evidence:catalogue-list": ((), {"*": YES, "visitor": LOGIN}),
    "evidence:entry-list": (PLACE, SEES),
    "evidence:point-list": (PLACE, SEES),
    "evidence:search": (PLACE, SEES),
    "evidence:entry-removed": (PLACE, SEES),
    "evidence:entry-detail": ((*PLACE, of_entry), SEES),
    "evidence:entry-change": ((*PLACE, of_entry), KEEPS),
    "evidence:file-download": ((*PLACE, of_personal, 1), OPENS_PERSONAL),
    "evidence:page-picture": ((*PLACE, of_personal, 1), OPENS_PERSONAL),
    "evidence:file-upload": (("none", COUNTY), {"*": POST_ONLY}),
    "evidence:entry-judge": (("none", COUNTY), {"*": POST_ONLY}),
    "evidence:entry-bulk": (("none", COUNTY), {"*": POST_ONLY}),
    "evidence:file-replace": (("none", COUNTY, "none"), {"*": POST_ONLY}),
    "evidence:entry-remove": (("none", COUNTY, "none"), {"*": POST_ONLY}),
    "evidence:entry-restore": (("none", COUNTY, "none"), {"*": POST_ONLY}),
}
ACCESS |= {
    "evidence:entry-export": (PLACE, SEES),
    "evidence:entry-document": (PLACE, SEES),
    "evidence:import-new": (PLACE, KEEPS),
    "evidence:import-detail": ((*PLACE, of_table), KEEPS),
}
ACTS: dict[str, Act] = {
    "evidence.added": Act("evidence:file-upload", BY, PLACE, {"file": sent_file}),
    "evidence.changed": Act(
        "evidence:entry-change", BY, (*PLACE, of_entry), {"number": "1.1-01", "title": "纪要", "visibility": "internal"}
    ),
    "evidence.replaced": Act("evidence:file-replace", BY, (*PLACE, of_entry), {"file": sent_file}),
    "evidence.removed": Act("evidence:entry-remove", BY, (*PLACE, of_entry)),
    "evidence.restored": Act("evidence:entry-restore", BY, (*PLACE, of_removed)),
    "evidence.accepted": Act("evidence:entry-judge", {"coordinator"}, PLACE, {"entry": of_entry, "accept": "1"}),
    "evidence.returned": Act("evidence:entry-judge", {"coordinator"}, PLACE, {"entry": of_entry, "reason": "缺盖章"}),
}
ACTS |= {
    "evidence.table-handed-in": Act("evidence:import-new", BY, PLACE, {"file": table_file}),
    "evidence.table-applied": Act("evidence:import-detail", BY, (*PLACE, of_table)),
}
ELSEWHERE: dict[str, str] = {}
FORMS_ELSEWHERE: set[str] = {"evidence:entry-bulk"}
