"""What is done with the traces of a run in a request: made, gone through to the cells, put into words, written as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from dudao.indicators.output.as_json import Written, trace_as_json
from dudao.indicators.results import Results
from dudao.indicators.trace.model import TraceNode


def traces_of(results: Results) -> Iterator[TraceNode]:
    """The traces of all results, conclusions and scores of a run."""
    for each in (*results.results, *results.conclusions, *results.scores):
        trace = each.trace
        if trace is not None:
            yield trace


def steps_of(traces: Iterable[TraceNode]) -> list[TraceNode]:
    """All steps of some traces, each once."""
    seen: dict[int, TraceNode] = {}  # the steps are kept in it, so that no two have one identity
    for trace in traces:
        _go_through(trace, seen)
    return list(seen.values())


def _go_through(step: TraceNode, seen: dict[int, TraceNode]) -> None:
    if id(step) not in seen:
        seen[id(step)] = step
        for child in step.children:
            _go_through(child, seen)


def put_into_words(steps: Iterable[TraceNode]) -> None:
    """Read everything that steps say, as a page would that shows all of them in both languages."""
    for step in steps:
        _ = step.label_zh, step.label_en, step.state, step.value, step.unit, step.expression, step.with_numbers
        _ = step.place, step.basis, step.reason_zh, step.reason_en, step.verdict


def as_json(traces: Iterable[TraceNode]) -> str:
    """Some traces as one text."""
    written: Written = {}
    return json.dumps([trace_as_json(each, written=written) for each in traces], ensure_ascii=False)
