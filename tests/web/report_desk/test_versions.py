"""Versions: drafted, uploaded, checked, compared, restored, settled, taken away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from dudao.web.evidence.actions import Change, change_entries, remove_entry
from dudao.web.jobs.worker import work_off
from dudao.web.ledger.actions import change_entry
from dudao.web.ledger.models import LedgerRecord
from dudao.web.policies import Refused
from dudao.web.report_desk import actions, queries
from dudao.web.report_desk.models import AcceptedRemark, Origin, ReportVersion, VersionCheck
from tests.web.cast import NOW, acting_as
from tests.web.evidence.stage_setting import handed_in
from tests.web.report_desk.stage_setting import REPORT, drafted, evaluated_county, uploaded

A_DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("cast")


def figure(version: ReportVersion, quote: str) -> dict[str, str]:
    """A figure of a version's last check, by its words."""
    check = VersionCheck.objects.get(version=version)
    return next(each for each in check.result["figures"] if each["quote"] == quote)


def done_is(number: int) -> None:
    """The ledger says that so many kindergartens are built."""
    entry = LedgerRecord.objects.get(number="T001")
    change_entry(address=entry.address, columns={"done": number}, by=acting_as("reporter"), at=NOW + A_DAY)


def test_an_uploaded_report_is_checked_at_once_and_bound_to_the_ledger() -> None:
    version = uploaded()
    check = VersionCheck.objects.get(version=version)
    assert (version.number, version.origin, version.sha256) == (
        1,
        Origin.UPLOADED,
        hashlib.sha256(REPORT.encode()).hexdigest(),
    )
    assert figure(version, "24所")["state"] == "agrees"
    assert check.errors > 0
    assert {each["quote"] for each in version.bound["facts"]} >= {"60所", "24所"}
    assert version.bound["digest"]


def test_a_file_that_is_no_report_is_refused_in_one_sentence_and_leaves_nothing() -> None:
    evaluated = evaluated_county()
    with pytest.raises(Refused, match="自评报告"):
        actions.upload_report(
            evaluated=evaluated,
            content=BytesIO(b"\x00\x01\x02\xff" * 400),
            name="自评报告.docx",
            size=1600,
            by=acting_as("coordinator"),
            at=NOW,
        )
    assert not ReportVersion.objects.exists()


def test_a_draft_tells_what_departments_wrote_and_knows_its_facts() -> None:
    version = drafted()
    word = docx.Document(BytesIO(queries.docx_of(version)))
    text = "\n".join(each.text for each in word.paragraphs)
    assert "已建成24所" in text
    assert "党政领导联系学校" in text
    assert version.content is not None
    assert figure(version, "24所")["fact"].endswith("T001/done")


def test_changed_data_show_the_sentence_that_is_wrong_now() -> None:
    version = drafted()
    done_is(30)
    check = actions.check_again(version=version, by=acting_as("coordinator"), at=NOW)
    changed = queries.changed_of(check)
    assert [(each["quote"], each["was"], each["expected"]) for each in changed] == [("24所", "24", "30")]
    assert check.changed == 1


def test_new_values_make_a_new_version_and_leave_the_old_one_alone() -> None:
    version = drafted()
    before = queries.docx_of(version)
    done_is(30)
    renewed = actions.renew_values(version=version, by=acting_as("coordinator"), at=NOW)
    assert (renewed.number, renewed.origin, renewed.based_on) == (2, Origin.RENEWED, version)
    assert "已建成30所" in "".join(part["text"] for part in renewed.content["parts"])
    assert VersionCheck.objects.get(version=renewed).changed == 0
    assert queries.docx_of(ReportVersion.objects.get(pk=version.pk)) == before


def test_what_one_said_of_a_figure_survives_a_new_version() -> None:
    version = uploaded()
    spot = figure(version, "5%")
    actions.say_of_binding(
        version=version, name=spot["id"], act="confirm", fact="T001/completion", by=acting_as("reporter"), at=NOW
    )
    assert figure(version, "5%")["state"] == "differs"
    later = uploaded(version.desk.evaluated, REPORT.replace("教育质量稳步提高。", "教育质量稳步提升，群众满意。"))
    assert (figure(later, "5%")["state"], figure(later, "5%")["person"]) == ("differs", "填报员甲")
    actions.forget_word(version=later, name=figure(later, "5%")["id"], by=acting_as("reporter"), at=NOW)
    assert figure(later, "5%")["status"] == "proposed"


def wish() -> actions.exceptions.Wish:
    return actions.exceptions.Wish("definition", "按省定口径统计", NOW.date().replace(month=12))


def accepted(version: ReportVersion) -> AcceptedRemark:
    """The first error of a version, accepted by two people."""
    check = VersionCheck.objects.get(version=version)
    key = next(each["key"] for each in check.result["remarks"] if each["level"] == "error" and not each["accepted"])
    asked = actions.ask_exception(version=version, key=key, wish=wish(), by=acting_as("reporter"), at=NOW)
    return actions.decide_exception(address=asked.address, move="agree", by=acting_as("coordinator"), at=NOW)


def test_an_exception_counts_once_another_person_agrees_and_survives_a_new_version() -> None:
    version = uploaded()
    errors = VersionCheck.objects.get(version=version).errors
    accepted(version)
    assert VersionCheck.objects.get(version=version).errors == errors - 1
    later = uploaded(version.desk.evaluated, REPORT + "\n附件：1. 自评表\n")
    assert VersionCheck.objects.get(version=later).accepted == 1


def test_nobody_agrees_to_what_they_asked_themselves() -> None:
    version = uploaded()
    check = VersionCheck.objects.get(version=version)
    asked = actions.ask_exception(
        version=version, key=check.result["remarks"][0]["key"], wish=wish(), by=acting_as("coordinator"), at=NOW
    )
    with pytest.raises(Refused, match="另一个人"):
        actions.decide_exception(address=asked.address, move="agree", by=acting_as("coordinator"), at=NOW)
    actions.decide_exception(address=asked.address, move="agree", by=acting_as("leader"), at=NOW)
    reopened = actions.decide_exception(
        address=asked.address, move="reopen", words="又查到原件", by=acting_as("reporter"), at=NOW
    )
    assert reopened.state == "reopened"


def test_only_a_report_without_open_errors_becomes_final() -> None:
    version = uploaded()
    with pytest.raises(Refused, match="错误"):
        actions.settle_version(version=version, by=acting_as("coordinator"), at=NOW)
    while VersionCheck.objects.get(version=version).errors:
        accepted(version)
    actions.settle_version(version=version, by=acting_as("coordinator"), at=NOW)
    final = queries.final_version(version.desk.evaluated)
    assert final == version
    assert queries.open_errors_of(version) == 0
    assert queries.pdf_of(version).startswith(b"%PDF")


def test_a_number_that_the_ledger_contradicts_is_mended_or_excepted_before_the_report_is_final() -> None:
    version = uploaded(None, REPORT.replace("24所", "30所").replace("完成率40%", "完成率50%"))
    while VersionCheck.objects.get(version=version).errors:
        accepted(version)
    check = VersionCheck.objects.get(version=version)
    wrong = [each for each in check.result["remarks"] if each["code"] == "FAC003"]
    assert {each["level"] for each in wrong} == {"warning"}
    with pytest.raises(Refused, match="与已通过的数据、台账不符"):
        actions.settle_version(version=version, by=acting_as("coordinator"), at=NOW)
    assert queries.open_errors_of(version) == check.contradicted == len(wrong)
    for each in wrong:
        asked = actions.ask_exception(version=version, key=each["key"], wish=wish(), by=acting_as("reporter"), at=NOW)
        actions.decide_exception(address=asked.address, move="agree", by=acting_as("coordinator"), at=NOW)
    assert VersionCheck.objects.get(version=version).contradicted == 0
    actions.settle_version(version=version, by=acting_as("coordinator"), at=NOW)


def test_a_document_that_leaves_the_catalogue_marks_the_sentence_that_cites_it(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    evaluated = evaluated_county()
    entry = handed_in(evaluated, "会议纪要", by="coordinator")
    columns = {"title": "全县教育工作会议纪要", "document_number": "临教督〔2026〕3号"}
    change_entries(changes=[Change(entry.address, columns)], by=acting_as("coordinator"), at=NOW)
    sentence = "认真落实《全县教育工作会议纪要》（临教督〔2026〕3号）。"
    version = uploaded(evaluated, REPORT.replace("教育质量稳步提高。", sentence))
    work_off()
    check = VersionCheck.objects.get(version=version)
    assert check.changed == 0
    with django_capture_on_commit_callbacks(execute=True):
        remove_entry(address=entry.address, by=acting_as("coordinator"), at=NOW + A_DAY)
    work_off()
    check = VersionCheck.objects.get(version=version)
    assert [each["sentence"] for each in queries.changed_of(check)] == [sentence]


def test_a_version_checked_with_older_data_does_not_become_final() -> None:
    version = uploaded()
    while VersionCheck.objects.get(version=version).errors:
        accepted(version)
    done_is(30)
    with pytest.raises(Refused, match="重新核对"):
        actions.settle_version(version=version, by=acting_as("coordinator"), at=NOW)


def test_an_older_version_comes_back_as_a_new_one() -> None:
    version = uploaded()
    uploaded(version.desk.evaluated, REPORT.replace("24所", "25所"))
    restored = actions.restore_version(version=version, by=acting_as("coordinator"), at=NOW)
    assert (restored.number, restored.sha256) == (3, version.sha256)


@pytest.mark.parametrize("kind", ["original", "word", "pdf", "annotated", "text"])
def test_every_version_is_taken_away_as_a_file(kind: str, client_of: Callable[[str], Client]) -> None:
    version = uploaded()
    where = [version.desk.evaluated.round.address, "990102", 1, kind]
    answer = client_of("coordinator").get(reverse("report_desk:version-download", args=where))
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    if kind in ("word", "annotated"):
        assert any("60所" in each.text for each in docx.Document(BytesIO(answer.content)).paragraphs)


def test_the_pages_stand_in_a_constant_number_of_queries(
    client_of: Callable[[str], Client], django_assert_max_num_queries: Callable[..., object]
) -> None:
    version = drafted()
    for _ in range(3):
        uploaded(version.desk.evaluated)
    client, where = client_of("coordinator"), [version.desk.evaluated.round.address, "990102"]
    for name, arguments in (
        ("report_desk:desk-list", []),
        ("report_desk:desk-detail", where),
        ("report_desk:version-detail", [*where, 4]),
        ("report_desk:version-compare", where),
        ("report_desk:copy-detail", where),
    ):
        client.get(reverse(name, args=arguments))
        with django_assert_max_num_queries(45):  # type: ignore[attr-defined]
            assert client.get(reverse(name, args=arguments)).status_code == 200, name


def test_those_above_read_nothing_before_it_was_sent(client_of: Callable[[str], Client]) -> None:
    version = uploaded()
    where = [version.desk.evaluated.round.address, "990102", 1]
    answers = {
        login: client_of(login).get(reverse("report_desk:version-detail", args=where)).status_code
        for login in ("coordinator", "reporter", "leader", "city-coordinator", "supervisor", "neighbour")
    }
    assert answers == {
        "coordinator": 200,
        "reporter": 200,
        "leader": 200,
        "city-coordinator": 403,
        "supervisor": 403,
        "neighbour": 404,
    }
