"""Documents related to each other: figures that agree, differ or are stated only; citations that lead to their documents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dudao.web.jobs.worker import work_off
from dudao.web.library.citing import core_title
from dudao.web.library.following import follow_move
from dudao.web.library.likeness import fingerprint_of, key_of_text
from dudao.web.library.models import Document, FoundCitation, FoundFigure
from dudao.web.library.states import DocumentState
from dudao.web.search.models import Passage
from tests.web.cast import NOW, acting_as
from tests.web.library.documents import made_document

pytestmark = pytest.mark.usefixtures("cast")


def published(text: str, figures: list[dict[str, Any]], **more: Any) -> Document:
    """A published document with these figures on its first page."""
    document = made_document(DocumentState.PUBLISHED, pages=(text,), **more)
    assert document.current is not None
    rendition = document.current.rendition
    rendition.text_key, rendition.likeness = key_of_text(text), fingerprint_of(text)
    rendition.save()
    for number, given in enumerate(figures, start=1):
        columns = {"metric": "教育经费", "unit": "亿元", "role": "level", "year": 2024, "text": "", **given}
        value = columns.pop("value")
        low, high = columns.pop("within", (value, value))
        numbers = {"value": Decimal(value), "canonical": Decimal(value), "low": Decimal(low), "high": Decimal(high)}
        place = {"number": number, "page": 1, "start": 0, "end": 1}
        FoundFigure.objects.create(rendition=rendition, **place, **numbers, **columns)
    return document


def related(document: Document) -> dict[int, tuple[str, str]]:
    """States of a document's figures after it was related to the others."""
    follow_move(document, by=acting_as("operator"), at=NOW)
    work_off("library.relate")
    assert document.current is not None
    return {each.number: (each.state, each.known) for each in document.current.rendition.foundfigures.all()}


def test_figures_of_one_place_and_year_are_compared_as_intervals() -> None:
    published("公报甲", [{"value": "64.69", "text": "64.69亿元", "within": ("64.685", "64.695")}], title="统计公报")
    own = published(
        "报告乙，说的是另外的事情",
        [
            {"value": "64.7", "within": ("64.65", "64.75")},
            {"value": "65.2", "within": ("65.15", "65.25")},
            {"value": "64.7", "within": ("64.65", "64.75"), "year": 2023},
            {"value": "64.7", "within": ("64.65", "64.75"), "role": "target"},
            {"value": "64.7", "within": ("64.65", "64.75"), "scope": "市级"},
            {"value": "64.7", "within": ("64.65", "64.75"), "scope": "全县", "metric": "临江县教育经费"},
        ],
    )
    states = related(own)
    assert [states[number][0] for number in range(1, 7)] == [
        *("agrees", "differs", "stated", "stated", "stated"),
        "agrees",
    ]
    assert states[2][1] == "《统计公报》：64.69亿元"


def test_two_sources_that_disagree_leave_it_undecided() -> None:
    published("公报甲", [{"value": "10"}])
    published("执行公告乙的文字", [{"value": "12"}])
    assert related(published("自评报告丙的文字不同", [{"value": "10"}]))[1][0] == "undecided"


def test_a_copy_is_no_second_source_and_another_place_neither() -> None:
    text = "云州省临江县二〇二四年教育事业发展统计公报，全县各级各类学校一百二十所，在校学生四万三千人，专任教师三千二百人。"
    published(text, [{"value": "10"}])
    published("别处的公报", [{"value": "10"}], place="清河县")
    assert related(published(text + "特此公布。", [{"value": "10"}]))[1] == ("stated", "")


def test_a_document_that_goes_takes_its_word_with_it() -> None:
    first = published("公报甲", [{"value": "10"}])
    second = published("报告乙的文字不同", [{"value": "10"}])
    assert related(second)[1][0] == "agrees"
    assert Passage.objects.filter(collection="library", key=second.address).exists()
    first.state = DocumentState.WITHDRAWN
    first.save()
    related(first)
    assert FoundFigure.objects.get(rendition__versions=second.current_id).state == "stated"
    assert not Passage.objects.filter(collection="library", key=first.address).exists()


def test_citations_lead_to_documents_as_soon_as_they_are_there() -> None:
    citing = published("报告", [])
    assert citing.current is not None
    place = {"rendition": citing.current.rendition, "page": 1, "start": 0, "end": 1}
    plan = FoundCitation.objects.create(**place, number=1, title="临江县教育发展规划")
    other = FoundCitation.objects.create(**place, number=2, title="临江县教育发展规划实施细则")
    target = published("规划", [], title="临江县人民政府关于印发《临江县教育发展规划》的通知", kind="policy")
    related(target)
    plan.refresh_from_db()
    other.refresh_from_db()
    assert (plan.target_id, other.target_id) == (target.pk, None)
    FoundCitation.objects.update(target=None)
    related(citing)
    plan.refresh_from_db()
    assert plan.target_id == target.pk
    target.state = DocumentState.HELD
    target.save()
    related(target)
    plan.refresh_from_db()
    assert plan.target_id is None


def test_a_number_decides_between_documents_of_one_title() -> None:
    proposed = {"document_number": {"value": "临政发〔2024〕3号"}}
    first = published("甲文", [], title="临江县教育发展规划", proposed=proposed)
    citing = published("乙文说别的", [])
    assert citing.current is not None
    place = {"rendition": citing.current.rendition, "page": 1, "start": 0, "end": 1, "title": "临江县教育发展规划"}
    FoundCitation.objects.create(**place, number=1, document_number="临政发〔2024〕3号")
    FoundCitation.objects.create(**place, number=2, document_number="临政发〔2019〕8号")
    related(first)
    assert list(FoundCitation.objects.order_by("number").values_list("target", flat=True)) == [first.pk, None]
    assert core_title("关于转发教育规划的通知") == "教育规划"


def test_an_upload_that_was_given_up_before_it_was_related_is_no_failure() -> None:
    document = made_document()
    follow_move(document, by=acting_as("supervisor"), at=NOW)
    Document.objects.update(current=None)
    document.versions.all().delete()
    document.delete()
    assert [job.state for job in work_off("library.relate")] == ["done"]
