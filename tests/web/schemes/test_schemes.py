"""Schemes on the site: sent, checked, compared, published and then frozen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dudao.schemes.workbook.write import workbook_of
from dudao.web.audit.models import AuditEntry
from dudao.web.policies import Refused
from dudao.web.schemes.actions import discard_upload, publish_shipped, publish_upload, upload_scheme
from dudao.web.schemes.folders import scheme_folder
from dudao.web.schemes.models import PublishedEdition, SchemeUpload
from tests.web.cast import NOW, acting_as
from tests.web.schemes.files import SHIPPED, zip_of, zipped

pytestmark = pytest.mark.usefixtures("cast")


def _sent(content: bytes, tmp_path: Path, name: str = "scheme.zip", by: str = "author") -> SchemeUpload:
    file = tmp_path / f"sent{Path(name).suffix}"
    file.write_bytes(content)
    return upload_scheme(file=file, file_name=name, by=acting_as(by), at=NOW)


def test_a_shipped_edition_is_published_with_its_hash_and_only_once() -> None:
    edition = publish_shipped(name="class-size/2018", by=acting_as("supervisor"), at=NOW)
    assert edition.indicators > 10
    assert AuditEntry.objects.get(action="scheme.published").details == {"hash": edition.digest}
    with pytest.raises(Refused, match="新的一版"):
        publish_shipped(name="class-size/2018", by=acting_as("supervisor"), at=NOW)


def test_a_scheme_sent_as_a_zip_says_what_it_changes_and_is_published(tmp_path: Path) -> None:
    publish_shipped(name="class-size/2018", by=acting_as("supervisor"), at=NOW)
    upload = _sent(zipped(edition="2026"), tmp_path)
    assert (upload.faults, upload.compared_with, upload.changes) == ([], "class-size/2018", [])
    assert publish_upload(upload_id=upload.pk, by=acting_as("supervisor"), at=NOW).name == "class-size/2026"


def test_a_scheme_sent_as_a_workbook_is_the_same_scheme(tmp_path: Path) -> None:
    assert _sent(workbook_of(SHIPPED), tmp_path, "scheme.xlsx").faults == []


def test_faults_name_file_and_line_without_the_site_s_own_path_and_bar_publication(tmp_path: Path) -> None:
    broken = {
        "indicators/XX.yaml": "code: XX\nname: {zh: 坏指标, en: Bad}\ngrain: county\nformula: students + nowhere\n"
    }
    upload = _sent(zipped(edition="2027", more=broken), tmp_path)
    assert any("XX.yaml" in each["file"] for each in upload.faults)
    assert "/tmp" not in str(upload.faults)
    with pytest.raises(Refused, match="错误"):
        publish_upload(upload_id=upload.pk, by=acting_as("supervisor"), at=NOW)
    assert PublishedEdition.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not a zip", "读不出来"),
        (zip_of({"readme.md": "nothing"}), "没有 scheme.yaml"),
        (zip_of({"../scheme.yaml": "slug: x"}), "文件夹之外"),
        (zip_of({"scheme.yaml": "slug: [unclosed"}), "scheme.yaml"),
        (zip_of({"scheme.yaml": "x" * 30_000_000}), "20 MB"),
    ],
)
def test_what_is_no_scheme_is_refused_and_leaves_nothing(content: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=words):
        _sent(content, tmp_path)
    assert SchemeUpload.objects.count() == 0


def test_an_author_sends_but_does_not_publish(tmp_path: Path) -> None:
    upload = _sent(zipped(edition="2028"), tmp_path)
    with pytest.raises(Refused, match="督导机构工作人员"):
        publish_upload(upload_id=upload.pk, by=acting_as("author"), at=NOW)


def test_a_coordinator_sends_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        _sent(zipped(), tmp_path, by="coordinator")


@pytest.mark.django_db(transaction=False)
def test_what_was_discarded_is_gone(tmp_path: Path, django_capture_on_commit_callbacks: Callable[..., object]) -> None:
    upload = _sent(zipped(edition="2029"), tmp_path)
    folder = scheme_folder(upload.folder)
    assert folder.is_dir()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # a context manager
        discard_upload(upload_id=upload.pk, by=acting_as("author"), at=NOW)
    assert not folder.exists()


def test_the_page_takes_a_file_and_shows_what_is_wrong(client_of: Callable[[str], Client]) -> None:
    client = client_of("author")
    wrong = SimpleUploadedFile("scheme.docx", b"x")
    assert "zip 或 xlsx" in client.post("/schemes/", {"file": wrong}).content.decode()
    sent = client.post("/schemes/", {"file": SimpleUploadedFile("方案.zip", zipped(edition="2030"))}, follow=True)
    assert "检查通过" in sent.content.decode()


def test_an_edition_shows_points_limits_in_force_and_what_they_rest_on(client_of: Callable[[str], Client]) -> None:
    publish_shipped(name="quality-balance/2017", by=acting_as("supervisor"), at=NOW)
    page = client_of("reporter").get("/schemes/edition/quality-balance/2017/").content.decode()
    assert "≥ 4.2（小学）、5.3（初中）" in page
    assert "教督〔2017〕6号" in page
    one = client_of("reporter").get("/schemes/edition/quality-balance/2017/indicator/A1/").content.decode()
    assert "t_bachelor" in one
    assert client_of("reporter").get("/schemes/edition/quality-balance/2017/indicator/ZZ/").status_code == 404
