"""Results and traces as JSON; names and shapes are a public contract (docs/reference/json.md)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dudao.indicators.output.as_csv import in_order
from dudao.indicators.results import BodyScore, ConclusionResult, IndicatorResult, Reason, Results
from dudao.indicators.trace.model import TraceNode
from dudao.indicators.unit_words import numbers_in
from dudao.schemes.indicators import LegalBasis
from dudao.values.exact import Exact


def results_as_json(results: Results, lang: str = "zh") -> dict[str, Any]:
    """All results of a run: `scheme`, `edition`, `data_hash`, `results`, `conclusions`."""
    written: Written = {}
    return {
        "scheme": results.scheme,
        "edition": results.edition,
        "edition_hash": results.edition_digest,
        "data_hash": results.data_digest,
        "engine": results.engine,
        "period": results.period,
        "results": [_result(each, lang, written) for each in in_order(results.results)],
        "scores": [_score(each, lang) for each in results.scores],
        "conclusions": [
            _conclusion(each, lang)
            for each in sorted(results.conclusions, key=lambda each: (each.body, each.period, each.conclusion))
        ],
    }


def _result(result: IndicatorResult, lang: str, written: Written) -> dict[str, Any]:
    limit = result.limit_text()
    shown = {
        "body": result.body,
        "period": result.period,
        "stage": result.stage or None,
        "indicator": result.indicator,
        "value": result.value_text(),
        "shown": numbers_in(result.shown, lang) or None,
        "state": result.state,
        "missing": [each.en if lang == "en" else each for each in result.missing],
        "imputed": result.is_imputed,
        "unit": result.unit or None,
        "threshold": None if limit is None else {"operator": result.operator, "limit": limit},
        "verdict": result.verdict,
        "score": None if result.score is None else str(result.score),
        "reasons": [_told(reason, lang) for reason in result.reasons],
    }
    return shown if result.trace is None else shown | {"trace": trace_as_json(result.trace, lang, written)}


def _score(score: BodyScore, lang: str) -> dict[str, Any]:
    return {
        "body": score.body,
        "period": score.period,
        "state": score.state,
        "points": _number(score.points),
        "marks": _number(score.marks),
        "missing": score.missing,
        "grade": score.grade or None,
        "groups": [
            {"group": each.group, "state": each.state, "points": _number(each.points), "marks": _number(each.marks)}
            for each in score.groups
        ],
        "indicators": [
            {
                "indicator": each.indicator,
                "stage": each.stage or None,
                "state": each.state,
                "points": _number(each.points),
                "marks": _number(each.marks),
            }
            for each in score.indicators
        ],
        "layers": None
        if score.layers is None
        else {
            "claimed": _number(score.layers.claimed),
            "checked": _number(score.layers.checked),
            "credibility": _number(score.layers.credibility),
            "final": _number(score.layers.final),
            "confirmed": score.layers.is_confirmed,
        },
        "reasons": [_told(reason, lang) for reason in score.reasons],
    }


def _number(value: Fraction | None) -> str | None:
    return None if value is None else f"{Exact.of(value).as_decimal():f}"


def _conclusion(result: ConclusionResult, lang: str) -> dict[str, Any]:
    return {
        "body": result.body,
        "period": result.period,
        "conclusion": result.conclusion,
        "verdict": result.verdict,
        "reasons": [_told(reason, lang) for reason in result.reasons],
    }


def _told(reason: Reason, lang: str) -> str:
    return reason.en if lang == "en" else reason.zh


Written = dict[int, tuple[TraceNode, dict[str, Any]]]
"""Steps put into words before, by their identity; the steps themselves beside them, so that it stays theirs."""


def trace_as_json(node: TraceNode, lang: str = "zh", written: Written | None = None) -> dict[str, Any]:
    """A trace as nested objects; keys without content are left out.

    Args:
        written: what other traces of the same run were written as. A step that several rest on is put into words once, and
            is the very same object wherever it stands.
    """
    known = {} if written is None else written
    if id(node) in known:
        return known[id(node)][1]
    english = lang == "en"
    shown: dict[str, Any] = {
        "kind": node.kind,
        "label": node.label_en if english else node.label_zh,
        "state": node.state,
        "verdict": node.verdict,
        "value": node.value if node.kind == "cell" else numbers_in(node.value, lang),
        "unit": node.unit,
        "expression": node.expression,
        "with_numbers": numbers_in(node.with_numbers, lang),
        "place": str(node.place) if node.place else "",
        "valid_from": node.valid_from.isoformat() if node.valid_from else "",
        "valid_to": node.valid_to.isoformat() if node.valid_to else "",
        "reason": node.reason_en if english else node.reason_zh,
        "basis": [_basis(each) for each in node.basis],
        "children": [trace_as_json(child, lang, known) for child in node.children],
    }
    own = {key: value for key, value in shown.items() if value or key in ("kind", "label", "state")}
    known[id(node)] = (node, own)
    return own


def _basis(basis: LegalBasis) -> dict[str, str]:
    told = {
        "instrument": basis.instrument,
        "article": basis.article,
        "status": basis.status,
        "source": basis.source,
    }
    return {key: value for key, value in told.items() if value}
