"""Addresses and actions of the report desk, and who of the cast gets and does what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dudao.web.ledger.actions import change_entry
from dudao.web.ledger.models import LedgerRecord
from dudao.web.report_desk import actions
from dudao.web.report_desk.actions.exceptions import Wish
from dudao.web.report_desk.models import ReportVersion, VersionCheck, WorkingCopy
from dudao.web.rounds.models import RoundBody
from tests.web.answers import GONE, LOGIN, POST_ONLY, REFUSED, YES, Access, Act
from tests.web.cast import NOW, acting_as
from tests.web.report_desk.stage_setting import REPORT, drafted, evaluated_county, uploaded

COUNTY = "990102"
OWN = {"*": REFUSED, "visitor": LOGIN, "neighbour": GONE, "neighbour-coordinator": GONE} | dict.fromkeys(
    ("coordinator", "reporter", "colleague", "leader"), YES
)
"""The county's own people; those above see nothing before it is sent."""
WRITES = {**OWN, "reporter": REFUSED, "colleague": REFUSED, "leader": REFUSED}
WRITER = {"coordinator"}
BINDERS = {"coordinator", "reporter", "colleague"}
FORM_POST = {"*": POST_ONLY}


def of_county() -> str:
    """A round in which the county is evaluated."""
    return evaluated_county().round.address


def of_uploaded() -> str:
    """The same with a report that somebody uploaded."""
    return uploaded().desk.evaluated.round.address


def of_drafted() -> str:
    """The same with a drafted report, and a copy to write in."""
    return drafted().desk.evaluated.round.address


def version() -> ReportVersion:
    """The report on stage."""
    return ReportVersion.objects.order_by("-pk")[0]


def result() -> dict[str, Any]:
    """What its check found."""
    found: dict[str, Any] = VersionCheck.objects.get(version=version()).result
    return found


def of_figure() -> str:
    """A figure that is bound to the ledger."""
    return str(next(each["id"] for each in result()["figures"] if each["quote"] == "24所"))


def of_remark() -> str:
    """An error."""
    return str(next(each["key"] for each in result()["remarks"] if each["level"] == "error"))


def said() -> str:
    """A round whose report has a figure that the reporter confirmed."""
    address = of_uploaded()
    more = {"by": acting_as("reporter"), "at": NOW}
    actions.say_of_binding(version=version(), name=of_figure(), act="confirm", **more)  # type: ignore[arg-type]
    return address


def outdated() -> str:
    """A round whose drafted report states what the ledger no longer says."""
    address = of_drafted()
    entry = LedgerRecord.objects.get(number="T001")
    change_entry(
        address=entry.address, columns={"done": 30}, by=acting_as("reporter"), at=timezone.now() - timedelta(hours=1)
    )
    return address


def asked() -> str:
    """An exception that the reporter asked for."""
    of_uploaded()
    wish = Wish("definition", "按省定口径统计", timezone.localdate() + timedelta(days=60))
    more = {"by": acting_as("reporter"), "at": timezone.now()}
    return actions.ask_exception(version=version(), key=of_remark(), wish=wish, **more).address  # type: ignore[arg-type]


def clean() -> str:
    """A round whose report has no open error left."""
    address = of_uploaded()
    wish = Wish("definition", "按省定口径统计", timezone.localdate() + timedelta(days=60))
    at = timezone.now()
    errors = [each for each in result()["remarks"] if each["level"] == "error"]
    for each in errors:
        found = actions.ask_exception(version=version(), key=each["key"], wish=wish, by=acting_as("reporter"), at=at)
        actions.decide_exception(address=found.address, move="agree", by=acting_as("leader"), at=at)
    return address


def final() -> str:
    """A round whose report is final."""
    address = clean()
    actions.settle_version(version=version(), by=acting_as("coordinator"), at=timezone.now())
    return address


def part() -> str:
    """A paragraph under a point that education leads and finance helps with."""
    copy = WorkingCopy.objects.order_by("-pk")[0]
    return copy.parts.get(text__contains="已建成24所").key


def revision() -> str:
    """Its revision."""
    return str(WorkingCopy.objects.order_by("-pk")[0].parts.get(key=part()).revision)


def proposed() -> str:
    """A wording that the reporter proposed."""
    of_drafted()
    evaluated = RoundBody.objects.get(pk=version().desk.evaluated_id)
    more = {"by": acting_as("reporter"), "at": NOW}
    found = actions.propose_wording(evaluated=evaluated, key=part(), text="全县已建成幼儿园24所。", **more)  # type: ignore[arg-type]
    return found.address


def changed() -> str:
    """A round whose copy holds what no version holds."""
    address = of_drafted()
    evaluated = RoundBody.objects.get(pk=version().desk.evaluated_id)
    front = {"title": "自评报告", "addressee": "", "signatory": "临江县人民政府", "date": ""}
    actions.change_front(evaluated=evaluated, columns=front, by=acting_as("coordinator"), at=NOW)
    return address


def report_file() -> SimpleUploadedFile:
    """A report of one's own."""
    return SimpleUploadedFile("自评报告.txt", REPORT.encode())


ACCESS: dict[str, Access] = {
    "report_desk:desk-list": ((), {"*": YES, "visitor": LOGIN}),
    "report_desk:desk-detail": ((of_uploaded, COUNTY), OWN),
    "report_desk:report-upload": ((of_county, COUNTY), WRITES),
    "report_desk:version-compare": ((of_uploaded, COUNTY), OWN),
    "report_desk:version-detail": ((of_uploaded, COUNTY, 1), OWN),
    "report_desk:figure-detail": ((of_uploaded, COUNTY, 1, of_figure), OWN),
    "report_desk:remark-detail": ((of_uploaded, COUNTY, 1, of_remark), OWN),
    "report_desk:version-download": ((of_uploaded, COUNTY, 1, "text"), OWN),
    "report_desk:copy-detail": ((of_drafted, COUNTY), OWN),
    "report_desk:part-change": ((of_drafted, COUNTY, part), OWN),
    "report_desk:fact-list": ((of_county, COUNTY), OWN),
    **{
        f"report_desk:{name}": (arguments, FORM_POST)
        for name, arguments in (
            ("report-draft", ("none", COUNTY)),
            ("report-unsettle", ("none", COUNTY)),
            ("front-change", ("none", COUNTY)),
            ("copy-save", ("none", COUNTY)),
            ("copy-discard", ("none", COUNTY)),
            ("part-new", ("none", COUNTY)),
            ("part-remove", ("none", COUNTY, "none")),
            ("wording-propose", ("none", COUNTY, "none")),
            ("proposal-decide", ("none", "take")),
            ("exception-decide", ("none", "agree")),
            ("version-check", ("none", COUNTY, 1)),
            ("version-restore", ("none", COUNTY, 1)),
            ("version-renew", ("none", COUNTY, 1)),
            ("version-settle", ("none", COUNTY, 1)),
            ("copy-start", ("none", COUNTY, 1)),
        )
    },
}
WORDS = {"words": "仍需核实"}
FRONT = {"title": "自评报告", "signatory": "临江县人民政府"}
UNTIL = (timezone.localdate() + timedelta(days=60)).isoformat()
ACTS: dict[str, Act] = {
    "report.drafted": Act("report_desk:report-draft", WRITER, (of_county, COUNTY)),
    "report.uploaded": Act("report_desk:report-upload", WRITER, (of_county, COUNTY), {"file": report_file}),
    "report.restored": Act("report_desk:version-restore", WRITER, (of_uploaded, COUNTY, 1)),
    "report.renewed": Act("report_desk:version-renew", WRITER, (outdated, COUNTY, 1)),
    "report.checked": Act("report_desk:version-check", BINDERS, (of_uploaded, COUNTY, 1)),
    "report.settled": Act("report_desk:version-settle", WRITER, (clean, COUNTY, 1)),
    "report.unsettled": Act("report_desk:report-unsettle", WRITER, (final, COUNTY)),
    "report.binding-decided": Act(
        "report_desk:figure-detail", BINDERS, (of_uploaded, COUNTY, 1, of_figure), {"act": "confirm"}
    ),
    "report.binding-forgotten": Act(
        "report_desk:figure-detail", BINDERS, (said, COUNTY, 1, of_figure), {"act": "forget"}
    ),
    "report.exception-asked": Act(
        "report_desk:remark-detail",
        BINDERS,
        (of_uploaded, COUNTY, 1, of_remark),
        {"reason": "definition", "text": "按省定口径统计", "until": UNTIL},
    ),
    "report.exception-agreed": Act("report_desk:exception-decide", {"coordinator", "leader"}, (asked, "agree")),
    "report.exception-refused": Act(
        "report_desk:exception-decide", {"coordinator", "leader"}, (asked, "refuse"), WORDS
    ),
    "report.exception-reopened": Act("report_desk:exception-decide", {*BINDERS, "leader"}, (asked, "reopen"), WORDS),
    "report.copy-started": Act("report_desk:copy-start", WRITER, (of_uploaded, COUNTY, 1)),
    "report.paragraph-changed": Act(
        "report_desk:part-change",
        WRITER,
        (of_drafted, COUNTY, part),
        {"text": "另写一段。", "kind": "text", "revision": revision},
    ),
    "report.paragraph-added": Act("report_desk:part-new", WRITER, (of_drafted, COUNTY), {"after": part}),
    "report.paragraph-removed": Act(
        "report_desk:part-remove", WRITER, (of_drafted, COUNTY, part), {"revision": revision}
    ),
    "report.front-changed": Act("report_desk:front-change", WRITER, (of_drafted, COUNTY), FRONT),
    "report.copy-saved": Act("report_desk:copy-save", WRITER, (changed, COUNTY)),
    "report.copy-discarded": Act("report_desk:copy-discard", WRITER, (changed, COUNTY)),
    "report.wording-proposed": Act(
        "report_desk:wording-propose", {"reporter", "colleague"}, (of_drafted, COUNTY, part), {"text": "另写一段。"}
    ),
    "report.wording-taken": Act("report_desk:proposal-decide", WRITER, (proposed, "take")),
    "report.wording-declined": Act("report_desk:proposal-decide", WRITER, (proposed, "decline"), WORDS),
}
ELSEWHERE: dict[str, str] = {}
FORMS_ELSEWHERE: set[str] = set()
