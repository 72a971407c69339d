"""Handing in, numbering, confirming, replacing, putting aside, judging; who may, and what others ask of a catalogue."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile

from dudao.web.audit.models import AuditEntry
from dudao.web.evidence import policy, queries
from dudao.web.evidence.actions import (
    Change,
    Upload,
    accept_entries,
    change_entries,
    remove_entry,
    replace_file,
    restore_entry,
    return_entries,
)
from dudao.web.evidence.models import EvidenceEntry, EvidenceStanding, StoredFile
from dudao.web.evidence.requirements import Requirement
from dudao.web.evidence.standing import met_of, progress_of_evidence
from dudao.web.evidence.waiting import still_missing
from dudao.web.ledger.naming import evidence_named
from dudao.web.pages.todo import todos_for
from dudao.web.policies import Refused
from dudao.web.rounds.frozen import Frozen, _sources, set_frozen_source
from dudao.web.rounds.models import RoundBody
from dudao.web.submissions.actions import withdraw_submission
from tests.web.cast import NOW, acting_as
from tests.web.evidence.stage_setting import MINUTES, catalogue, handed_in
from tests.web.ledger.entries import written_entry
from tests.web.submissions.stage_setting import BEFORE, frozen

pytestmark = pytest.mark.usefixtures("cast")
COUNTY = "990102"


@pytest.fixture
def body(cast: None) -> RoundBody:
    """The county in a round under way."""
    return catalogue()


def confirmed(entry: EvidenceEntry, by: str = "reporter", **columns: object) -> EvidenceEntry:
    """An entry as a person confirms it."""
    points = columns.pop("points", None)
    change = Change(entry.address, columns, points)  # type: ignore[arg-type]
    change_entries(changes=[change], by=acting_as(by), at=NOW)
    return EvidenceEntry.objects.select_related("evaluated__round", "file").get(pk=entry.pk)


def test_numbers_run_by_point_and_what_has_none_gets_one_when_it_is_sorted(body: RoundBody) -> None:
    first, second = handed_in(body, "一", points=("1.1",)), handed_in(body, "二", points=("1.1",))
    other = handed_in(body, "三", "教案.txt")
    assert [first.number, second.number, other.number] == ["1.1-01", "1.1-02", "待归-01"]
    assert confirmed(other, points=("1.1", "2.5")).number == "1.1-03"
    remove_entry(address=second.address, by=acting_as("reporter"), at=NOW)
    assert handed_in(body, "四", points=("1.1",)).number == "1.1-04"


def test_a_hundred_entries_of_a_point_stay_in_order(body: RoundBody) -> None:
    for number in ("1.1-99", "1.1-100", "1.1-9"):
        confirmed(handed_in(body, number), points=("1.1",), number=number)
    assert [line.number for line in queries.manifest_of(body)] == ["1.1-9", "1.1-99", "1.1-100"]


def test_the_folder_of_a_file_names_its_point_where_it_is_the_departments_own(body: RoundBody) -> None:
    own = handed_in(body, "一", "a.txt", path="佐证/1.1 党的领导/a.txt")
    foreign = handed_in(body, "二", "b.txt", path="佐证/2.4 经费/b.txt")
    assert (own.point_codes, own.folder) == (["1.1"], "佐证/1.1 党的领导")
    assert foreign.point_codes == []


def test_a_number_is_not_given_twice_also_when_an_entry_comes_back(body: RoundBody) -> None:
    first, second = handed_in(body, "一", points=("1.1",)), handed_in(body, "二", points=("1.1",))
    with pytest.raises(Refused, match="已经用过"):
        confirmed(second, number="1.1-01")
    remove_entry(address=first.address, by=acting_as("reporter"), at=NOW)
    confirmed(second, number="1.1-01")
    with pytest.raises(Refused, match="已经用过"):
        restore_entry(address=first.address, by=acting_as("reporter"), at=NOW)


def test_the_same_file_is_told_at_once_kept_once_and_listed(body: RoundBody) -> None:
    first = handed_in(body, points=("1.1",))
    assert handed_in(body, name="另一个名字.txt", by="colleague") == first
    again = handed_in(body, again=True, points=("2.5",))
    assert again != first
    assert StoredFile.objects.count() == 1
    assert queries.duplicates_of(body) == [[first, again]]
    assert queries.files_twice(body) == {first.file_id}


def test_a_replaced_file_stays_as_a_version_and_is_confirmed_anew(body: RoundBody) -> None:
    entry = confirmed(handed_in(body, points=("1.1",)))
    accept_entries(addresses=[entry.address], by=acting_as("coordinator"), at=NOW)
    upload = Upload(content=ContentFile("新的一份".encode(), name="f"), name="新.txt")
    replaced = replace_file(address=entry.address, upload=upload, by=acting_as("reporter"), at=NOW)
    assert (replaced.state, replaced.name) == ("draft", "新.txt")
    assert [(each.number, each.name) for each in queries.versions_of(replaced)] == [(2, "新.txt"), (1, "会议纪要.txt")]
    with pytest.raises(Refused, match="完全相同"):
        replace_file(address=entry.address, upload=upload, by=acting_as("reporter"), at=NOW)


def test_changing_keeps_in_the_audit_what_was_overwritten(body: RoundBody) -> None:
    entry = confirmed(handed_in(body, points=("1.1",)), issuer="县教育局")
    confirmed(entry, issuer="县政府", date=date(2025, 9, 1))
    last = AuditEntry.objects.filter(action="evidence.changed").order_by("-number")[0]
    assert last.details == {"issuer": ["县教育局", "县政府"], "date": [None, "2025-09-01"]}
    confirmed(entry, issuer="县政府")
    assert AuditEntry.objects.filter(action="evidence.changed").count() == 2


def test_a_return_needs_a_reason_and_several_are_judged_all_or_none(body: RoundBody) -> None:
    first = confirmed(handed_in(body, "一", points=("1.1",)))
    draft = handed_in(body, "二", points=("1.1",))
    by = acting_as("coordinator")
    with pytest.raises(Refused, match="原因"):
        return_entries(addresses=[first.address], reason=" ", by=by, at=NOW)
    with pytest.raises(Refused, match="待确认"):
        accept_entries(addresses=[first.address, draft.address], by=by, at=NOW)
    assert EvidenceEntry.objects.get(pk=first.pk).state == "submitted"
    returned = return_entries(addresses=[first.address], reason="缺盖章页", by=by, at=NOW)[0]
    assert (returned.state, returned.reason) == ("returned", "缺盖章页")
    waiting = [str(each.what) for each in todos_for(acting_as("reporter"), NOW)]
    assert any(each.startswith("修改退回的佐证材料") for each in waiting)
    mended = confirmed(first, pages="3")
    assert (mended.state, mended.reason) == ("submitted", "")


def test_a_reporter_works_on_the_points_of_the_own_department_only(body: RoundBody) -> None:
    with pytest.raises(Refused, match=r"2\.4"):
        handed_in(body, points=("2.4",))
    entry = confirmed(handed_in(body, points=("1.1",)))
    with pytest.raises(Refused, match=r"2\.4"):
        confirmed(entry, points=("1.1", "2.4"))
    assert confirmed(entry, by="colleague", points=("1.1", "2.4")).point_codes == ["1.1", "2.4"]
    own = handed_in(body, "二", points=("2.5",))
    with pytest.raises(Refused, match="其他部门"):
        confirmed(own, by="colleague", title="改名")
    confirmed(own, by="coordinator", title="改名")


@pytest.mark.parametrize("login", ["supervisor", "leader", "city-coordinator", "neighbour", "inspector"])
def test_nobody_else_writes_to_a_catalogue(body: RoundBody, login: str) -> None:
    with pytest.raises(Refused):
        handed_in(body, by=login)
    assert not EvidenceEntry.objects.exists()
    assert not StoredFile.objects.exists()


def test_what_is_sealed_does_not_change(body: RoundBody) -> None:
    entry = handed_in(body, points=("1.1",))
    before = list(_sources)
    set_frozen_source(lambda evaluated: Frozen(1, NOW, "0" * 64, "/", "审签中", is_under_way=True))
    try:
        for attempt in (
            lambda: handed_in(body, "二"),
            lambda: confirmed(entry, title="改名"),
            lambda: remove_entry(address=entry.address, by=acting_as("coordinator"), at=NOW),
        ):
            with pytest.raises(Refused, match="封存"):
                attempt()
    finally:
        _sources[:] = before
    assert handed_in(body, "二")


def test_personal_data_is_opened_by_its_department_and_those_who_inspect(body: RoundBody) -> None:
    entry = confirmed(handed_in(body, points=("2.5",)), visibility="personal")
    opened = {
        login
        for login in ("reporter", "colleague", "coordinator", "leader", "inspector", "supervisor", "operator", "author")
        if policy.may_open_file(acting_as(login), entry, own=policy.own_points(acting_as(login), body))
    }
    assert opened == {"reporter", "coordinator", "leader", "inspector", "supervisor"}
    assert queries.hidden_from(acting_as("colleague"), body) == [entry.pk]


def requirement(body: RoundBody, kind: str) -> Requirement:
    return next(one for each in queries.covers_of(body) for one in each.requirements if one.kind == kind)


def test_what_the_scheme_asks_for_is_there_missing_or_out_of_date(body: RoundBody) -> None:
    old = confirmed(handed_in(body, "一", points=("1.1",)), kind="会议纪要", date=date(2024, 12, 31))
    asked = met_of(body)[1]
    assert (met_of(body), asked) == ((0, asked), sum(len(each.requirements) for each in queries.covers_of(body)))
    minutes = requirement(body, "会议纪要")
    told = "日期2024-12-31在2025-01-01至2025-12-31之外"
    assert (minutes.late, minutes.refused, minutes.is_met) == ((old,), ((old, (told,)),), False)
    assert f"{old.number} {old.title}：{told}" in queries.missing_for(body)["1.1"]
    assert queries.refusals_of(body, old) == [("1.1", "会议纪要：须有日期，日期在评价期内", (told,))]
    good = confirmed(handed_in(body, "二", points=("1.1",)), kind="会议纪要", date=date(2025, 12, 31))
    assert requirement(body, "会议纪要").good == (good,)
    assert met_of(body) == (1, asked)
    progress = progress_of_evidence(body.round)
    assert (progress[body.pk].done, progress[body.pk].total) == (1, asked)
    assert [str(each.what) for each in still_missing(body)] == [
        f"方案要求的材料还缺 {asked - 1} 项",
        "2 份佐证材料还没有通过审核",
    ]
    remove_entry(address=good.address, by=acting_as("coordinator"), at=NOW)
    assert met_of(body) == (0, asked)


def test_every_year_that_is_asked_for_is_missing_by_its_name(body: RoundBody) -> None:
    for number, year in enumerate(("2025", "2023")):
        confirmed(
            handed_in(body, f"报告{number}", points=("1.1",)),
            "coordinator",
            kind="督导报告",
            period=year,
            points=("2.6",),
        )
    assert requirement(body, "督导报告").missing == ["缺2024年度的督导报告1份"]


def test_a_body_counted_by_nobody_yet_is_counted_when_asked(body: RoundBody) -> None:
    confirmed(handed_in(body, "一", points=("1.1",)), kind="会议纪要", date=date(2025, 1, 1))
    EvidenceStanding.objects.all().delete()
    assert (met_of(body)[0], progress_of_evidence(body.round)[body.pk].done) == (1, 1)


def test_others_find_the_catalogue_as_they_know_it(body: RoundBody) -> None:
    columns = {
        "title": "会议纪要",
        "kind": "会议纪要",
        "document_number": "临教督〔2025〕3号",
        "date": date(2025, 9, 15),
    }
    confirmed(handed_in(body, points=("1.1",)), **columns)
    line, known = queries.manifest_of(body)[0], queries.as_table(body)[0]
    with line.open() as file:
        assert file.read() == MINUTES.encode()
    assert (line.number, line.points, line.size) == ("1.1-01", ("1.1",), len(MINUTES.encode()))
    assert (known.number, known.title, known.kind, known.points) == ("1.1-01", "会议纪要", "会议纪要", ("1.1",))
    assert [each.number for each in queries.evidence_for_point(body, "1.1")] == ["1.1-01"]


def test_ledger_and_catalogue_lead_to_each_other(body: RoundBody) -> None:
    entry = handed_in(body, points=("1.1",))
    named = written_entry(evidence="1.1-01；纸质档案")
    written_entry(number="P002", evidence="1.1-011")
    entry.evaluated = body
    assert queries.ledger_naming(entry) == [named]
    place = f"/evidence/{body.round.address}/{COUNTY}/{entry.address}/"
    assert evidence_named(acting_as("reporter"), body.path, named.evidence) == [("1.1-01", place), ("纸质档案", "")]
    assert evidence_named(acting_as("neighbour"), body.path, named.evidence) == [("1.1-01", ""), ("纸质档案", "")]


def test_a_full_catalogue_takes_no_more(body: RoundBody, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dudao.web.evidence.actions.uploads.MOST_ENTRIES", 1)
    handed_in(body, "一")
    with pytest.raises(Refused, match="已满"):
        handed_in(body, "二")


def test_a_sealed_submission_closes_the_catalogue_until_it_is_withdrawn() -> None:
    made = frozen()
    with pytest.raises(Refused, match="第 1 次报送已封存"):
        handed_in(made.evaluated)
    withdraw_submission(address=made.address, reason="补充材料", by=acting_as("coordinator"), at=BEFORE)
    assert handed_in(made.evaluated).state == "draft"


def test_what_came_back_is_not_handed_in_again_as_it_was(body: RoundBody) -> None:
    entry = confirmed(handed_in(body, points=("1.1",)), kind="会议纪要")
    return_entries(addresses=[entry.address], reason="缺日期", by=acting_as("coordinator"), at=NOW)
    with pytest.raises(Refused, match="被退回过，内容没有改动"):
        confirmed(entry, kind="会议纪要")
    assert confirmed(entry, note="原件没有日期，由办公室证明").state == "submitted"


def test_a_replaced_file_says_its_own_date_and_pages(body: RoundBody) -> None:
    entry = confirmed(
        handed_in(body, points=("1.1",)), kind="会议纪要", date=date(2025, 3, 1), pages="4", issuer="县政府"
    )
    assert met_of(body)[0] == 1
    other = Upload(ContentFile("新的纪要".encode(), name="file"), "新纪要.txt")
    replace_file(address=entry.address, upload=other, by=acting_as("reporter"), at=NOW)
    entry = EvidenceEntry.objects.get(pk=entry.pk)
    assert (entry.date, entry.pages, entry.issuer, entry.kind, entry.state) == (None, "", "", "会议纪要", "draft")
    assert met_of(body)[0] == 0
    kept = AuditEntry.objects.get(action="evidence.replaced").details["emptied"]
    assert kept == {"issuer": "县政府", "date": "2025-03-01", "pages": "4"}


def test_the_number_of_a_file_is_no_part_of_its_title(body: RoundBody) -> None:
    first = handed_in(body, "一", "1.1 授课照片.txt")
    second = handed_in(body, "二", "1.1 教案.txt")
    third = handed_in(body, "三", "1.1-07、会议纪要.txt")
    plain = handed_in(body, "四", "2025年总结.txt", points=("1.1",))
    told = [(each.number, each.title) for each in (first, second, third, plain)]
    assert told == [("1.1-01", "授课照片"), ("1.1-02", "教案"), ("1.1-07", "会议纪要"), ("1.1-08", "2025年总结")]
