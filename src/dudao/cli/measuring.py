"""What `dudao indicator` does: loaded by its verbs only."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dudao.cli.report import deliver, know_format, known_facts, parse_day, period_of
from dudao.cli.session import Session
from dudao.facts.known import KnownFacts
from dudao.indicators.output.as_csv import results_as_csv
from dudao.indicators.output.as_json import results_as_json, trace_as_json
from dudao.indicators.output.as_text import render_results, render_trace
from dudao.indicators.run import Run, run_edition
from dudao.schemes.edition import load_edition
from dudao.schemes.formula.faults import nearest
from dudao.schemes.indicators import Edition, Indicator
from dudao.values.errors import MisuseError
from dudao.values.periods import Period


@dataclass(frozen=True, slots=True)
class Asked:
    """Which number is to be explained."""

    body: str
    indicator: str
    stage: str


def write_results(
    session: Session,
    scheme: str,
    data: tuple[Path, ...],
    *,
    period: str | None,
    day: str | None,
    output_format: str,
    out: Path | None,
) -> None:
    """Compute a scheme on data and write its results."""
    know_format(output_format, ("text", "json", "csv"))
    issued = parse_day(day)
    edition = load_edition(scheme, day=issued)
    facts = known_facts(data, session)
    asked = _period(period, facts)
    session.progress("check")
    results = run_edition(edition, facts, asked, day=issued)
    session.clear_progress()
    if output_format == "json":
        deliver(session, json.dumps(results_as_json(results, session.lang), ensure_ascii=False, indent=1), out)
    elif output_format == "csv":
        deliver(session, results_as_csv(results).rstrip("\n"), out)
    else:
        name_of = _names(facts)
        most = None if out else 400
        deliver(session, render_results(results, edition, name_of, session.lang, most=most), out)


def write_trace(
    session: Session,
    scheme: str,
    data: tuple[Path, ...],
    asked: Asked,
    *,
    period: str | None,
    day: str | None,
    output_format: str,
    out: Path | None,
) -> None:
    """Explain one number of a scheme on data."""
    body, indicator, stage = asked.body, asked.indicator, asked.stage
    know_format(output_format, ("text", "json"))
    issued = parse_day(day)
    edition = load_edition(scheme, day=issued)
    facts = known_facts(data, session)
    run = Run(edition, facts, _period(period, facts), day=issued, is_traced=True)
    found = _indicator(edition, indicator)
    places = [at for at in run.places(found) if at.body == body and stage in ("", at.stage)]
    session.clear_progress()
    if not places:
        raise MisuseError(
            f"没有 {body} {stage} 的 {indicator}：核对单位代码、学段和时期",
            f"no {indicator} of {body} {stage}: check body, stage and period",
        )
    traces = [trace for at in places if (trace := run.judge.result(found, at).trace) is not None]
    if output_format == "json":
        shown = [trace_as_json(trace, session.lang) for trace in traces]
        deliver(session, json.dumps(shown[0] if len(shown) == 1 else shown, ensure_ascii=False, indent=1), out)
    else:
        deliver(session, "\n\n".join(render_trace(trace, session.lang) for trace in traces), out)


def _indicator(edition: Edition, code: str) -> Indicator:
    found = edition.indicator(code)
    if found is None:
        zh, en = nearest(code, [each.code for each in edition.indicators])
        raise MisuseError(f"方案没有指标 {code}{zh}", f"the scheme has no indicator {code}{en}")
    return found


def _period(text: str | None, facts: KnownFacts) -> Period:
    asked = period_of(text)
    if asked is not None:
        return asked
    periods = [fact.period for fact in facts.facts if fact.period.kind in ("year", "school_year")]
    if not periods:
        raise MisuseError("数据里没有可用的时期，请用 --period 写明", "the data name no period; give --period")
    return max(periods, key=lambda each: each.start)


def _names(facts: KnownFacts) -> Callable[[str], str]:
    names = {body.code: body.name for body in facts.bodies}
    return lambda code: names.get(code, code)
