"""Events: each kind with its example and look-alike, and the fields that a sentence gives."""

from __future__ import annotations

import pytest

from dudao.reports.extract.event_kinds import EVENT_KINDS
from dudao.reports.extract.reading import extract_reading
from dudao.reports.model import Event
from dudao.reports.structure.build import report_from_text


def events_of(text: str) -> tuple[Event, ...]:
    return extract_reading(report_from_text(text)).events


@pytest.mark.parametrize("kind", EVENT_KINDS, ids=lambda kind: kind.kind)
def test_each_kind_has_an_example_and_a_look_alike(kind) -> None:
    assert [each.kind for each in events_of(kind.example)] == [kind.kind]
    assert events_of(kind.look_alike) == ()


def test_a_day_without_year_takes_the_year_before_it() -> None:
    first, second = events_of("2021年4月30日，市长王建国到云州一中调研；6月26日，副市长李梅到云州二中调研。")
    assert (first.date, second.date) == ("2021-04-30", "2021-06-26")
    assert (second.post, second.actor, second.place) == ("副市长", "李梅", "云州二中")


def test_titles_in_a_row_are_one_event_each() -> None:
    found = events_of("2021年5月，市政府印发《甲办法》《乙办法》。")
    assert [(each.date, each.actor, each.act) for each in found] == [
        ("2021-05", "市政府", "印发《甲办法》"),
        ("2021-05", "市政府", "印发《乙办法》"),
    ]


def test_a_transfer_names_where_to() -> None:
    (event,) = events_of("2020年，将市直14所学校整体划转至临江区政府管理。")
    assert (event.kind, event.date, event.place) == ("transfer", "2020", "临江区政府")


def test_words_inside_a_title_tell_no_event() -> None:
    assert events_of("2021年，学习《关于召开会议和开展调研的若干规定》。") == ()
