"""A whole check as plain values for programs; the keys are public (design, section 6)."""

from __future__ import annotations

from typing import Any

from dudao import __version__
from dudao.diagnostics.as_json import diagnostic_as_json
from dudao.diagnostics.verdict import summarize
from dudao.reports.bind.model import Binding
from dudao.reports.check import CheckResult
from dudao.reports.output.reading_as_json import figure_as_json, number_as_text


def result_as_json(result: CheckResult, lang: str = "zh") -> dict[str, Any]:
    """One checked report: verdict, counts, bindings and remarks, and every rule that ran with its time."""
    given, report = result.given, result.given.report
    counts = summarize(result.diagnostics)
    return {
        "file": report.source.name,
        "title": report.title,
        "report_number": report.number_in_file,
        "digest": report.source.digest,
        "engine": __version__,
        "date": given.day.isoformat(),
        "period": given.settings.period.label() if given.settings.period else None,
        "scheme": f"{given.scheme.slug}/{given.scheme.edition}" if given.scheme else None,
        "scheme_digest": given.scheme.digest if given.scheme else None,
        "data_digest": given.facts.digest if given.facts else None,
        "verdict": result.verdict.value,
        "truncated": report.truncated,
        "summary": {
            **counts.by_level,
            "by_level": counts.by_level,
            "by_family": counts.by_family,
            "suppressed": counts.suppressed,
            "gone": counts.gone,
            "characters": len(report.text),
            "figures": len(given.reading.figures),
            "bindings": _states(given.bindings),
        },
        "bindings": bindings_as_json(result),
        "diagnostics": [diagnostic_as_json(each, lang) for each in result.diagnostics],
        "data_diagnostics": [diagnostic_as_json(each, lang) for each in (given.facts.problems if given.facts else ())],
        "rules": [
            {"code": run.code, "found": run.found, "seconds": round(run.seconds, 6), "trouble": run.trouble or None}
            for run in result.runs
        ],
    }


def _states(bindings: tuple[Binding, ...]) -> dict[str, int]:
    counts = {"agrees": 0, "differs": 0, "undecided": 0, "unbound": 0}
    for each in bindings:
        counts[each.state.value] += 1
    return counts


def bindings_as_json(result: CheckResult) -> list[dict[str, Any]]:
    """Each binding with the figure it is of, the fact, and how the two stand."""
    figures = {(each.start, each.end): each for each in result.given.reading.figures}
    entries = []
    for each in result.given.bindings:
        figure = figures.get((each.span.start, each.span.end)) if each.subject_kind == "figure" else None
        entries.append(
            {
                "kind": each.subject_kind,
                "figure": figure_as_json(figure) if figure else None,
                "quote": each.quote.exact,
                "start": each.span.start,
                "end": each.span.end,
                "fact": str(each.fact) if each.fact else None,
                "candidates": [str(one) for one in each.candidates],
                "state": each.state.value,
                "status": each.status,
                "expected": number_as_text(each.expected) if each.expected is not None else None,
                "difference": number_as_text(each.difference) if each.difference is not None else None,
                "basis": each.basis or None,
                "scope": each.scope or None,
                "why": each.why or None,
            }
        )
    return entries
