"""Types and units of formulas: what goes together, and how a fault is told."""

from __future__ import annotations

import pytest

from dudao.schemes.formula.dimensions import NUMBER, parse_measure
from dudao.schemes.formula.faults import FormulaError
from dudao.schemes.formula.infer import Scope, Type, infer_type
from dudao.schemes.formula.parse import parse_formula


def number(unit: str) -> Type:
    measure = parse_measure(unit)
    assert measure is not None
    return Type("number", measure.dimension)


ROWS = {
    "students": number("人"),
    "teachers": number("人"),
    "area_teaching": number("㎡"),
    "equipment": number("万元"),
    "fund": number("元"),
    "rate": number("%"),
    "other_rate": number("%"),
    "rise": number("个百分点"),
    "type": Type("text"),
    "boarding": Type("truth"),
    "A4": number("㎡/生"),
}
COUNTY = {"pay": number("元"), "rate": number("%")}


def scope_of(grain: str) -> Scope:
    scopes = {
        "school_stage": Scope("school_stage", ROWS, scope_of, (), ("school", "county"), ("school_stage", "school")),
        "county": Scope("county", COUNTY, scope_of, ("school_stage",), ("city",), ("school_stage", "county")),
    }
    return scopes[grain]


@pytest.mark.parametrize(
    ("grain", "formula", "gives"),
    [
        ("school_stage", "area_teaching / students", "㎡/人"),
        ("school_stage", "teachers / students", "1"),
        ("school_stage", "equipment + fund", "元"),
        ("school_stage", "equipment / students", "元/人"),
        ("school_stage", "rate - other_rate", "个百分点"),
        ("school_stage", "rate + rise", "%"),
        ("school_stage", "1 - rate", "%"),
        ("school_stage", "fund * rate", "元"),
        ("school_stage", "rate / other_rate", "1"),
        ("school_stage", "growth(fund)", "%"),
        ("school_stage", "if(boarding, fund, 0[元])", "元"),
        ("school_stage", "max(students, 100[人])", "人"),
        ("school_stage", "ceil(students / 12[人])", "1"),
        ("county", "cv(A4, weight: students)", "1"),
        ("county", "sum(fund, of: school_stage, where: type in ['小学'])", "元"),
        ("county", "share(students > 45[人], of: school_stage)", "%"),
        ("county", "count(of: school_stage, where: students > 0) / 2", "1"),
    ],
)
def test_the_unit_follows_by_algebra(grain: str, formula: str, gives: str) -> None:
    assert str(infer_type(parse_formula(formula), scope_of(grain)).dimension) == gives


@pytest.mark.parametrize(
    ("grain", "formula", "column", "says"),
    [
        ("school_stage", "student / teachers", 1, "students"),
        ("school_stage", "students + fund", 10, "单位不同"),
        ("school_stage", "rate - rise + fund", 13, "单位不同"),
        ("school_stage", "rate > rise", 6, "单位不同"),
        ("school_stage", "rise * fund", 6, "不能相乘"),
        ("school_stage", "students and boarding", 1, "是非"),
        ("school_stage", "type + 1", 1, "数"),
        ("school_stage", "if(boarding, fund)", 1, "3个参数"),
        ("school_stage", "if(boarding, fund, type)", 20, "不是一类"),
        ("school_stage", "if(boarding, fund, students)", 20, "单位不同"),
        ("school_stage", "100[元每生]", 1, "单位"),
        ("county", "cvv(A4)", 1, "cv"),
        ("county", "cv(A4, wieght: students)", 16, "weight"),
        ("county", "sum(fund, of: scool_stage)", 15, "school_stage"),
        ("county", "sum(fund, within: nation)", 19, "within"),
        ("county", "sum(fund, where: students)", 18, "是非"),
    ],
)
def test_a_fault_names_its_place_and_the_nearest_word(grain: str, formula: str, column: int, says: str) -> None:
    with pytest.raises(FormulaError) as caught:
        infer_type(parse_formula(formula), scope_of(grain))
    assert caught.value.place.column == column
    assert says in caught.value.zh


def test_a_plain_number_is_no_rate() -> None:
    assert infer_type(parse_formula("2 / 37"), scope_of("county")).dimension == NUMBER
