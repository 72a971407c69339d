"""Accepted exceptions: which remarks they cover, how they are told, and what becomes of those that cover nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dudao.diagnostics.suppressions import REASONS, Suppression, apply_suppressions
from tests.diagnostics.remarks import PLACE, remark

DAY = date(2021, 11, 5)
ACCEPTED = Suppression("NUM001", "definition", "按新口径统计", "财务科 甲", date(2021, 12, 31))


def codes(*accepted: Suppression, found: tuple = (remark(),), day: date = DAY) -> list[tuple[str, bool]]:
    return [(each.code, each.suppression is not None) for each in apply_suppressions(found, accepted, day=day)]


def test_a_remark_stays_visible_with_reason_person_and_end_date() -> None:
    (each,) = apply_suppressions([remark()], [ACCEPTED], day=DAY)
    assert each.suppression is not None
    assert each.suppression.zh == "口径不同：按新口径统计（财务科 甲，至2021-12-31）"
    assert each.suppression.en == "another statistical definition: 按新口径统计 (财务科 甲, until 2021-12-31)"


def test_who_approved_and_the_document_are_told() -> None:
    told = replace(ACCEPTED, document="云政办函〔2021〕3号", approved_by="副主任 乙")
    (each,) = apply_suppressions([remark()], [told], day=DAY)
    assert each.suppression is not None
    assert "云政办函〔2021〕3号，副主任 乙" in each.suppression.zh


@pytest.mark.parametrize(
    ("changed", "covers"),
    [
        ({}, True),
        ({"code": "growth-not-from-amounts"}, True),
        ({"code": "NUM"}, False),
        ({"code": "NUM002"}, False),
        ({"quote": "8.3"}, True),
        ({"quote": "8.4"}, False),
        ({"fingerprint": remark().fingerprint}, True),
        ({"fingerprint": "0000"}, False),
        ({"fingerprint": remark().fingerprint, "quote": "8.4"}, False),
    ],
)
def test_it_covers_a_code_or_name_with_its_quote_and_fingerprint(changed: dict[str, str], covers: bool) -> None:
    expected = [("NUM001", True)] if covers else [("NUM001", False), ("INT011", False)]
    assert codes(replace(ACCEPTED, **changed)) == expected


def test_one_exception_may_cover_several_places() -> None:
    other = remark(at=replace(PLACE, quote="9.1%"))
    assert codes(ACCEPTED, found=(remark(), other)) == [("NUM001", True)] * 2


def test_a_remark_without_a_place_is_covered_unless_a_quote_is_asked_for() -> None:
    whole = remark(at=None)
    assert codes(ACCEPTED, found=(whole,)) == [("NUM001", True)]
    assert codes(replace(ACCEPTED, quote="8"), found=(whole,)) == [("NUM001", False), ("INT011", False)]


def test_one_that_covers_nothing_is_reported() -> None:
    assert codes(ACCEPTED, found=()) == [("INT011", False)]
    (unused,) = apply_suppressions([], [ACCEPTED], day=DAY)
    assert "NUM001" in unused.message("zh")
    assert "NUM001" in unused.message("en")


def test_it_holds_on_its_last_day_and_is_reported_afterwards() -> None:
    assert codes(ACCEPTED, day=date(2021, 12, 31)) == [("NUM001", True)]
    assert codes(ACCEPTED, day=date(2022, 1, 1)) == [("NUM001", False), ("INT012", False)]
    expired = apply_suppressions([remark()], [ACCEPTED], day=date(2022, 1, 1))[1]
    assert "2021-12-31" in expired.message("zh")


@pytest.mark.parametrize("code", ["INT001", "INT011", "INT012"])
def test_trouble_of_the_program_cannot_be_hidden(code: str) -> None:
    assert codes(replace(ACCEPTED, code=code), found=(remark(code),)) == [(code, False), ("INT013", False)]


def test_remarks_on_exceptions_have_fingerprints_of_their_own() -> None:
    found = apply_suppressions([], [ACCEPTED, replace(ACCEPTED, quote="甲"), replace(ACCEPTED, code="STR001")], day=DAY)
    assert len({each.fingerprint for each in found}) == 3


def test_every_reason_has_words_in_both_languages() -> None:
    assert all(each.zh and each.en for each in REASONS.values())
