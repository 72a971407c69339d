"""Which points of a scheme a document answers is told by its headings, honestly; one can narrow down by them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dudao.web.acting import VISITOR
from dudao.web.discovery.looking import numbers_of
from dudao.web.discovery.models import Listing
from dudao.web.discovery.question import Question
from dudao.web.jobs.worker import work_off
from dudao.web.library.models import Document
from dudao.web.schemes.actions import publish_shipped
from tests.web.cast import NOW, acting_as
from tests.web.discovery.shelf import shelved

DUTY = "government-duty-city/2021"
pytestmark = pytest.mark.django_db


def report(title: str, *headings: str, level: str = "city", **fields: Any) -> Document:
    """A published report with these headings."""
    document = shelved(title, ["正文"], level=level, **fields)
    assert document.current is not None
    document.current.rendition.outline = [{"title": each, "page": 1, "level": 1} for each in headings]
    document.current.rendition.save()
    document.save()
    return document


def codes(document: Document) -> list[str]:
    """The points of a document as they are listed."""
    return [each.rpartition(":")[2] for each in Listing.objects.get(document=document).points.split()]


@pytest.fixture
def duty(cast: None) -> None:
    """The duty scheme of cities is published."""
    publish_shipped(name=DUTY, by=acting_as("supervisor"), at=NOW)


def test_headings_tell_points_by_title_and_by_other_words(duty: None) -> None:
    assert codes(report("甲", "党对教育工作的领导", "教育投入", "教师队伍", "存在的问题")) == ["1.1", "2.4", "2.7"]


def test_a_document_that_names_no_edition_must_name_several_points_of_one_of_its_level(duty: None) -> None:
    assert codes(report("甲", "教育投入", "教师队伍")) == []
    assert codes(report("乙", "教育投入", "教师队伍", edition=DUTY)) == ["2.4", "2.7"]
    assert codes(report("丙", "党对教育工作的领导", "教育投入", "教师队伍", level="county")) == []
    assert codes(report("丁", "党对教育工作的领导", "教育投入", "教师队伍", edition="other/1")) == []


def test_documents_that_were_there_before_are_asked_when_an_edition_is_published(cast: None) -> None:
    early = report("甲", "党对教育工作的领导", "教育投入", "教师队伍")
    assert codes(early) == []
    publish_shipped(name=DUTY, by=acting_as("supervisor"), at=NOW)
    work_off()
    assert codes(early) == ["1.1", "2.4", "2.7"]


def test_points_are_counted_and_narrow_down(duty: None, client_of: Callable[[str], Client]) -> None:
    report("甲报告", "党对教育工作的领导", "教育投入", "教师队伍")
    report("乙报告", "教育投入", "职业教育", "学前教育")
    shelved("丙报告", ["正文"])
    facet = next(each for each in numbers_of(Question(), VISITOR, NOW.date())[1] if each.name == "point")
    assert [(str(each.label).split()[0], each.count) for each in facet.choices] == [
        *(("1.1", 1), ("2.4", 2), ("2.5", 1), ("2.7", 1), ("2.8", 1))
    ]
    page = client_of("visitor").get("/library/", {"point": f"{DUTY}:2.7"}).content.decode()
    assert "甲报告" in page
    assert "乙报告" not in page
    assert "2.7 教师队伍建设" in page
    assert "x:9" in client_of("visitor").get("/library/", {"point": "x:9"}).content.decode()
