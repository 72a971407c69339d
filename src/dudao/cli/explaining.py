"""What `dudao indicator explain` and `diff` do: loaded by these verbs only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dudao.cli.measuring import asked_period
from dudao.cli.report import deliver, know_format, known_facts, parse_day
from dudao.cli.session import Session
from dudao.facts.known import KnownFacts
from dudao.indicators.output.as_json import Written, trace_as_json
from dudao.indicators.output.as_text import render_trace
from dudao.indicators.output.difference import compare_runs
from dudao.indicators.output.difference_as_text import changes_as_json, render_changes
from dudao.indicators.output.explain_page import render_explanation
from dudao.indicators.run import Run
from dudao.indicators.scheme_check import sound_edition
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.formula.faults import nearest
from dudao.schemes.grade_sets import graded_by
from dudao.schemes.indicators import Edition
from dudao.schemes.levels import code_at
from dudao.values.errors import MisuseError

TOTAL = "TOTAL"
"""What a total score is asked for by; a group of points is asked for by its own code."""
LARGEST_RUN_BYTES = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be explained: an indicator, a conclusion, a group of points or the total."""

    body: str
    code: str
    stage: str


def write_explanation(
    session: Session,
    scheme: str,
    data: tuple[Path, ...],
    wanted: Asked,
    *,
    period: str | None,
    day: str | None,
    grades: str | None,
    output_format: str,
    is_full: bool,
    out: Path | None,
) -> None:
    """Explain one number, verdict or score of a scheme on data."""
    know_format(output_format, ("text", "json", "html"))
    issued = parse_day(day)
    edition = graded_by(sound_edition(scheme, day=issued), grades)
    facts = known_facts(data, session, edition.own, with_derived=False)
    asked = asked_period(period, facts, edition)
    run = Run(edition, facts, asked, day=issued, is_traced=True)
    traces = list(_traces(run, _at_level(wanted, edition, facts)))
    session.clear_progress()
    if not traces:
        raise MisuseError(
            f"没有 {wanted.body} {wanted.stage} 的 {wanted.code}：核对单位代码、学段和时期",
            f"no {wanted.code} of {wanted.body} {wanted.stage}: check body, stage and period",
        )
    if output_format == "json":
        written: Written = {}
        shown = [trace_as_json(trace, session.lang, written) for trace in traces]
        deliver(session, json.dumps(shown[0] if len(shown) == 1 else shown, ensure_ascii=False, indent=1), out)
    elif output_format == "html":
        title = edition.title_en if session.lang == "en" else edition.title_zh
        about = (
            f"{title} · {edition.slug}/{edition.edition} · {asked.label()}",
            f"scheme {edition.digest[:12]} · data {facts.digest[:12]}"
            if session.lang == "en"
            else f"方案内容 {edition.digest[:12]} · 数据 {facts.digest[:12]}",
        )
        deliver(session, render_explanation(traces, about=about, lang=session.lang).rstrip("\n"), out)
    else:
        deliver(session, "\n\n".join(render_trace(trace, session.lang, is_full=is_full) for trace in traces), out)


def _traces(run: Run, wanted: Asked) -> Iterator[TraceNode]:
    """The traces of what is asked for: an indicator (one for each stage), a conclusion, a group of points, the total."""
    edition, body, code = run.edition, wanted.body, wanted.code
    found = edition.indicator(code)
    traces: list[TraceNode | None]
    if found is not None:
        places = [at for at in run.places(found) if at.body == body and wanted.stage in ("", at.stage)]
        traces = [run.judge.result(found, at).trace for at in places]
    elif any(each.code == code for each in edition.conclusions):
        traces = [each.trace for each in run.conclusions({body}) if each.conclusion == code]
    elif code == TOTAL or code in {each.group for each in edition.indicators if each.scoring}:
        traces = [each.trace if code == TOTAL else each.trace_of(code) for each in run.scores({body})]
    else:
        known = [each.code for each in edition.indicators] + [each.code for each in edition.conclusions]
        zh, en = nearest(code, known)
        raise MisuseError(f"方案没有指标或结论 {code}{zh}", f"the scheme has no indicator or conclusion {code}{en}")
    yield from (trace for trace in traces if trace is not None)


def _at_level(wanted: Asked, edition: Edition, facts: KnownFacts) -> Asked:
    """What is asked for at the level of the body: LARGE_SHARE of a city is LARGE_SHARE_CITY."""
    kind = next((each.kind for each in facts.bodies if each.code == wanted.body), "")
    own = code_at(wanted.code, kind, "")
    known = {each.code for each in edition.indicators} | {each.code for each in edition.conclusions}
    return replace(wanted, code=own) if own in known else wanted


def write_run_difference(session: Session, old: Path, new: Path, output_format: str, out: Path | None) -> bool:
    """Write what changed between two runs; whether anything did."""
    know_format(output_format, ("text", "json"))
    one, other = _read_run(old), _read_run(new)
    changes = compare_runs(one, other)
    if output_format == "json":
        deliver(session, json.dumps({"changes": changes_as_json(changes)}, ensure_ascii=False, indent=1), out)
    else:
        deliver(session, render_changes(changes, lang=session.lang, most=None if out else 400), out)
    return bool(changes)


def _read_run(file: Path) -> dict[str, Any]:
    """A run as `indicator compute --format json` wrote it."""
    wrong = MisuseError(
        f"{file} 不是 indicator compute --format json 的结果",
        f"{file} was not written by indicator compute --format json",
    )
    if not file.is_file() or file.stat().st_size > LARGEST_RUN_BYTES:
        raise wrong
    try:
        content = json.loads(file.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise wrong from error
    if not isinstance(content, dict) or not isinstance(content.get("results"), list):
        raise wrong
    return content
