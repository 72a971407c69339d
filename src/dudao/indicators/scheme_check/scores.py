"""Scores: bands without gaps, steps that can be counted, marks that sum to what the scheme declares."""

from __future__ import annotations

from fractions import Fraction

from dudao.schemes.faults import Faults
from dudao.schemes.formula.render import plain
from dudao.schemes.indicators import Band, Edition, Indicator, Scoring

BY_NUMBER = ("bands", "linear", "deduction")
BY_PEOPLE = ("judged", "rubric")


def check_scoring(indicator: Indicator, faults: Faults) -> None:
    """What is wrong with how an indicator is scored, by itself."""
    scoring = indicator.scoring
    if scoring is None:
        return
    _check_method(indicator, scoring, faults)
    for band in scoring.bands:
        if band.score > scoring.marks + scoring.bonus or band.score < 0:
            told = (
                f"一档得分 {plain(band.score)} 不在 0 到分值之间",
                f"a band gives {plain(band.score)}, over the marks",
            )
            faults.add(band.places.of("score"), *told)
        if band.low is not None and band.high is not None and band.high <= band.low:
            faults.add(band.places.of("to"), "一档的 to 不大于 from", "to of a band is not above its from")
    if scoring.method == "bands":
        _check_bands(scoring, faults)
    for below, step in zip((None, *scoring.steps), scoring.steps, strict=False):
        if step.score > scoring.marks + scoring.bonus:
            faults.add(
                step.places.of("score"), "一步的得分超过分值", f"a step gives {plain(step.score)}, over the marks"
            )
        if below is not None and step.score <= below.score:
            zh = f"各步的得分应当逐步增加：{plain(below.score)} 之后是 {plain(step.score)}"
            en = f"each step should give more: {plain(step.score)} follows {plain(below.score)}"
            faults.add(step.places.of("score"), zh, en)


def _check_method(indicator: Indicator, scoring: Scoring, faults: Faults) -> None:
    """A method needs what it counts by: a verdict, a limit, a number."""
    at, is_judged = scoring.places.of("method"), indicator.verdict in ("threshold", "truth", "judged")
    if scoring.method == "marks" and not is_judged:
        zh = "marks 按判定计分，而这个指标没有限值也没有判定"
        faults.add(at, zh, "marks are given by the verdict, and there is no threshold and no verdict")
    if scoring.method in BY_NUMBER and indicator.verdict in ("truth", "judged"):
        zh = f"{scoring.method} 按数值计分，而这个指标的结果是是非；用 marks"
        faults.add(at, zh, f"{scoring.method} counts by a number, and the result is a truth: use marks")
    if scoring.method == "deduction" and indicator.threshold is None:
        zh = "deduction 按与限值的差距扣分，而这个指标没有限值"
        faults.add(at, zh, "deduction counts how far the limit is missed, and there is no threshold")
    if scoring.step is not None and scoring.step <= 0:
        faults.add(scoring.places.of("step"), "step 应当大于 0", "step should be greater than 0")
    if scoring.low is None or scoring.high is None:
        return
    if scoring.low == scoring.high:
        faults.add(scoring.places.of("high"), "low 和 high 不能相同", "low and high cannot be the same")
    elif indicator.rises is not None and (scoring.low < scoring.high) != indicator.rises:
        better = "more" if indicator.rises else "less"
        faults.add(
            scoring.places.of("low"),
            f"low 是零分点，high 是满分点，与 better: {better} 相反",
            f"low is the value of no marks, high of full marks: that contradicts better: {better}",
        )


def _check_bands(scoring: Scoring, faults: Faults) -> None:
    """Bands meet end to end, in whatever order they are written."""
    bands = sorted(scoring.bands, key=lambda each: (each.low is not None, each.low or Fraction(0)))
    for early, late in zip(bands, bands[1:], strict=False):
        if early.high == late.low and early.high is not None:
            continue
        is_overlap = early.high is None or late.low is None or late.low < early.high
        faults.add(
            late.places.of("from"),
            f"分档{'重叠' if is_overlap else '有空档'}：{_told(early, 'zh')} 与 {_told(late, 'zh')}",
            f"bands {'overlap' if is_overlap else 'leave a gap'}: {_told(early, 'en')} and {_told(late, 'en')}",
        )
    for band, end, zh, en in (
        (bands[0], bands[0].low, "以下", "below") if bands else (None, None, "", ""),
        (bands[-1], bands[-1].high, "及以上", "from … on, at or above") if bands else (None, None, "", ""),
    ):
        if band is not None and end is not None:
            faults.add(
                band.places.own,
                f"分档不全：{plain(end)} {zh}没有得分；不写 from 或 to 表示没有边界",
                f"bands are not whole: nothing is said {en} {plain(end)}; leave from or to out for an open end",
            )


def _told(band: Band, lang: str) -> str:
    low = "…" if band.low is None else plain(band.low)
    high = "…" if band.high is None else plain(band.high)
    return f"{low} 至 {high}" if lang == "zh" else f"{low} to {high}"


# ─────────────── sums of marks ───────────────


def counted_marks(edition: Edition) -> Fraction:
    """The most that a body of the edition's level can get, bonus left out."""
    return sum((each.scoring.marks for each in _counted(edition) if each.scoring), Fraction(0))


def _counted(edition: Edition) -> list[Indicator]:
    return [
        each
        for each in edition.indicators
        if each.scoring is not None and each.scoring.method != "gate" and each.grain == edition.level
    ]


def check_marks(edition: Edition, faults: Faults, notes: Faults) -> None:
    """Marks sum to what `total` declares; a score at another grain than the scheme's level never counts and is told.

    Nothing is summed while a file cannot be read.
    """
    if not edition.level:
        return
    counted = _counted(edition)
    at_level = {each.origin for each in counted}
    for indicator in edition.indicators:
        scoring = indicator.scoring
        if scoring is not None and scoring.method != "gate" and indicator.origin not in at_level:
            faults.add(
                scoring.places.own,
                f"总分按 {edition.level} 计，{indicator.code} 在 {indicator.grain}，它的分永远不计入",
                f"the score is of a {edition.level}: the marks of {indicator.code}, at {indicator.grain}, never count",
            )
    if faults.left_out:
        return
    marks = counted_marks(edition)
    if edition.total is not None and marks != edition.total:
        faults.add(
            edition.places.of("total"),
            f"各指标分值合计 {plain(marks)}，total 写的是 {plain(edition.total)}",
            f"the marks of the indicators sum to {plain(marks)}, total says {plain(edition.total)}",
        )
    elif edition.total is None and counted and edition.grades and marks != 100:
        notes.add(
            edition.places.of("grades"),
            f"各指标分值合计 {plain(marks)}，不是 100；如果本来如此，请在 scheme.yaml 写 total: {plain(marks)}",
            f"the marks sum to {plain(marks)}, not 100; if that is meant, write total: {plain(marks)} in scheme.yaml",
        )
