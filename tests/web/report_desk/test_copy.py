"""Writing in the site: paragraphs, live facts, two people at once, proposals of departments."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from dudao.web.policies import Refused
from dudao.web.report_desk import actions
from dudao.web.report_desk.actions.copy import Overtaken
from dudao.web.report_desk.models import Origin, VersionCheck, WorkingPart
from dudao.web.rounds.models import RoundBody
from tests.web.cast import NOW, acting_as
from tests.web.report_desk.stage_setting import drafted, uploaded

pytestmark = pytest.mark.usefixtures("cast")
BUILT = "2026年，全县计划新建公办幼儿园60所，已建成24所。"


def on_stage() -> tuple[RoundBody, WorkingPart]:
    """A drafted report and the paragraph that a department wrote."""
    evaluated = drafted().desk.evaluated
    return evaluated, WorkingPart.objects.get(text=BUILT)


def change(evaluated: RoundBody, part: WorkingPart, text: str, revision: int, **more: object) -> WorkingPart:
    """A change by the coordinator."""
    given = {"kind": "text", "by": acting_as("coordinator"), "at": NOW} | more
    return actions.change_part(evaluated=evaluated, key=part.key, text=text, revision=revision, **given)  # type: ignore[arg-type]


def test_what_is_written_becomes_a_version_and_a_fact_put_in_is_bound() -> None:
    evaluated, part = on_stage()
    text = BUILT + "完成率40%。"
    reference = "ledger/990102/2026/T001/completion"
    change(evaluated, part, text, part.revision, inserted=[("40%", reference)])
    version = actions.save_copy(evaluated=evaluated, by=acting_as("coordinator"), at=NOW)
    assert (version.number, version.origin) == (2, Origin.EDITED)
    figures = VersionCheck.objects.get(version=version).result["figures"]
    found = next(each for each in figures if each["quote"] == "40%")
    assert (found["state"], found["fact"].rpartition("/")[2]) == ("agrees", "completion")


def test_nobody_writes_over_another_unseen() -> None:
    evaluated, part = on_stage()
    change(evaluated, part, "甲写的。", part.revision)
    with pytest.raises(Overtaken):
        change(evaluated, part, "乙写的。", part.revision)
    part.refresh_from_db()
    assert part.text == "甲写的。"


def test_the_second_editor_sees_both_wordings_and_decides(client_of: Callable[[str], Client]) -> None:
    evaluated, part = on_stage()
    address = reverse("report_desk:part-change", args=[evaluated.round.address, "990102", part.key])
    first, second = client_of("coordinator"), client_of("coordinator")
    mine = {"text": "乙写的。", "kind": "text", "revision": part.revision, "autosave": "1"}
    headers = {"HX-Request": "true"}
    assert first.post(address, {**mine, "text": "甲写的。"}, headers=headers).status_code == 200
    answer = second.post(address, mine, headers=headers)
    assert "甲写的。" in answer.content.decode()
    second.post(address, {**mine, "overrule": part.revision + 1}, headers=headers)
    part.refresh_from_db()
    assert part.text == "乙写的。"


def test_a_copy_with_changes_is_not_thrown_away_by_another_start() -> None:
    evaluated, part = on_stage()
    change(evaluated, part, "另写一段。", part.revision)
    version = part.copy.based_on
    with pytest.raises(Refused, match="还没存为版本"):
        actions.start_copy(version=version, by=acting_as("coordinator"), at=NOW)
    again = actions.draft_report(evaluated=evaluated, by=acting_as("coordinator"), at=NOW)
    assert again.number == 2
    assert WorkingPart.objects.filter(text="另写一段。").exists()


def test_a_file_becomes_paragraphs_to_write_in() -> None:
    version = uploaded()
    copy = actions.start_copy(version=version, by=acting_as("coordinator"), at=NOW)
    kinds = {each.text[:2]: each.kind for each in copy.parts.all()}
    assert copy.title == "临江县人民政府履行教育职责情况自评报告"
    assert (kinds["一、"], kinds["20"]) == ("heading_1", "text")


def test_a_department_proposes_under_its_own_points_only() -> None:
    evaluated, part = on_stage()
    more = {"evaluated": evaluated, "text": "改一改。", "at": NOW}
    proposal = actions.propose_wording(key=part.key, by=acting_as("colleague"), **more)  # type: ignore[arg-type]
    other = WorkingPart.objects.get(text__startswith="按照要求")
    with pytest.raises(Refused, match="牵头或配合"):
        actions.propose_wording(key=other.key, by=acting_as("colleague"), **more)  # type: ignore[arg-type]
    actions.decide_proposal(address=proposal.address, move="take", by=acting_as("coordinator"), at=NOW)
    part.refresh_from_db()
    assert part.text == "改一改。"


def test_gaps_keep_a_drafted_report_from_being_final() -> None:
    version = drafted()
    with pytest.raises(Refused, match="待补"):
        actions.settle_version(version=version, by=acting_as("coordinator"), at=NOW)


def test_a_table_of_an_uploaded_report_survives_writing_in_the_site(client_of: Callable[[str], Client]) -> None:
    document, content = Document(), BytesIO()
    document.add_paragraph("临江县人民政府履行教育职责情况自评报告")
    document.add_paragraph("一、基本情况")
    document.add_paragraph("学校情况见下表。")
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("学校", "学生数"), ("临江县第一小学", "440")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(content)
    version = uploaded(name="自评报告.docx", content=content.getvalue())
    evaluated, by = version.desk.evaluated, acting_as("coordinator")
    actions.start_copy(version=version, by=by, at=NOW)
    part = WorkingPart.objects.get(table__isnull=False)
    assert [[each["text"] for each in row] for row in part.table_rows] == [
        ["学校", "学生数"],
        ["临江县第一小学", "440"],
    ]
    page = client_of("coordinator").get(reverse("report_desk:copy-detail", args=[evaluated.round.address, "990102"]))
    assert '<td rowspan="1" colspan="1">440</td>' in page.content.decode()
    with pytest.raises(Refused, match="表格"):
        change(evaluated, part, "一行字", part.revision)
    saved = actions.save_copy(evaluated=evaluated, by=by, at=NOW)
    (kept,) = Document(saved.file.path).tables
    assert [[cell.text for cell in row.cells] for row in kept.rows] == [["学校", "学生数"], ["临江县第一小学", "440"]]
