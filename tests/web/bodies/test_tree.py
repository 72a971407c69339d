"""Bodies over time: what was called what and stood below whom, on which day, as known when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dudao.web.audit.models import AuditEntry
from dudao.web.bodies.actions import (
    Ground,
    NewBody,
    catch_up,
    close_body,
    found_body,
    import_bodies,
    merge_bodies,
    move_body,
    rename_body,
    split_body,
)
from dudao.web.bodies.models import Body
from dudao.web.bodies.tree import tree_on
from dudao.web.policies import Refused
from dudao.web.site.people import OUTSIDE
from tests.web.cast import NOW, acting_as

pytestmark = pytest.mark.usefixtures("cast")
NEW_YEAR = Ground(on=date(2026, 1, 1), document_number="云政发〔2026〕1号")
SUMMER = Ground(on=date(2026, 7, 1))


def test_a_renamed_body_keeps_its_old_name_for_the_days_before() -> None:
    rename_body(code="990102", name="临江市", short_names="临江", ground=NEW_YEAR, by=acting_as("operator"), at=NOW)
    assert tree_on(date(2025, 12, 31))["990102"].name == "临江县"
    assert tree_on(date(2026, 1, 1))["990102"].name == "临江市"
    assert Body.objects.get(pk="990102").name == "临江市"


def test_a_county_moves_with_all_below_it_from_its_day_on() -> None:
    move_body(code="990102", parent_code="990200", ground=NEW_YEAR, by=acting_as("supervisor"), at=NOW)
    assert tree_on(date(2025, 12, 31))["9901020001"].path == "/990000/990100/990102/9901020001/"
    assert tree_on(date(2026, 1, 1))["9901020001"].path == "/990000/990200/990102/9901020001/"
    assert Body.objects.get(pk="990102-edu").path == "/990000/990200/990102/990102-edu/"
    assert Body.objects.get(pk="990103").path == "/990000/990100/990103/"


def test_what_is_dated_ahead_waits_for_its_day() -> None:
    move_body(code="990102", parent_code="990200", ground=SUMMER, by=acting_as("operator"), at=NOW)
    assert Body.objects.get(pk="990102").path.startswith("/990000/990100/")
    assert catch_up(date(2026, 6, 30)) == 0
    assert catch_up(date(2026, 7, 1)) == 4  # the county, two departments, one school
    assert Body.objects.get(pk="9901020001").path == "/990000/990200/990102/9901020001/"


def test_a_closed_round_sees_the_tree_as_it_was_known_then() -> None:
    later = NOW + timedelta(days=30)
    early = Ground(on=date(2026, 3, 1))
    rename_body(code="990103", name="清源县", short_names="", ground=early, by=OUTSIDE, at=later)
    assert tree_on(date(2026, 3, 2), known_at=later)["990103"].name == "清源县"


def test_merged_counties_close_and_hand_over_what_was_below() -> None:
    new = NewBody("990105", "county", "江河县", "990100")
    merge_bodies(codes=["990102", "990103"], into=new, ground=NEW_YEAR, by=acting_as("operator"), at=NOW)
    assert Body.objects.get(pk="990102").closed_on == NEW_YEAR.on
    assert Body.objects.get(pk="990103-edu").path == "/990000/990100/990105/990103-edu/"
    after = tree_on(NEW_YEAR.on)
    assert "990102" not in after
    assert after["9901020001"].parent == "990105"


PARTS = [NewBody("990106", "county", "江南县", "990100"), NewBody("990107", "county", "江北县", "990100")]


def split(shares: dict[str, str], into: list[NewBody] = PARTS) -> None:
    by = acting_as("operator")
    split_body(code="990102", into=into, shares=shares, ground=NEW_YEAR, by=by, at=NOW)


def shares_of(target: str, **others: str) -> dict[str, str]:
    """Everything below the county to one body, but what is named."""
    below = Body.objects.filter(parent="990102", closed_on=None).values_list("code", flat=True)
    return {**dict.fromkeys(below, target), **others}


def test_a_split_hands_every_body_below_over_on_its_day_and_ends_what_keeps_none() -> None:
    split(shares_of("990106", **{"9901020001": "990107"}))
    before, after = tree_on(NEW_YEAR.on - timedelta(days=1)), tree_on(NEW_YEAR.on)
    assert (before["9901020001"].parent, after["9901020001"].parent) == ("990102", "990107")
    assert after["990102-edu"].parent == "990106"
    assert "990102" not in after
    assert Body.objects.get(pk="9901020001").events.filter(kind="moved", on=NEW_YEAR.on).exists()


def test_what_stays_keeps_the_body_and_so_does_a_single_new_one() -> None:
    split(shares_of("990102", **{"9901020001": "990106"}))
    assert tree_on(NEW_YEAR.on)["990102"].name == "临江县"
    assert tree_on(NEW_YEAR.on)["9901020001"].parent == "990106"


@pytest.mark.parametrize(
    ("shares", "match"),
    [
        ({"9901020001": "990106"}, "没有写明归入"),
        ({"9901020001": "990103"}, "不能归入 990103"),
        ({"990103-edu": "990106"}, "不是本单位的下级"),
    ],
)
def test_no_body_below_is_left_without_a_place(shares: dict[str, str], match: str) -> None:
    with pytest.raises(Refused, match=match):
        split(shares)
    assert not Body.objects.filter(pk="990106").exists()


def test_a_body_with_others_below_it_is_not_closed() -> None:
    with pytest.raises(Refused, match="下级"):
        close_body(code="990102", ground=NEW_YEAR, by=acting_as("operator"), at=NOW)


def test_a_body_never_comes_below_itself() -> None:
    with pytest.raises(Refused, match="自己的下级"):
        move_body(code="990100", parent_code="990102", ground=NEW_YEAR, by=acting_as("operator"), at=NOW)


@pytest.mark.parametrize("login", ["coordinator", "reporter", "leader", "inspector", "visitor", "member"])
def test_only_keepers_change_the_tree(login: str) -> None:
    entries = AuditEntry.objects.count()
    with pytest.raises(Refused):
        close_body(code="990202", ground=NEW_YEAR, by=acting_as(login), at=NOW)
    assert (AuditEntry.objects.count(), Body.objects.get(pk="990202").closed_on) == (entries, None)


def test_a_code_is_never_given_twice() -> None:
    new = NewBody("990102", "county", "别的县", "990100")
    with pytest.raises(Refused, match="990102"):
        found_body(new=new, ground=NEW_YEAR, by=acting_as("operator"), at=NOW)


def test_an_import_takes_parents_in_any_order_and_refuses_orphans_whole() -> None:
    rows = [NewBody("9902020001", "school", "石桥小学", "990202-x"), NewBody("990202-x", "town", "石桥镇", "990202")]
    assert import_bodies(new=rows, by=acting_as("supervisor"), at=NOW) == 2
    assert Body.objects.get(pk="9902020001").path == "/990000/990200/990202/990202-x/9902020001/"
    count = Body.objects.count()
    orphans = [NewBody("990301", "county", "新县", "990100"), NewBody("880001", "county", "孤县", "880000")]
    with pytest.raises(Refused, match="880000"):
        import_bodies(new=orphans, by=acting_as("supervisor"), at=NOW)
    assert Body.objects.count() == count
