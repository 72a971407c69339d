"""A score as a tree: total, groups, indicators with the method that gave their points, gates, grade and what the next one asks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dudao.indicators.results import FAIL, Reason
from dudao.indicators.score.points import Points
from dudao.indicators.score.totals import Total
from dudao.indicators.trace.model import ToldStep, TraceNode
from dudao.schemes.formula.render import plain
from dudao.schemes.indicators import ONE_LOWER, Edition, Grade, Indicator, Scoring
from dudao.values.exact import Exact

UNIT = "分"
METHODS = {
    "marks": ("达到得满分，未达到不得分", "all marks where it is met, none where it is not"),
    "bands": ("按分档给分", "by bands"),
    "linear": ("按比例给分", "in proportion"),
    "deduction": ("每差一步扣分", "points off for each step short"),
    "cumulative": ("逐步计分，下面各步都达到才计上面一步", "by steps: each counts only where those below it hold"),
    "rubric": ("由人按标准评分", "by people on a rubric"),
    "judged": ("由人评分", "by people"),
}


def traced_points(indicator: Indicator, stage: str, points: Points, tree: TraceNode) -> TraceNode:
    """The points of one indicator, with the indicator's own tree below."""
    scoring = indicator.scoring
    assert scoring is not None
    word_zh, word_en = METHODS.get(scoring.method, ("", ""))
    told_zh, told_en = _parts_of(scoring)
    marks = plain(points.marks)
    reason_zh, reason_en = f"满分 {marks} 分，{word_zh}{told_zh}", f"{marks} marks, {word_en}{told_en}"
    if points.reason is not None:
        reason_zh, reason_en = f"{reason_zh}；{points.reason.zh}", f"{reason_en}; {points.reason.en}"
    at = f" {stage}" if stage else ""
    children: tuple[TraceNode, ...] = (tree,)
    if points.points is not None and points.points < points.marks:
        children = (*children, _lost(points.marks - points.points))
    return ToldStep(
        "score",
        f"{indicator.code}{at} {indicator.name_zh}",
        f"{indicator.code}{at} {indicator.name_en}",
        state=points.state,
        value=shown_points(points.points),
        unit=UNIT if points.points is not None else "",
        children=children,
        reason_zh=reason_zh,
        reason_en=reason_en,
    )


def _lost(lost: Fraction) -> TraceNode:
    shown = shown_points(lost)
    return ToldStep(
        "shortfall",
        "失分",
        "points lost",
        value=shown,
        unit=UNIT,
        reason_zh=f"失 {shown} 分",
        reason_en=f"{shown} lost",
    )


def _parts_of(scoring: Scoring) -> tuple[str, str]:
    """The numbers of the method: bands, ends, steps."""
    if scoring.bands:
        told = "，".join(f"[{_open(each.low)}, {_open(each.high)}) {plain(each.score)}" for each in scoring.bands)
        return f"：{told}", f": {told}"
    if scoring.low is not None and scoring.high is not None:
        low, high = plain(scoring.low), plain(scoring.high)
        return f"：{low} 计 0 分，{high} 计满分", f": {low} gives 0, {high} all"
    if scoring.steps:
        told = "; ".join(f"{each.when.text} → {plain(each.score)}" for each in scoring.steps)
        return f"：{told}", f": {told}"
    if scoring.step is not None and scoring.off is not None:
        step, off = plain(scoring.step), plain(scoring.off)
        return f"：每 {step} 扣 {off} 分", f": {off} off for each {step}"
    return "", ""


def _open(value: Fraction | None) -> str:
    return "…" if value is None else plain(value)


def traced_total(
    label: tuple[str, str], total: Total, children: Sequence[TraceNode], reasons: Sequence[Reason] = ()
) -> TraceNode:
    """The points of a group or body over what they are made of."""
    told = (*total.reasons, *reasons)
    is_whole = all(child.value for child in children if child.kind == "score")
    return ToldStep(
        "score",
        label[0],
        label[1],
        state=total.state,
        value=shown_points(total.points),
        unit=UNIT if total.points is not None else "",
        with_numbers=" + ".join(child.value for child in children if child.kind == "score") if is_whole else "",
        children=tuple(children),
        reason_zh="；".join(each.zh for each in told) or (f"{total.missing} 项尚无得分" if total.missing else ""),
        reason_en="; ".join(each.en for each in told) or (f"{total.missing} without points" if total.missing else ""),
    )


def traced_grade(
    edition: Edition, points: Fraction | None, grade: Grade | None, at_most: Sequence[str]
) -> tuple[TraceNode, ...]:
    """The grade, by which bands, and how many points the next better one asks; nothing where there are no grades."""
    if not edition.grades or points is None:
        return ()
    ordered = sorted(edition.grades, key=lambda each: each.low, reverse=True)
    bands_zh = "，".join(f"{each.name_zh} ≥ {plain(each.low)}" for each in ordered)
    bands_en = ", ".join(f"{each.name_en} ≥ {plain(each.low)}" for each in ordered)
    told = [told_of(edition, each) for each in at_most]
    held = f"；{'；'.join(zh for zh, _ in told)}" if told else ""
    held_en = f"; {'; '.join(en for _, en in told)}" if told else ""
    nodes = [
        ToldStep(
            "verdict",
            "等次",
            "grade",
            value=grade.name_zh if grade else "",
            reason_zh=f"{bands_zh}{held}",
            reason_en=f"{bands_en}{held_en}",
        )
    ]
    better = [each for each in ordered if each.low > points]
    if better and not at_most:
        needed = shown_points(better[-1].low - points)
        nodes.append(
            ToldStep(
                "shortfall",
                "到上一等次",
                "to the next grade",
                value=needed,
                unit=UNIT,
                reason_zh=f"距{better[-1].name_zh}还差 {needed} 分",
                reason_en=f"{needed} points to {better[-1].name_en}",
            )
        )
    return tuple(nodes)


def told_of(edition: Edition, at_most: str) -> tuple[str, str]:
    """What a gate that holds does to the grade."""
    if at_most == FAIL:
        return "不定等次", "no grade"
    if at_most == ONE_LOWER:
        return "降低一个等次", "one grade lower"
    grade = next((each for each in edition.grades if each.code == at_most), None)
    zh, en = (grade.name_zh, grade.name_en) if grade else (at_most, at_most)
    return f"等次不高于{zh}", f"at most {en}"


def shown_points(points: Fraction | None) -> str:
    """Points as digits; "" while there are none."""
    return "" if points is None else f"{Exact.of(points).as_decimal(4):f}"
