"""Addresses and actions of publishing, and who of the cast gets and does what."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dudao.web.accounts.models import Person
from dudao.web.library.models import Document, Version
from dudao.web.library.states import DocumentState
from dudao.web.publishing import actions
from dudao.web.publishing.actions.noting import handing_of
from dudao.web.publishing.models import Decision, Judgement
from dudao.web.submissions.models import Submission
from tests.web.answers import GONE, LOGIN, NOBODY, POST_ONLY, REFUSED, YES, Access, Act
from tests.web.cast import NOW, acting_as
from tests.web.library.documents import made_document, made_rendition
from tests.web.submissions.stage_setting import received

KEEPERS = {"*": REFUSED, "visitor": LOGIN, "operator": YES, "supervisor": YES}
OWN = {"*": GONE, "visitor": LOGIN, "reporter": YES, "operator": YES, "supervisor": YES}
"""An upload of the reporter's: the reporter and the keepers."""
KNOWN = {"*": YES, "visitor": LOGIN}
OF_ROUND = {**KEEPERS, "coordinator": YES, "city-coordinator": GONE, "neighbour-coordinator": GONE}
THE_KEEPERS = {"operator", "supervisor"}
EVERYBODY_KNOWN = {
    *THE_KEEPERS,
    *("author", "inspector", "city-coordinator", "coordinator", "reporter", "colleague", "leader"),
    *("neighbour", "neighbour-coordinator"),
}
EXPOSED = ("教育概况\n联系学生家长：身份证号11010519491231002X。",)


def of_waiting() -> str:
    """An upload of the reporter's that is to be corrected; the reporter answers for it."""
    document = made_document(DocumentState.WAITING)
    more = {"by": acting_as("reporter"), "at": NOW}
    actions.correct_document(address=document.address, fields={}, is_responsible=True, **more)  # type: ignore[arg-type]
    return document.address


def of_submitted() -> str:
    """One that waits for the operators."""
    return made_document(DocumentState.SUBMITTED).address


def of_failed() -> str:
    """One that could not be read."""
    return made_document(DocumentState.FAILED).address


def of_held() -> str:
    """One that was put aside."""
    return made_document(DocumentState.HELD).address


def of_published() -> str:
    """A public one."""
    return made_document(DocumentState.PUBLISHED).address


def of_withdrawn() -> str:
    """One that was taken down."""
    return made_document(DocumentState.WITHDRAWN).address


def of_exposing() -> str:
    """One that shows an identity number."""
    document = made_document(DocumentState.WAITING, pages=EXPOSED)
    assert document.current is not None
    rendition = document.current.rendition
    rendition.personal = [
        {
            "kind": "identity",
            "text": "1",
            "page": 1,
            "start": 16,
            "end": 34,
            "areas": [[0.1, 0.1, 0.5, 0.2]],
            "proposed": True,
        }
    ]
    rendition.save()
    return document.address


def of_boxed() -> str:
    """One with a box that a person drew."""
    document = made_document(DocumentState.WAITING)
    assert document.current is not None
    Judgement.objects.create(
        document=document,
        sha256=document.current.rendition.sha256,
        key="box-1",
        page=1,
        boxes=[[0.1, 0.1, 0.2, 0.2]],
        decision=Decision.COVER,
        is_drawn=True,
        at=NOW,
        by="填报员甲",
    )
    return document.address


def of_newer() -> str:
    """A public one with a new version that is not shown."""
    document = made_document(DocumentState.PUBLISHED)
    rendition = made_rendition(("新的一版",))
    Version.objects.create(document=document, number=2, rendition=rendition, name="新.pdf", at=NOW, by="填报员甲")
    return document.address


def of_noticed() -> str:
    """One whose round wants a notice period."""
    document = made_document(DocumentState.SUBMITTED)
    document.handing = handing_of(document)
    document.handing.notice_days = 7
    document.handing.save()
    return document.address


def of_corrected() -> str:
    """A public one with an entry in its errata."""
    address, by = of_published(), acting_as("reporter")
    actions.add_erratum(address=address, wrong="3.2亿元", right="3.3亿元", by=by, at=NOW)
    return address


def erratum() -> str:
    """The entry."""
    return str(Document.objects.latest("pk").errata.get().pk)


def of_blocked() -> str:
    """Somebody who was held off."""
    person = Person.objects.get(login="colleague")
    more = {"reason": "涉密", "until": None, "by": acting_as("operator"), "at": timezone.now()}
    actions.block_uploader(login=person.login, **more)  # type: ignore[arg-type]
    return str(person.pk)


def sent_submission() -> Submission:
    """The county's submission, received, with a report in its bundle."""
    submission = received()
    with submission.file.open("rb") as file:
        content = BytesIO(file.read())
    with ZipFile(content, "a") as bundle:
        bundle.write("examples/library/twin/report.pdf", "report/report.pdf")
        listed = "number,title,kind,document_number,issuer,date,points,visibility\n"
        listed += "1,会议纪要,会议,,县政府,2025-03-01,1.1,public\n2,花名册,名册,,县教育局,,2.1,personal\n"
        bundle.writestr("evidence/manifest.csv", listed)
    submission.file.save("with-report.zip", content)
    return submission


def of_sent() -> str:
    """Its address."""
    return sent_submission().address


def text_file() -> SimpleUploadedFile:
    """A text."""
    return SimpleUploadedFile("概况.txt", "临江县教育概况".encode())


def key() -> str:
    """Of the identity number."""
    return "identity-1-16-34"


ACCESS: dict[str, Access] = {
    "publishing:upload-new": ((), KNOWN),
    "publishing:words-new": ((), {"*": POST_ONLY}),
    "publishing:upload-queue": ((), KEEPERS),
    "publishing:upload-decide": ((), {"*": POST_ONLY}),
    "publishing:block-list": ((), KEEPERS),
    "publishing:block-lift": ((NOBODY,), {"*": POST_ONLY}),
    "publishing:submission-list": (
        (),
        {**KEEPERS, **dict.fromkeys(("coordinator", "city-coordinator", "neighbour-coordinator"), YES)},
    ),
    "publishing:submission-publish": ((of_sent,), OF_ROUND),
    "publishing:document-correct": ((of_waiting,), OWN),
    "publishing:upload-again": (("none",), {"*": POST_ONLY}),
    "publishing:upload-discard": (("none",), {"*": POST_ONLY}),
    "publishing:take-back": (("none",), {"*": POST_ONLY}),
    "publishing:replace-older": (("none",), {"*": POST_ONLY}),
    "publishing:privacy-check": ((of_exposing,), OWN),
    "publishing:bare-picture": ((of_waiting, 1), {"*": GONE, "visitor": LOGIN}),
    "publishing:upload-review": ((of_submitted,), KEEPERS),
    "publishing:document-replace": ((of_published,), OWN),
    "publishing:document-withdraw": (("none",), {"*": POST_ONLY}),
    "publishing:document-restore": (("none",), {"*": POST_ONLY}),
    "publishing:erratum-list": ((of_published,), OWN),
}

SAID = {"title": "自评报告", "kind": "other", "tier": "public", "source": "县政府网站"}
BOX = {"draw": "1", "page": "1", "left": "10", "top": "10", "right": "30", "bottom": "20"}
OWNER = {"reporter", *THE_KEEPERS}

ACTS: dict[str, Act] = {
    "library.received": Act("publishing:upload-new", EVERYBODY_KNOWN, sent={"file": text_file}),
    "library.corrected": Act("publishing:document-correct", OWNER, (of_waiting,), SAID),
    "library.submitted": Act(
        "publishing:document-correct", {"reporter"}, (of_waiting,), {**SAID, "is_responsible": "on", "submit": "1"}
    ),
    "library.taken-back": Act("publishing:take-back", {"reporter"}, (of_submitted,)),
    "library.read-again": Act("publishing:upload-again", OWNER, (of_failed,)),
    "library.discarded": Act("publishing:upload-discard", {"reporter"}, (of_waiting,)),
    "library.place-judged": Act(
        "publishing:privacy-check", OWNER, (of_exposing,), {"key": key, "decision": "keep", "reason": "示例"}
    ),
    "library.box-drawn": Act("publishing:privacy-check", OWNER, (of_waiting,), BOX),
    "library.box-removed": Act("publishing:privacy-check", OWNER, (of_boxed,), {"remove": "box-1"}),
    "library.redacted": Act("publishing:privacy-check", OWNER, (of_boxed,), {"burn": "1"}),
    "library.version-added": Act(
        "publishing:document-replace", OWNER, (of_published,), {"file": text_file, "reason": "更正"}
    ),
    "library.withdrawn": Act("publishing:document-withdraw", OWNER, (of_published,), {"reason": "重复"}),
    "library.restored": Act("publishing:document-restore", THE_KEEPERS, (of_withdrawn,), {"reason": "核实无误"}),
    "library.erratum-added": Act("publishing:erratum-list", OWNER, (of_published,), {"wrong": "甲", "right": "乙"}),
    "library.erratum-removed": Act("publishing:erratum-list", OWNER, (of_corrected,), {"remove": erratum}),
    "library.published": Act(
        "publishing:upload-decide", THE_KEEPERS, sent={"document": of_submitted, "move": "accept"}
    ),
    "library.notice-begun": Act(
        "publishing:upload-decide", THE_KEEPERS, sent={"document": of_noticed, "move": "accept"}
    ),
    "library.declined": Act(
        "publishing:upload-decide", THE_KEEPERS, sent={"document": of_submitted, "move": "decline", "reason": "重复"}
    ),
    "library.held": Act(
        "publishing:upload-decide", THE_KEEPERS, sent={"document": of_submitted, "move": "hold", "reason": "核实来源"}
    ),
    "library.released": Act("publishing:upload-decide", THE_KEEPERS, sent={"document": of_held, "move": "release"}),
    "library.version-shown": Act("publishing:upload-decide", THE_KEEPERS, sent={"document": of_newer, "move": "show"}),
    "library.uploader-blocked": Act(
        "publishing:block-list", THE_KEEPERS, sent={"login": "colleague", "reason": "涉密"}
    ),
    "library.uploader-unblocked": Act("publishing:block-lift", THE_KEEPERS, (of_blocked,)),
    "library.submission-taken": Act(
        "publishing:submission-publish", {*THE_KEEPERS, "coordinator"}, (of_sent,), {"notice_days": "7"}
    ),
}
ELSEWHERE: dict[str, str] = {}
FORMS_ELSEWHERE = {"publishing:words-new", "publishing:replace-older"}
"""Their actions stand above behind another page; tried in test_uploads.py."""
