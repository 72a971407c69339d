"""From a file to a public document: corrected, found places decided, submitted, reviewed, replaced, taken down."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dudao.web.jobs.worker import work_off
from dudao.web.library.models import Document, PageText
from dudao.web.library.states import DocumentState
from dudao.web.policies import Refused
from dudao.web.publishing import actions, privacy
from dudao.web.publishing.models import Decision
from tests.web.cast import acting_as

pytestmark = pytest.mark.usefixtures("cast")
TEXT = """临江县人民政府履行教育职责自评报告

一、党的领导

县委常委会专题研究教育工作。联系学生家长：身份证号11010519491231002X，家住城关镇建设路12号。

二、教育投入

2025年一般公共预算教育经费3.2亿元，增长5.1%。
"""
IDENTITY = "11010519491231002X"


def handed_in(text: str = TEXT, login: str = "reporter") -> Document:
    """A text handed in and read."""
    made = actions.hand_in_file(
        content=ContentFile(text.encode()), name="自评报告.txt", by=acting_as(login), at=timezone.now()
    )
    work_off()
    return Document.objects.get(pk=made.pk)


def ready(text: str = TEXT, login: str = "reporter") -> Document:
    """One that may be submitted: corrected, everything found covered."""
    document, by, at = handed_in(text, login), acting_as(login), timezone.now()
    fields = {"title": "临江县自评报告", "source": "县政府网站"}
    actions.correct_document(address=document.address, fields=fields, is_responsible=True, by=by, at=at)
    cover_all(document, login)
    return Document.objects.get(pk=document.pk)


def cover_all(document: Document, login: str = "reporter") -> None:
    """Everything that was found is covered, and the pages made anew."""
    version = privacy.newest_of(document)
    assert version is not None
    keys = [each.exposure.key for each in privacy.places_of(document, version)]
    if keys:
        known: dict[str, Any] = {"address": document.address, "by": acting_as(login), "at": timezone.now()}
        actions.judge_place(keys=keys, decision=Decision.COVER, **known)
        actions.burn_in(**known)
        work_off()


def submitted(text: str = TEXT, login: str = "reporter") -> Document:
    """One that waits for the operators."""
    address = ready(text, login).address
    return actions.submit_document(address=address, by=acting_as(login), at=timezone.now())


def published(text: str = TEXT, login: str = "reporter") -> Document:
    """One that is public."""
    address = submitted(text, login).address
    return actions.accept_upload(address=address, by=acting_as("operator"), at=timezone.now())


def test_a_text_becomes_public_without_what_was_covered() -> None:
    document = published()
    assert document.state == DocumentState.PUBLISHED
    assert document.current is not None
    text = "".join(PageText.objects.filter(rendition=document.current.rendition).values_list("text", flat=True))
    assert "一般公共预算教育经费3.2亿元" in text
    assert IDENTITY not in text
    assert "建设路12号" not in text


def test_nothing_is_submitted_while_something_found_is_undecided_or_not_burnt_in() -> None:
    document = handed_in()
    known: dict[str, Any] = {"address": document.address, "by": acting_as("reporter"), "at": timezone.now()}
    actions.correct_document(fields={"source": "网站"}, is_responsible=True, **known)
    with pytest.raises(Refused, match="2 处疑似个人信息"):
        actions.submit_document(**known)
    version = privacy.newest_of(document)
    assert version is not None
    first, second = (each.exposure.key for each in privacy.places_of(document, version))
    actions.judge_place(keys=[first], decision=Decision.COVER, **known)
    with pytest.raises(Refused, match="保留的理由"):
        actions.judge_place(keys=[second], decision=Decision.KEEP, **known)
    actions.judge_place(keys=[second], decision=Decision.KEEP, reason="本人书面同意公开", **known)
    with pytest.raises(Refused, match="遮盖还没有生成"):
        actions.submit_document(**known)
    actions.burn_in(**known)
    work_off()
    assert actions.submit_document(**known).state == DocumentState.SUBMITTED


@pytest.mark.parametrize(
    ("fields", "is_responsible", "why"),
    [
        ({"source": "网站"}, False, "责任声明"),
        ({"source": ""}, True, "来源"),
        ({"title": " ", "source": "甲"}, True, "标题"),
    ],
)
def test_source_title_and_responsibility_are_asked_for(fields: dict[str, str], is_responsible: bool, why: str) -> None:
    document = handed_in("临江县教育概况\n2025年共有学校12所。")
    known: dict[str, Any] = {"address": document.address, "by": acting_as("reporter"), "at": timezone.now()}
    actions.correct_document(fields=fields, is_responsible=is_responsible, **known)
    with pytest.raises(Refused, match=why):
        actions.submit_document(**known)


def test_something_alike_needs_a_reason_or_replaces_ones_own() -> None:
    older = published()
    again = ready(TEXT.replace("增长5.1%", "增长5.2%"))
    known: dict[str, Any] = {"address": again.address, "by": acting_as("reporter"), "at": timezone.now()}
    with pytest.raises(Refused, match="相近的文档"):
        actions.submit_document(**known)
    version = actions.replace_with_upload(target=older.address, reason="更正增幅", **known)
    assert not Document.objects.filter(pk=again.pk).exists()
    work_off()
    older.refresh_from_db()
    assert older.current_id != version.pk  # the public sees the old one until a keeper has looked
    operator: dict[str, Any] = {"address": older.address, "by": acting_as("operator"), "at": timezone.now()}
    with pytest.raises(Refused, match="疑似个人信息"):
        actions.show_newest(**operator)
    cover_all(older, "operator")  # a keeper's version is shown as soon as it may be
    shown = Document.objects.get(pk=older.pk)
    assert shown.current is not None
    assert shown.current == privacy.newest_of(shown)
    text = "".join(PageText.objects.filter(rendition=shown.current.rendition).values_list("text", flat=True))
    assert "增长5.2%" in text
    assert IDENTITY not in text
    assert shown.address == older.address
    assert shown.versions.count() > 2


def test_a_keeper_s_own_new_file_is_not_shown_before_it_was_checked() -> None:
    document = published(login="operator")
    replaced = actions.replace_file(
        address=document.address,
        content=ContentFile((TEXT + "联系人手机13812345678").encode()),
        name="新.txt",
        reason="补充",
        by=acting_as("operator"),
        at=timezone.now(),
    )
    work_off()
    assert Document.objects.get(pk=document.pk).current_id != replaced.pk


def test_a_drawn_box_takes_the_words_under_it_out() -> None:
    document = handed_in("临江县教育概况\n\n2025年共有学校12所。")
    assert document.current is not None
    page = PageText.objects.get(rendition=document.current.rendition, number=1)
    line = next(each for each in page.lines if "学校" in each[4])
    known: dict[str, Any] = {"address": document.address, "by": acting_as("reporter"), "at": timezone.now()}
    with pytest.raises(Refused, match="框太小"):
        actions.draw_box(page=1, sides=(0.5, 0.5, 0.4, 0.6), reason="", **known)
    box = actions.draw_box(page=1, sides=tuple(line[:4]), reason="学校数", **known)
    version = actions.burn_in(**known)
    work_off()
    text = "".join(PageText.objects.filter(rendition=version.rendition).values_list("text", flat=True))
    assert "学校12所" not in text
    actions.remove_box(key=box.key, **known)
    actions.burn_in(**known)
    work_off()
    document = Document.objects.get(pk=document.pk)
    assert document.current is not None
    assert "学校12所" in PageText.objects.get(rendition=document.current.rendition, number=1).text


def test_who_is_held_off_uploads_nothing_until_the_day_or_until_it_is_lifted() -> None:
    operator: dict[str, Any] = {"by": acting_as("operator"), "at": timezone.now()}
    block = actions.block_uploader(login="reporter", reason="多次上传涉密材料", until=None, **operator)
    with pytest.raises(Refused, match="多次上传涉密材料"):
        handed_in()
    actions.lift_block(person_id=block.person_id, **operator)
    assert handed_in().state == DocumentState.WAITING
    with pytest.raises(Refused, match="自己"):
        actions.block_uploader(login="operator", reason="试", until=None, **operator)


def test_a_file_that_fails_says_so_plainly_and_can_be_tried_again_or_given_up() -> None:
    made = actions.hand_in_file(
        content=ContentFile(b"%PDF-1.4 broken"), name="坏.pdf", by=acting_as("reporter"), at=timezone.now()
    )
    work_off()
    failed = Document.objects.get(pk=made.pk)
    assert failed.state == DocumentState.FAILED
    assert failed.reason
    known: dict[str, Any] = {"address": made.address, "by": acting_as("reporter"), "at": timezone.now()}
    assert actions.read_again(**known).state == DocumentState.READING
    work_off()
    actions.discard_upload(**known)
    assert not Document.objects.filter(pk=made.pk).exists()


@pytest.fixture
def reporter(client_of: Callable[[str], Client]) -> Client:
    """The reporter's browser."""
    return client_of("reporter")


def test_several_files_are_taken_without_a_script_and_each_refusal_names_its_file(reporter: Client) -> None:
    good = SimpleUploadedFile("概况.txt", "临江县教育概况".encode())
    bad = SimpleUploadedFile("压缩.zip", b"PK\x03\x04" + b"0" * 40)
    answer = reporter.post(reverse("publishing:upload-new"), {"file": [good, bad]}, follow=True)
    words = answer.content.decode()
    assert "已上传 1 个文件" in words
    assert "压缩.zip" in words
    assert Document.objects.filter(uploader__login="reporter").count() == 1


def test_a_pasted_page_is_read_with_its_address_as_source(reporter: Client) -> None:
    page = f"<html><head><title>报告</title></head><body><h1>临江县自评报告</h1><p>{TEXT}</p></body></html>"
    sent = {"words": page, "source": "http://example.org/1.html"}
    answer = reporter.post(reverse("publishing:words-new"), sent)
    work_off()
    document = Document.objects.get()
    assert answer.headers["Location"] == reverse("publishing:document-correct", args=[document.address])
    assert document.source == "http://example.org/1.html"
    assert document.state == DocumentState.WAITING
    assert reporter.post(reverse("publishing:words-new"), {"words": " "}).status_code == 422


def test_the_correction_page_says_where_each_proposal_was_read_and_submits(reporter: Client) -> None:
    document = handed_in("临江县人民政府履行教育职责自评报告\n\n2025年共有学校12所。\n\n2026年3月1日")
    address = reverse("publishing:document-correct", args=[document.address])
    words = reporter.get(address).content.decode()
    assert "识别为“临江县人民政府履行教育职责自评报告”（正文）" in words
    sent = {
        "title": "临江县自评报告",
        "place": "临江县",
        "kind": "self_assessment",
        "tier": "login",
        "source": "县政府网站",
    }
    refused = reporter.post(address, {**sent, "submit": "1"})
    assert refused.status_code == 422
    assert "请勾选来源与责任声明" in refused.content.decode()
    assert reporter.post(address, {**sent, "is_responsible": "on", "submit": "1"}).status_code == 302
    document.refresh_from_db()
    assert (document.state, document.tier, document.body_id) == (DocumentState.SUBMITTED, "login", "990102")


def test_a_visitor_is_led_to_the_login_and_back(client_of: Callable[[str], Client]) -> None:
    address = reverse("publishing:upload-new")
    answer = client_of("visitor").get(address)
    assert answer.headers["Location"].endswith(f"next={address}")


def test_the_uncovered_picture_is_for_uploader_and_keepers_alone(client_of: Callable[[str], Client]) -> None:
    document = published()
    address = reverse("publishing:bare-picture", args=[document.address, 1])
    answers = {login: client_of(login).get(address) for login in ("reporter", "operator", "colleague", "visitor")}
    assert [each.status_code for each in answers.values()] == [200, 200, 404, 302]
    assert answers["reporter"].headers["Cache-Control"] == "private, no-store"
    assert BytesIO(answers["reporter"].content).read(4) == b"RIFF"


def test_the_queue_answers_for_several_at_once_and_tells_what_it_refused(client_of: Callable[[str], Client]) -> None:
    first, second = submitted(), submitted("清河县教育概况\n\n全县共有幼儿园三十所，在园幼儿四千人。", "neighbour")
    operator = client_of("operator")
    listed = operator.get(reverse("publishing:upload-queue")).content.decode()
    assert "待审核 2 份" in listed
    decide = reverse("publishing:upload-decide")
    answer = operator.post(decide, {"document": [first.address], "move": "decline"}, follow=True)
    assert "请写明原因" in answer.content.decode()
    operator.post(decide, {"document": [first.address, second.address], "move": "accept"})
    assert set(Document.objects.values_list("state", flat=True)) == {DocumentState.PUBLISHED}


def test_the_queue_asks_no_more_where_more_waits(
    client_of: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        submitted(f"第{number}号教育概况\n\n{chr(0x4E00 + number * 97) * 60}")
    operator, address = client_of("operator"), reverse("publishing:upload-queue")
    with django_assert_max_num_queries(60):
        assert operator.get(address).status_code == 200
