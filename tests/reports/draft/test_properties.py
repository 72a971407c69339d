"""Whatever the facts are, the draft that they give is checked without error against them, and states nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports.draft.invented import CITY, NORTH, SOUTH, checked, write_facts, year_of_city

STAGES = ("preschool", "primary", "junior", "senior", "vocational")
COUNT = st.integers(0, 400_000)
MONEY = st.integers(1_000, 9_000_000)
FEES = st.decimals(300, 30_000, places=2)
MISSING = st.sampled_from(("", "不适用", "不予公开"))


def entry(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """A value, or now and then none."""
    return st.one_of(values, values, values, values, MISSING)


@st.composite
def years(draw: st.DrawFn) -> list[dict[str, object]]:
    """The city's rows of one or two years; parts add up to their whole where all are known."""
    rows = []
    for period in draw(st.sampled_from(((2023,), (2022, 2023)))):
        row: dict[str, object] = {}
        for stage in STAGES:
            row[f"schools_{stage}"] = draw(entry(st.integers(0, 900)))
            row[f"students_{stage}"] = draw(entry(COUNT))
            for name in ("edu_fund_per_student", "public_per_student", "norm"):
                row[f"{name}_{stage}"] = draw(entry(FEES))
        for name in ("schools", "students"):
            parts = [row[f"{name}_{stage}"] for stage in STAGES]
            row[f"{name}_special"] = draw(st.integers(1, 90))
            known = [part for part in parts if isinstance(part, int)]
            is_unknown = any(part in ("", "不予公开") for part in parts)
            row[f"{name}_total"] = sum(known) + row[f"{name}_special"] + (5_000_000 if is_unknown else 0)
        for name in ("edu_exp_t", "appropriation_t", "rev_regular_t"):
            row[name] = draw(entry(MONEY))
        row["exp_total"] = draw(st.integers(9_000_000, 90_000_000))
        for name in ("pay_teacher", "pay_civil"):
            row[name] = draw(st.integers(30_000, 200_000))
        for band in (25, 30, 35, 40, 45, 50, 55, 60, 65, 66):
            for stage in ("primary", "junior", "senior"):
                row[f"class_band_{band}_{stage}"] = draw(st.integers(0, 500))
        base = draw(st.integers(1, 900))
        row |= {"schools_party_base": base, "schools_with_party": draw(st.integers(0, base))}
        row |= {"community_kg_total": base, "community_kg_done": draw(st.integers(0, base))}
        for name in ("contact_schools", "leader_visits", "leader_lectures", "school_districts", "school_groups"):
            row[name] = draw(entry(st.integers(0, 90)))
        row["teachers_recruited"] = recruited = draw(st.integers(1, 4000))
        row["teachers_shortage"] = draw(st.integers(0, recruited))
        row["population"] = draw(st.integers(100_000, 9_000_000))
        rows.append(dict(year_of_city(period, **row)))
    return rows


@st.composite
def works(draw: st.DrawFn) -> list[str]:
    """Ledger lines with planned and done, some beyond, some behind their deadline."""
    lines = []
    for number, (kind, subject, unit) in enumerate(
        (
            ("project", "新建公办幼儿园", "所"),
            ("project", "寄宿制学校改造", "所"),
            ("task", "对照负面清单自查", "项"),
            ("training", "暑期集中培训", "人次"),
            ("inspection", "办园行为督导评估", "所"),
        )
    ):
        planned, done = draw(st.integers(1, 500)), draw(st.integers(0, 520))
        deadline = draw(st.sampled_from(("2023-06-30", "2023-12-31", "")))
        lines.append(
            f"{number},{kind},2023-10-31,{CITY},墨河市教育局,,{subject},,{planned},{done},{unit},{deadline},市教育局,,"
        )
    return lines


@given(city=years(), ledger=works(), pay=st.lists(st.integers(50_000, 60_000), min_size=4, max_size=4))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_draft_agrees_with_its_facts(city, ledger, pay) -> None:
    county = [
        {"body_code": code, "period": 2023, "pay_teacher": own, "pay_civil": civil}
        for code, own, civil in ((NORTH, pay[0], pay[1]), (SOUTH, pay[2], pay[3]))
    ]
    with tempfile.TemporaryDirectory() as folder:
        facts = write_facts(Path(folder), city, county=county, ledger=ledger)
        found = checked(facts)
    # drawn amounts may lie thousands of times apart from year to year; that is doubted (NUM015) whoever wrote it
    assert [each for each in found.errors if not each.startswith("NUM015")] == [], found.text
    assert found.not_agreeing == [], found.text
