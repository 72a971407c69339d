"""What `dudao indicator` does: loaded by its verbs only."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from dudao.cli.report import deliver, know_format, known_facts, parse_day, period_of
from dudao.cli.session import Session
from dudao.facts.known import KnownFacts
from dudao.indicators.output.as_csv import results_as_csv
from dudao.indicators.output.as_json import results_as_json
from dudao.indicators.output.as_text import render_results
from dudao.indicators.run import run_edition
from dudao.schemes.edition import load_edition
from dudao.schemes.grade_sets import graded_by
from dudao.values.errors import MisuseError
from dudao.values.periods import Period


def write_results(
    session: Session,
    scheme: str,
    data: tuple[Path, ...],
    *,
    period: str | None,
    day: str | None,
    grades: str | None,
    output_format: str,
    with_trace: bool,
    out: Path | None,
) -> None:
    """Compute a scheme on data and write its results."""
    know_format(output_format, ("text", "json", "csv"))
    issued = parse_day(day)
    edition = graded_by(load_edition(scheme, day=issued), grades)
    facts = known_facts(data, session)
    asked = period_of(period) or latest_period(facts)
    session.progress("check")
    results = run_edition(edition, facts, asked, day=issued, is_traced=with_trace)
    session.clear_progress()
    if output_format == "json":
        deliver(session, json.dumps(results_as_json(results, session.lang), ensure_ascii=False, indent=1), out)
    elif output_format == "csv":
        deliver(session, results_as_csv(results).rstrip("\n"), out)
    else:
        name_of = _names(facts)
        most = None if out else 400
        deliver(session, render_results(results, edition, name_of, session.lang, most=most), out)


def latest_period(facts: KnownFacts) -> Period:
    """The latest year or school year that data speak of."""
    periods = [fact.period for fact in facts.facts if fact.period.kind in ("year", "school_year")]
    if not periods:
        raise MisuseError("数据里没有可用的时期，请用 --period 写明", "the data name no period; give --period")
    return max(periods, key=lambda each: each.start)


def _names(facts: KnownFacts) -> Callable[[str], str]:
    names = {body.code: body.name for body in facts.bodies}
    return lambda code: names.get(code, code)
