"""Files as they are read: pictures of pages, text by page, what they say about themselves; by a job, once."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook

from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.portable import render_pdf
from dudao.reports.readers import scan
from dudao.values.errors import MissingToolError
from dudao.web.evidence import queries
from dudao.web.evidence.models import StoredFile
from dudao.web.evidence.proposals import proposals_for
from dudao.web.evidence.reading import read_file
from dudao.web.evidence.requirements import kinds_of
from dudao.web.evidence.storage import pictures_of
from dudao.web.jobs.models import Job
from dudao.web.jobs.worker import work_off
from dudao.web.rounds.models import RoundBody
from tests.web.evidence.stage_setting import MINUTES, catalogue, handed_in, picture

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture
def body(cast: None) -> RoundBody:
    """The county in a round under way."""
    return catalogue()


def read(body: RoundBody, content: bytes | str, name: str = "a") -> StoredFile:
    """A file that was handed in and read."""
    return read_file(str(handed_in(body, content, name=name).file_id))


def pdf() -> bytes:
    """Minutes as an official PDF."""
    parts = (Part(PartKind.TEXT, "现将全县教育工作会议纪要印发给你们，请认真贯彻落实。"),) * 60
    document = OfficialDocument(
        "关于印发教育工作会议纪要的通知", "各乡镇", parts, signatory="临江县教育局", date="2025年9月15日"
    )
    return render_pdf(document)[0]


def word() -> bytes:
    """Minutes as a Word file."""
    document, target = Document(), BytesIO()
    for line in MINUTES.splitlines():
        document.add_paragraph(line)
    document.save(target)
    return target.getvalue()


def workbook() -> bytes:
    """A list as a workbook."""
    book, target = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["骨干教师名册", "学校"])
    sheet.append(["教师甲", "临江县第一小学"])
    book.save(target)
    return target.getvalue()


def test_a_pdf_is_drawn_and_found_page_by_page(body: RoundBody) -> None:
    file = read(body, pdf())
    assert file.pages is not None
    assert file.pages > 1
    assert file.pictures == file.pages
    assert (pictures_of(file.sha256) / f"{file.pages}.webp").read_bytes()[8:12] == b"WEBP"
    assert [hit.page for hit in queries.passages_of(body, "临江县教育局")] == [file.pages]
    assert file.proposed["title"] == "关于印发教育工作会议纪要的通知"
    assert (file.proposed["issuer"], file.proposed["date"]) == ("临江县教育局", "2025-09-15")


@pytest.mark.parametrize(("content", "words"), [(word, "学校布局和教师编制"), (workbook, "临江县第一小学")])
def test_office_documents_are_drawn_and_found(body: RoundBody, content: object, words: str) -> None:
    file = read(body, content())  # type: ignore[operator]  # one of the functions above
    assert (file.state, file.pictures, file.problem) == ("read", 1, "")
    assert [hit.page for hit in queries.passages_of(body, words)] == [1]


def test_without_libreoffice_a_word_file_is_still_found(body: RoundBody, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise MissingToolError("没有安装 LibreOffice", "no LibreOffice")

    monkeypatch.setattr("dudao.web.evidence.reading.limited", missing)
    file = read(body, word())
    assert (file.state, file.pictures) == ("read", 0)
    assert "LibreOffice" in file.problem
    assert [hit.page for hit in queries.passages_of(body, "教师编制")] == [0]


def test_without_ocr_a_picture_says_why_it_is_not_read(body: RoundBody, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    file = read(body, picture())
    assert (file.state, file.pictures) == ("no_ocr", 1)
    assert "文字识别组件" in file.problem
    assert queries.unread_of(body) == [("未读取：没有安装文字识别组件", 1)]


def test_a_document_says_title_number_issuer_day_and_kind(body: RoundBody) -> None:
    entry = handed_in(body, name="1.1 纪要.txt")
    entry.file = read_file(str(entry.file_id))
    assert proposals_for(entry, kinds_of(body.round.edition)) == {
        "title": "关于印发全县教育工作会议纪要的通知",
        "document_number": "临教督〔2025〕3号",
        "issuer": "临江县人民政府教育督导委员会",
        "date": "2025-09-15",
        "kind": "会议纪要",
        "period": "2025",
    }
    entry.issuer, entry.title = "县政府", "我写的名称"
    assert {"issuer", "title"}.isdisjoint(proposals_for(entry, ()))


def test_a_file_is_read_by_one_job_however_often_it_is_handed_in(body: RoundBody) -> None:
    first = handed_in(body)
    handed_in(body, again=True)
    assert Job.objects.filter(name="evidence.read").count() == 1
    job = work_off()[0]
    assert (job.state, job.result) == ("done", f"/evidence/{body.round.address}/{body.body_id}/{first.address}/")
    assert StoredFile.objects.get().state == "read"
    again = handed_in(body, again=True)
    assert Job.objects.count() == 1
    assert again.file is not None
    assert again.file.state == "read"
