"""Worked cases of indicators, run: the rows of a case are read as any data are, computed, and compared with what must come out."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

from dudao.facts.load import load_facts
from dudao.indicators.results import IndicatorResult
from dudao.indicators.run import Run
from dudao.indicators.score.bodies import points_at
from dudao.schemes.faults import Faults
from dudao.schemes.formula.render import plain
from dudao.schemes.indicators import Edition, Indicator, IndicatorCase
from dudao.schemes.strict import exact_number
from dudao.values.exact import Exact
from dudao.values.periods import parse_period


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """A case with what came out; `faults` is empty where it holds."""

    indicator: Indicator
    case: IndicatorCase
    result: IndicatorResult | None
    faults: tuple[tuple[str, str], ...]


def run_cases(edition: Edition) -> tuple[CaseOutcome, ...]:
    """Every case of an edition, in its order."""
    with tempfile.TemporaryDirectory(prefix="dudao-cases-") as folder:
        return tuple(
            run_case(edition, indicator, case, Path(folder) / f"{indicator.code}-{number}")
            for indicator in edition.indicators
            for number, case in enumerate(indicator.cases)
        )


def tell_failing(outcomes: Iterable[CaseOutcome], faults: Faults) -> None:
    """Note what did not come out as a case says, at the place of the case."""
    for outcome in outcomes:
        for zh, en in outcome.faults:
            name = f"{outcome.indicator.code} {outcome.case.name}"
            faults.add(outcome.case.origin, f"算例“{name}”：{zh}", f"case {name}: {en}")


def run_case(
    edition: Edition, indicator: Indicator, case: IndicatorCase, folder: Path, *, is_traced: bool = False
) -> CaseOutcome:
    """One case; its rows are written to a folder and read like an office's own. The result explains itself where that is asked."""
    period = parse_period(case.period) if case.period else None
    if period is None:
        return CaseOutcome(indicator, case, None, ((f"时期“{case.period}”不对", f"{case.period!r} is no period"),))
    _write_tables(case, folder)
    loaded = load_facts([folder], edition.own, with_derived=False)
    told = [(problem.message("zh"), problem.message("en")) for problem in loaded.problems]
    run = Run(edition, loaded.known, period, is_traced=is_traced)
    result = next(
        (
            run.judge.result(indicator, at)
            for at in run.places(indicator)
            if (at.body, at.stage) == (case.body, case.stage) or (at.body == case.body and not case.stage)
        ),
        None,
    )
    if result is None:
        told.append((f"没有 {case.body} {case.stage} 的结果", f"no result for {case.body} {case.stage}"))
        return CaseOutcome(indicator, case, None, tuple(told))
    told += _differences(case, indicator, result)
    if case.score is not None:
        told += _score_differences(case.score, indicator, run, result)
    return CaseOutcome(indicator, case, result, tuple(told))


def _write_tables(case: IndicatorCase, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in case.tables:
        columns = list(dict.fromkeys(name for row in rows for name, _ in row))
        text = io.StringIO()
        writer = csv.DictWriter(text, columns)
        writer.writeheader()
        writer.writerows(dict(row) for row in rows)
        (folder / f"{table}.csv").write_text(text.getvalue(), encoding="utf-8")


def _differences(case: IndicatorCase, indicator: Indicator, result: IndicatorResult) -> list[tuple[str, str]]:
    found = []
    pairs = [
        ("state", "状态", case.state, result.state),
        ("verdict", "结论", case.verdict, result.verdict),
        ("shown", "显示值", case.shown, result.shown),
    ]
    for name, label, wanted, got in pairs:
        if wanted is not None and wanted != got:
            found.append((f"{label}应为 {wanted}，算得 {got}", f"{name} should be {wanted}, not {got}"))
    if case.value is not None and not _is_value(_in_unit(case.value, indicator), result.value):
        found.append(
            (
                f"值应为 {case.value}，算得 {result.value_text()}",
                f"value should be {case.value}, not {result.value_text()}",
            )
        )
    return found


def _score_differences(wanted: str, indicator: Indicator, run: Run, result: IndicatorResult) -> list[tuple[str, str]]:
    """The points of the body and stage of a case: exact, or to the six or more digits written where they are endless."""
    at = next(each for each in run.places(indicator) if (each.body, each.stage) == (result.body, result.stage))
    points = points_at(indicator, at.stage, run.judge, at)
    if points is None or points.points is None:
        state = "none" if points is None else points.state
        return [(f"得分应为 {wanted}，没有得分（{state}）", f"score should be {wanted}, there is none ({state})")]
    if _is_value(wanted, Exact.of(points.points)):
        return []
    shown = plain(points.points)
    return [(f"得分应为 {wanted}，算得 {shown}", f"score should be {wanted}, not {shown}")]


def _in_unit(wanted: str, indicator: Indicator) -> str:
    """A value written with the unit in which it is shown, 95%, as the number that it is."""
    unit = indicator.unit.replace("％", "%")
    text = wanted.strip().replace("％", "%")
    for written in (unit, f"[{unit}]"):
        if unit and text.endswith(written):
            return text.removesuffix(written).strip()
    return text


def _is_value(wanted: str, value: Exact | bool | None) -> bool:
    """Whether a value is the one written: exactly, or to the digits written where it is a root or endless."""
    if isinstance(value, bool):
        return wanted.lower() in (("true", "是") if value else ("false", "否"))
    exact = exact_number(wanted)
    if value is None or exact is None:
        return False
    if value == Exact.of(exact):
        return True
    try:
        digits = -int(Decimal(wanted).as_tuple().exponent)
    except (InvalidOperation, TypeError):
        return False
    return digits >= 6 and Fraction(value.quantize(digits)) == exact
