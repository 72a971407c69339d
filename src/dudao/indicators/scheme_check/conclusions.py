"""Conclusions, grades and gates: what they need exists, can pass or fail, and is in order."""

from __future__ import annotations

from fractions import Fraction

from dudao.indicators.scheme_check.formulas import need_truth
from dudao.indicators.scheme_check.scores import counted_marks
from dudao.indicators.symbols import Symbols
from dudao.schemes.faults import Faults
from dudao.schemes.formula.faults import nearest, nearest_or_all
from dudao.schemes.formula.render import plain
from dudao.schemes.indicators import ONE_LOWER, Conclusion, Edition, Grade


def check_conclusions(edition: Edition, symbols: Symbols, faults: Faults) -> None:
    """What a conclusion needs is an indicator of its grain that is judged; it needs something or has a rule."""
    for conclusion in edition.conclusions:
        if not conclusion.needs and conclusion.rule is None:
            zh, en = "needs 和 rule 都没有写，结论无从得出", "neither needs nor rule: nothing to conclude from"
            faults.add(conclusion.places.of("needs"), f"{conclusion.code}：{zh}", f"{conclusion.code}: {en}")
        for code in conclusion.needs:
            _check_need(code, conclusion, edition, faults)
        if conclusion.rule is not None:
            need_truth(conclusion.rule, conclusion.grain, symbols, faults)


def _check_need(code: str, conclusion: Conclusion, edition: Edition, faults: Faults) -> None:
    indicator, at = edition.indicator(code), conclusion.places.of("needs")
    if indicator is None:
        zh, en = nearest(code, [each.code for each in edition.indicators])
        faults.add(at, f"{conclusion.code} 引用的指标 {code} 不存在{zh}", f"no indicator {code}{en}", name=code)
    elif indicator.grain != conclusion.grain:
        faults.add(
            at,
            f"{code} 的粒度是 {indicator.grain}，结论是 {conclusion.grain}",
            f"{code} is at {indicator.grain}, the conclusion at {conclusion.grain}",
        )
    elif indicator.verdict == "none":
        faults.add(
            at,
            f"{conclusion.code} 要求 {code} 达到，而它没有限值也没有判定",
            f"{conclusion.code} needs {code} to pass, and it has no threshold and no verdict",
        )


def check_gates(edition: Edition, symbols: Symbols, faults: Faults) -> None:
    """A gate asks a truth and leads to a grade that exists."""
    grades = [*(grade.code for grade in edition.grades), "fail", ONE_LOWER]
    for gate in edition.gates:
        need_truth(gate.when, gate.grain, symbols, faults)
        if gate.at_most not in grades:
            zh, en = nearest_or_all(gate.at_most, grades)
            faults.add(
                gate.places.of("at_most"), f"at_most {gate.at_most} 不是等次{zh}", f"{gate.at_most} is no grade{en}"
            )


def check_grades(edition: Edition, faults: Faults, notes: Faults) -> None:
    """Grades stand the best first, each once, with a floor, within what can be reached."""
    bonus = sum((each.scoring.bonus for each in edition.indicators if each.scoring), Fraction(0))
    most = Fraction(0) if faults.left_out else counted_marks(edition) + bonus
    sets = [(edition.grades, edition.places.of("grades")), *((own.grades, own.origin) for own in edition.grade_sets)]
    for grades, origin in sets:
        _check_grades(grades, most, faults)
        if grades and min(each.low for each in grades) > 0:
            low = plain(min(each.low for each in grades))
            zh, en = (
                f"{low} 分以下没有等次；最低一等写 from: 0",
                f"no grade below {low} points: give the lowest from: 0",
            )
            notes.add(origin, zh, en)


def _check_grades(grades: tuple[Grade, ...], most: Fraction, faults: Faults) -> None:
    seen: set[str] = set()
    for grade in grades:
        if grade.code in seen:
            faults.add(grade.places.of("code"), f"等次 {grade.code} 重复", f"the grade {grade.code} stands twice")
        seen.add(grade.code)
        if most and grade.low > most:
            faults.add(
                grade.places.of("from"),
                f"{grade.code} 从 {plain(grade.low)} 分起，而最多只有 {plain(most)} 分",
                f"{grade.code} begins at {plain(grade.low)} points, and there are {plain(most)} at most",
            )
    for better, worse in zip(grades, grades[1:], strict=False):
        if worse.low >= better.low:
            faults.add(
                worse.places.of("from"),
                f"等次应从高到低写：{worse.code} 的起点不低于 {better.code}",
                f"grades stand the best first: {worse.code} does not begin below {better.code}",
            )
