"""What is kept from one save to the next says the same as reading and checking everything anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.utils import translation

from dudao.facts.known import Fact
from dudao.web.bodies.actions import NewBody, import_bodies
from dudao.web.datasets import known, queries
from dudao.web.datasets.actions import Change, add_row, explain_remark, remove_row, save_cells
from dudao.web.datasets.checking import Remark
from dudao.web.datasets.desks import desk_of
from dudao.web.datasets.known import facts_of_sheet
from dudao.web.datasets.lately import Lately
from dudao.web.datasets.queries import remarks_of
from dudao.web.datasets.tables import AskedTable
from dudao.web.rounds.models import RoundBody
from dudao.web.site.people import OUTSIDE
from tests.web.cast import NOW, acting_as
from tests.web.datasets.county_round import AT, county_round, table

SCHOOLS = 12
"""Enough for the checks that compare schools with each other."""


@pytest.fixture
def evaluated(cast: None) -> RoundBody:
    """A county with some schools in the stage of data."""
    more = [NewBody(f"99010201{number:02}", "school", f"临江县第{number}小学", "990102") for number in range(SCHOOLS)]
    import_bodies(new=more, by=OUTSIDE, at=NOW)
    return county_round()


@contextmanager
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything is worked out anew."""
    with monkeypatch.context() as anew:
        for module, names in ((known, ("_sheets", "_rows")), (queries, ("_told", "_remarks"))):
            for name in names:
                anew.setattr(module, name, Lately(1))
        yield


def told(evaluated: RoundBody, asked: AskedTable) -> tuple[list[Remark], tuple[Fact, ...]]:
    desk = desk_of(evaluated, asked)
    return remarks_of(desk), facts_of_sheet(asked, desk.sheet, desk.rows).facts


@pytest.mark.parametrize("name", ["school_stage", "room"])
def test_after_any_changes_the_remarks_are_those_of_a_fresh_reading(
    evaluated: RoundBody, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, chance = table(evaluated, name), random.Random(20_260_310)
    if asked.has_free_rows:
        for number in range(SCHOOLS):
            add_row(
                evaluated_id=evaluated.pk,
                table=asked,
                body_code=f"99010201{number:02}",
                by=acting_as("coordinator"),
                at=AT,
            )
    had_remarks = 0
    for turn in range(12):
        _change(evaluated, asked, chance)
        if turn == 6:
            _take_out_a_row(evaluated, asked, chance)
        if turn == 8:
            _explain_one(evaluated, asked)
        kept = told(evaluated, asked)
        with nothing_kept(monkeypatch):
            assert kept == told(evaluated, asked)
        had_remarks += bool(kept[0])
    assert had_remarks


def _change(evaluated: RoundBody, asked: AskedTable, chance: random.Random) -> None:
    rows = chance.sample(desk_of(evaluated, asked).there, 5)
    changes = [
        Change(row.key, column.id, str(chance.randrange(1, 9)))
        for row in rows
        for column in asked.fillable
        if column.is_number
    ]
    changes += [Change(row.key, asked.further_keys[0], str(chance.randrange(3))) for row in rows if asked.further_keys]
    save_cells(evaluated_id=evaluated.pk, table=asked, seq=10**6, changes=changes, by=acting_as("coordinator"), at=AT)


def _take_out_a_row(evaluated: RoundBody, asked: AskedTable, chance: random.Random) -> None:
    row = chance.choice(desk_of(evaluated, asked).there[:5])
    remove_row(evaluated_id=evaluated.pk, table=asked, key=row.key, by=acting_as("coordinator"), at=AT)


def _explain_one(evaluated: RoundBody, asked: AskedTable) -> None:
    remarks = [each for each in remarks_of(desk_of(evaluated, asked)) if each.kind == "experience"]
    if not remarks:
        return
    explain_remark(
        evaluated_id=evaluated.pk,
        table=asked,
        remark=remarks[0].id,
        found=remarks[0].found,
        text="撤并后人数减少",
        by=acting_as("coordinator"),
        at=AT,
    )
    first = next(each for each in remarks_of(desk_of(evaluated, asked)) if each.id == remarks[0].id)
    assert first.is_explained
    assert replace(first, explanation=None) == remarks[0]


def test_remarks_are_in_the_language_of_the_page(evaluated: RoundBody) -> None:
    asked = table(evaluated)
    _change(evaluated, asked, random.Random(1))
    desk = desk_of(evaluated, asked)
    chinese = remarks_of(desk)
    with translation.override("en"):
        english = remarks_of(desk)
    assert [each.id for each in chinese] == [each.id for each in english]
    assert all(one.words != other.words for one, other in zip(chinese, english, strict=True))
    assert remarks_of(desk) == chinese
