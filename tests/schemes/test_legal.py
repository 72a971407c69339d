"""The registry of instruments: every line is whole, and a printed title or number finds its edition."""

from __future__ import annotations

from datetime import date

import pytest

from dudao.schemes.legal import known_instruments, number_key, title_key

REGISTRY = known_instruments()


@pytest.mark.parametrize("instrument", REGISTRY.instruments, ids=lambda each: each.id)
def test_a_line_of_the_registry_is_whole(instrument) -> None:
    assert instrument.title
    assert instrument.issuer
    assert instrument.source
    assert instrument.status in ("confirmed", "unconfirmed")
    assert (instrument.ended is None) == (instrument.how_ended == "")
    if instrument.ended and instrument.effective:
        assert instrument.effective < instrument.ended
    if instrument.successor:
        assert instrument.successor in REGISTRY.by_id


def test_a_title_is_found_with_and_without_issuer_state_and_trial_mark() -> None:
    assert [each.id for each in REGISTRY.titled("学前教育法")] == ["preschool-education-law"]
    assert REGISTRY.titled("关于规范校外培训机构发展的意见") == REGISTRY.titled(
        "国务院办公厅关于规范校外培训机构发展的意见"
    )
    assert REGISTRY.titled("国家中长期教育改革和发展规划纲要(2010-2020年)")
    assert REGISTRY.titled("云州市义务教育管理办法") == ()


def test_a_number_is_found_in_any_brackets() -> None:
    assert number_key("国办发［2018］82号") == number_key("国办发〔2018〕82号")
    assert [each.id for each in REGISTRY.numbered("国办发[2018]82号")] == ["funding-structure-opinions"]


def test_an_old_edition_shares_its_title_and_knows_its_successor() -> None:
    old, new = REGISTRY.titled("幼儿园工作规程")
    assert title_key(old.title) == title_key(new.title)
    assert REGISTRY.successor_of(old) is new
    assert old.in_force_on(date(2016, 2, 29))
    assert not old.in_force_on(date(2016, 3, 1))
