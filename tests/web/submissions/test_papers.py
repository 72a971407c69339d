"""Record form, receipt and the signed scan: the code on the paper is the hash of what was sealed."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from dudao.web.policies import Refused
from dudao.web.submissions import actions
from dudao.web.submissions.models import SendingRules, Submission
from dudao.web.submissions.papers import record_form_of, rendered
from dudao.web.submissions.scans import ReadScan, read_scan
from tests.web.cast import acting_as
from tests.web.submissions.stage_setting import BEFORE, NOTICE_OVER, again, frozen, noticed, opened, received

pytestmark = pytest.mark.usefixtures("cast")
ClientOf = Callable[[str], Client]


def printed(submission: Submission, *, turned: int = 0, kind: str = "PNG") -> bytes:
    """The record form as it comes out of a scanner: a picture, perhaps upside down, grey and not quite even."""
    pdf, _media_type = rendered(record_form_of(submission), "pdf")
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].render(scale=1.6, grayscale=True).to_pil().convert("L")
    document.close()
    buffer = io.BytesIO()
    page.rotate(turned + 0.7, expand=True, fillcolor=240).save(buffer, kind)
    return buffer.getvalue()


def put_in(submission: Submission, scan: ReadScan, typed: str = "") -> Submission:
    """Upload as the coordinator does."""
    return actions.put_in_scan(
        address=submission.address, scan=scan, typed=typed, by=acting_as("coordinator"), at=BEFORE
    )


def blank() -> bytes:
    """A scan without any code."""
    buffer = io.BytesIO()
    Image.new("L", (600, 800), 255).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.mark.parametrize(("turned", "kind"), [(0, "PNG"), (180, "JPEG")])
def test_the_code_on_a_scan_is_read_and_compared(turned: int, kind: str) -> None:
    made = frozen()
    scan = read_scan(printed(made, turned=turned, kind=kind), "备案表.png")
    assert scan.hashes == (made.hash,)
    assert put_in(made, scan).scan_was_read
    assert Image.open(io.BytesIO(scan.preview)).format == "PNG"


def test_a_pdf_is_read_too() -> None:
    made = frozen()
    content, _media_type = rendered(record_form_of(made), "pdf")
    assert read_scan(content, "备案表.pdf").hashes == (made.hash,)


def test_the_form_of_an_older_version_is_refused() -> None:
    evaluated = opened()
    first = frozen(evaluated)
    old = read_scan(printed(first), "旧.png")
    actions.withdraw_submission(address=first.address, reason="改", by=acting_as("coordinator"), at=BEFORE)
    second = frozen(evaluated)
    with pytest.raises(Refused, match="不是这一版"):
        put_in(second, old)
    with pytest.raises(Refused, match="不是这一版"):
        put_in(second, old, typed=second.hash)


def test_without_a_code_the_hash_is_typed() -> None:
    made = frozen()
    scan = read_scan(blank(), "扫描.jpg")
    for typed, told in (("", "没有读出二维码"), ("0" * 8, "不符"), (made.hash[:5], "不符")):
        with pytest.raises(Refused, match=told):
            put_in(made, scan, typed)
    assert put_in(made, scan, made.hash[:8].upper()).scan_was_read is False


HOSTILE = {
    "empty": (b"", "格式"),
    "text": (b"<html><script>alert(1)</script>", "格式"),
    "cut png": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 30, "读不出来"),
    "cut pdf": (b"%PDF-1.7\n%%EOF", "读不出来"),
    "jpeg of nothing": (b"\xff\xd8\xff" + b"\x00" * 200, "读不出来"),
    "too large": (b"%PDF-" + bytes(20_000_001), "20 MB"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_scan_is_refused_in_a_sentence(name: str) -> None:
    content, told = HOSTILE[name]
    with pytest.raises(Refused, match=told):
        read_scan(content, "x.pdf")


def test_a_picture_that_unpacks_without_end_is_refused() -> None:
    buffer = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(buffer, "PNG")
    with pytest.raises(Refused, match="读不出来"):
        read_scan(buffer.getvalue(), "bomb.png")


def test_the_page_takes_a_scan_and_shows_it(client_of: ClientOf) -> None:
    made, client = frozen(), client_of("coordinator")
    file = SimpleUploadedFile("备案表.png", printed(made))
    address = f"/submissions/v/{made.address}/"
    assert client.post(f"{address}scan/", {"file": file}).status_code == 302
    assert "二维码与本版相符" in client.get(address).content.decode()
    preview = client.get(f"{address}scan/preview/")
    assert (preview["Content-Type"], preview["Content-Disposition"][:6]) == ("image/png", "inline")
    whole = client.get(f"{address}scan/file/")
    assert whole["Content-Disposition"].startswith("attachment")
    assert "sandbox" in whole["Content-Security-Policy"]
    refused = client.post(f"{address}scan/", {"file": SimpleUploadedFile("x.png", b"no")})
    assert refused.status_code == 422


def test_a_round_may_ask_for_the_scan_before_sending() -> None:
    made = noticed()
    SendingRules.objects.create(round=made.evaluated.round, needs_scan=True)
    common = {"address": made.address, "by": acting_as("coordinator"), "at": NOTICE_OVER}
    with pytest.raises(Refused, match="备案表"):
        actions.send_submission(**common)  # type: ignore[arg-type]
    put_in(made, read_scan(printed(made), "备案表.png"))
    sent = actions.send_submission(**common)  # type: ignore[arg-type]
    assert '"path":"endorsements/record-form.png"' in sent.endorsements
    assert again(made).receipt_number


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
@pytest.mark.parametrize("kind", ["form", "receipt"])
def test_papers_come_as_page_word_and_pdf(client_of: ClientOf, kind: str, suffix: str) -> None:
    sent, client = received(), client_of("coordinator")
    page = client.get(f"/submissions/v/{sent.address}/{kind}/").content.decode()
    assert sent.hash[:8] in page
    assert "data:image/png" in page
    file = client.get(f"/submissions/v/{sent.address}/{kind}.{suffix}")
    assert file.content[:4] in (b"PK\x03\x04", b"%PDF")


def test_there_is_no_receipt_before_the_sending(client_of: ClientOf) -> None:
    assert client_of("coordinator").get(f"/submissions/v/{frozen().address}/receipt/").status_code == 404
