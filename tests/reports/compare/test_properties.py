"""What holds of any two versions: none differs from itself, and swapping the versions swaps the sides and nothing else."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dudao.reports.compare.model import ReportDifference
from dudao.reports.compare.versions import compare_readings
from tests.reports.compare.versions import reading_of

SENTENCES = (
    "2021年，全市教育支出60.93亿元，比上年增长3.76%。",
    "2020年，全市教育支出46.35亿元，比上年增长4.24%。",
    "2021年，全市教育支出61.20亿元。",
    "幼儿园448所，小学327所。",
    "幼儿园450所，小学327所，初中106所。",
    "印发《云州市教育经费管理办法》（云政发〔2020〕15号）。",
    "落实《云州市教育经费管理办法（试行）》。",
    "普惠性幼儿园覆盖率明显提高。",
    "普惠性幼儿园的覆盖率明显提高了。",
    "城区学位仍然紧张。",
    "召开会议三次。",
    "召开会议三次。",
)
HEADINGS = ("一、教育投入", "二、教育质量", "三、教育投入情况", "（一）经费", "（二）学位", "（二）教育质量")
PASSAGES = st.lists(st.sampled_from((*SENTENCES, *HEADINGS)), max_size=14).map("\n".join)
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def sides(found: ReportDifference, *, swap: bool) -> list[set[object]]:
    """Every change as its two sides and its aspects, in a form that can be compared with the swapped run."""

    def both(old: object, new: object) -> tuple[object, object]:
        return (new, old) if swap else (old, new)

    return [
        {(*both(each.old, each.new), frozenset(each.aspects)) for each in found.figures},
        {(*both(each.old, each.new), each.aspects) for each in found.documents},
        {(*both(each.old, each.new), each.aspects) for each in found.claims},
        {(*both(each.old, each.new), each.aspects, each.share) for each in found.sections},
        {(each.part, *both(each.old, each.new)) for each in found.front},
        {found.same_text},
    ]


@given(PASSAGES)
@SETTINGS
def test_a_report_does_not_differ_from_itself(text: str) -> None:
    assert compare_readings(reading_of(text), reading_of(text)).is_same


@given(PASSAGES, PASSAGES)
@SETTINGS
def test_swapping_the_versions_swaps_the_sides(one: str, other: str) -> None:
    before, after = reading_of(one), reading_of(other)
    assert sides(compare_readings(before, after), swap=False) == sides(compare_readings(after, before), swap=True)


@given(PASSAGES, PASSAGES)
@SETTINGS
def test_nothing_is_lost_and_nothing_is_counted_twice(one: str, other: str) -> None:
    before, after = reading_of(one), reading_of(other)
    found = compare_readings(before, after)
    assert sorted(each.old.start for each in found.figures if each.old) == [each.start for each in before.figures]
    assert sorted(each.new.start for each in found.figures if each.new) == [each.start for each in after.figures]
    assert sorted(each.old.start for each in found.claims if each.old) == [each.start for each in before.claims]
    assert len([each for each in found.sections if each.new]) == len(
        {each.new.span for each in found.sections if each.new}
    )
