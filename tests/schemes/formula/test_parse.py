"""Formulas: what is read, what is refused and where, and that text and tree are each other's image."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dudao.schemes.formula.faults import FormulaError
from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Number, Operation, Place, Text, Words, is_same
from dudao.schemes.formula.parse import parse_formula
from dudao.schemes.formula.render import render_formula

HERE = Place(1, 1)


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("a + b * c", "a + b * c"),
        ("(a + b) * c", "(a + b) * c"),
        ("a - (b - c)", "a - (b - c)"),
        ("a - b - c", "a - b - c"),
        ("a / (b * c)", "a / (b * c)"),
        ("-(a + b)", "-(a + b)"),
        ("not (a and b) or c", "not (a and b) or c"),
        ("（a＋b）／c", "(a + b) / c"),
        ("x >= 85% and t in ['小学',\"初中\"]", "x >= 85% and t in ['小学', '初中']"),
        ("cv(A4 , weight:students)  # 差异系数", "cv(A4, weight: students)"),
        ("count(of: school, where: s > 2000[人]) == 0", "count(of: school, where: s > 2000[人]) == 0"),
    ],
)
def test_a_formula_reads_and_writes(text: str, again: str) -> None:
    assert render_formula(parse_formula(text)) == again


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("", 1, 1, "没有写完"),
        ("a +", 1, 4, "没有写完"),
        ("sum(", 1, 5, "没有写完"),
        ("a\n  $ b", 2, 3, "$"),
        ("a <= b <= c", 1, 8, "不能连写"),
        ("f(of: a, b)", 1, 10, "带名称"),
        ("a b", 1, 3, "b"),
        ("(a", 1, 3, "缺 )"),
        ("a in b", 1, 6, "["),
        ("-" * 100 + "a", 1, 60, "嵌套"),
        ("(" * 100, 1, 61, "嵌套"),
        ("a + " * 400 + "a", 1, 1602, "拆成"),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, line: int, column: int, says: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert (caught.value.place.line, caught.value.place.column) == (line, column)
    assert says in caught.value.zh


NUMBERS = st.builds(
    lambda n, d, unit: Number(Fraction(n, 10**d), unit, HERE),
    st.integers(0, 10**9),
    st.integers(0, 6),
    st.sampled_from(["", "%", "元/生"]),
)
LEAVES = st.one_of(
    NUMBERS, st.builds(Name, st.sampled_from(["students", "A4", "小学在校生", "school.type"]), st.just(HERE))
)


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    operators = st.sampled_from(["+", "-", "*", "/", "and", "or", ">=", "==", "<"])
    return st.one_of(
        st.builds(Operation, operators, inner, inner, st.just(HERE)),
        st.builds(
            Operation, st.just("in"), inner, st.builds(Words, st.tuples(st.just("小学")), st.just(HERE)), st.just(HERE)
        ),
        st.builds(Negation, st.sampled_from(["-", "not"]), inner, st.just(HERE)),
        st.builds(
            Call,
            st.just("sum"),
            st.tuples(inner),
            st.lists(st.tuples(st.just("where"), inner), max_size=1).map(tuple),
            st.just(HERE),
        ),
        st.builds(Operation, st.just("=="), st.builds(Text, st.just("it's"), st.just(HERE)), inner, st.just(HERE)),
    )


@given(st.recursive(LEAVES, _grown, max_leaves=20))
def test_text_and_tree_are_each_others_image(tree: Node) -> None:
    assert is_same(parse_formula(render_formula(tree)), tree)
