"""The outcome of a check as plain values: what the page of a version shows, and what a later check is compared with.

Texts of rules are kept in both languages; the report's own text is kept as the core marks it, a mark for every figure and remark.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import Any

from dudao.diagnostics.labels import label_in_language
from dudao.diagnostics.model import Diagnostic, Location
from dudao.diagnostics.verdict import standing, summarize, verdict_of
from dudao.reports.bind.decisions import ListedBinding
from dudao.reports.bind.model import BindingState
from dudao.reports.check import CheckResult
from dudao.reports.model import Figure
from dudao.reports.output.listed_bindings import FactWords
from dudao.reports.output.marked_text import marked_report
from dudao.reports.output.reading_as_json import number_as_text
from dudao.web.report_desk.checking import Checked, own_remarks

LANGUAGES = ("zh", "en")
Plain = dict[str, Any]
CONTRADICTIONS = ("FAC001", "FAC003", "FAC005", "FAC006")
"""Rules that say the report contradicts what was accepted: a figure, a number of the ledger, a claim, a limit."""
_HEADING = re.compile(r"<(h[2-6])(?= class=\"level-)")


def outcome_of(checked: Checked, told: dict[str, Plain]) -> Plain:
    """Everything that pages need of a check.

    Args:
        told: by the short name of a binding what its fact was when the version first stood on it; from the check before.
    """
    words = FactWords(checked.known)
    figures = _figures(checked, words)
    told_now = _told(figures, told)
    for each in figures:
        each["was"] = _was(each, told_now.get(each["id"]))
    lost = _lost(figures, told)
    told_now |= {each["id"]: told[each["id"]] for each in lost}
    remarks = [each for result in checked.results for each in _remarks(result)]
    return {
        "text": {
            lang: "".join(
                marked_report(_own(each), f"r{number}", lang) for number, each in enumerate(checked.results, 1)
            )
            for lang in LANGUAGES
        },
        "outline": _outline(checked),
        "remarks": remarks,
        "figures": figures + lost,
        "told": told_now,
    }


def _with_places(text: str) -> str:
    """The marked text with a name for each heading, which the outline leads to."""
    numbers = count()
    return _HEADING.sub(lambda found: f'<{found[1]} id="s-{next(numbers)}"', text)


def _outline(checked: Checked) -> list[Plain]:
    """The headings that stand alone, numbered as in the marked text."""
    numbers = count()
    return [
        {"n": next(numbers), "level": each.level, "title": f"{each.marker}{each.title}", "start": each.start}
        for result in checked.results
        for each in result.given.report.headings
        if not each.run_in
    ]


def counts_of(checked: Checked, outcome: Plain) -> Plain:
    """The columns of a check: verdict, counts by level and by state, characters, sentences that data made wrong."""
    remarks = [each for result in checked.results for each in own_remarks(result)]
    counts = summarize(remarks)
    states = Counter(each["state"] for each in outcome["figures"] if each["kind"] == "figure")
    incomplete = any(each.is_incomplete for each in checked.results)
    return {
        "verdict": verdict_of(remarks, is_incomplete=incomplete).value,
        "errors": counts.by_level["error"],
        "warnings": counts.by_level["warning"],
        "notes": counts.by_level["note"],
        "accepted": counts.suppressed,
        "characters": sum(len(each.given.report.text) for each in checked.results),
        "changed": sum(1 for each in outcome["figures"] if each["was"]),
        "contradicted": sum(1 for each in outcome["remarks"] if is_contradiction(each)),
        **{state.value: states[state.value] for state in BindingState},
    }


def is_contradiction(remark: Plain) -> bool:
    """Whether a remark that still stands, and is no error, says that the report contradicts accepted data."""
    return remark["code"] in CONTRADICTIONS and remark["level"] == "warning" and not remark["accepted"]


def _own(result: CheckResult) -> CheckResult:
    """The same result without the core's remarks on accepted remarks: those have no place in the text."""
    return CheckResult(result.given, tuple(own_remarks(result)), result.runs)


def _remarks(result: CheckResult) -> list[Plain]:
    report = result.given.reading.report.number_in_file
    found = own_remarks(result)
    counted = {id(each) for each in standing(found)}
    return [_remark(each, index, report, id(each) in counted) for index, each in enumerate(found)]


def _remark(each: Diagnostic, index: int, report: int, is_standing: bool) -> Plain:
    place = each.location
    return {
        "n": index,
        "report": report,
        "key": each.fingerprint,
        "code": each.code,
        "level": each.severity.value,
        "kind": each.kind.value,
        "family": each.code[:3],
        "start": place.span.start if place else None,
        "quote": place.quote if place else "",
        "before": place.prefix[-12:] if place else "",
        "behind": place.suffix[:12] if place else "",
        "message": _both(each.message),
        "help": _both(each.help),
        "why": _both(each.why),
        "authority": _both(each.authority),
        "related": [_related(one) for one in each.related],
        "accepted": None if is_standing or not each.suppression else _both(each.suppression.in_language),
    }


def _both(text: Any) -> dict[str, str]:
    return {lang: text(lang) for lang in LANGUAGES}


def _related(place: Location) -> Plain:
    label = _both(lambda lang: label_in_language(place.label, lang))
    return {"label": label, "quote": place.quote, "start": place.span.start}


def _figures(checked: Checked, words: FactWords) -> list[Plain]:
    """Every binding in the order of the text; `n` is the running number by which the text marks a figure."""
    places = {
        (number, figure.start, figure.end): (index, figure)
        for number, result in enumerate(checked.results, 1)
        for index, figure in enumerate(result.given.reading.figures)
    }
    numbers = [n for n, result in enumerate(checked.results, 1) for _ in result.given.bindings]
    found = []
    for number, each in zip(numbers, checked.bound.listed, strict=True):
        spot = places.get((number, each.binding.span.start, each.binding.span.end))
        is_figure = each.binding.subject_kind == "figure" and spot is not None
        index, figure = spot if is_figure and spot else (None, None)
        report = checked.results[number - 1].given.report
        sentence = report.sentences[report.sentence_index(each.binding.span.start)].of(report.text)
        found.append({"n": index, "report": number, "sentence": sentence.strip()} | _figure(each, figure, words))
    return found


def _figure(each: ListedBinding, figure: Figure | None, words: FactWords) -> Plain:
    binding = each.binding
    return {
        "id": each.id,
        "kind": binding.subject_kind,
        "quote": binding.quote.exact,
        "start": binding.span.start,
        "end": binding.span.end,
        "metric": figure.metric if figure else "",
        "period": (figure.period or "") if figure else "",
        "unit": (figure.unit or "") if figure else "",
        "state": binding.state.value,
        "fact": str(binding.fact) if binding.fact else "",
        "fact_words": words.of(binding.fact),
        "candidates": [[str(one), words.of(one)] for one in binding.candidates[:8]],
        "expected": _number(binding.expected),
        "difference": _number(binding.difference),
        "slip": binding.slip,
        "why": binding.why,
        "status": binding.status,
        "person": binding.person,
        "date": binding.date,
        "note": each.saved.note if each.saved else "",
        "found": each.finding.value if each.finding else "",
    }


def _number(value: Any) -> str:
    return "" if value is None else number_as_text(value)


def _told(figures: list[Plain], before: dict[str, Plain]) -> dict[str, Plain]:
    """What each bound fact was when the version first stood on it; a place that was tied to another fact begins anew."""
    told = {}
    for each in figures:
        earlier = before.get(each["id"])
        if earlier is not None and (each["fact"] in ("", earlier["fact"])):
            told[each["id"]] = earlier
        elif each["fact"]:
            told[each["id"]] = {name: each[name] for name in ("fact", "expected", "state")}
            if each["kind"] != "figure":
                told[each["id"]]["row"] = dict(each)
    return told


def _lost(figures: list[Plain], told: dict[str, Plain]) -> list[Plain]:
    """Documents and events that were found when the version came and are found nowhere now: their sentences rest on nothing."""
    there = {each["id"] for each in figures}
    gone = (each["row"] for name, each in told.items() if "row" in each and name not in there)
    return [
        row | {"state": BindingState.UNBOUND.value, "fact": "", "candidates": [], "was": row["quote"]}
        for row in gone
        if row["state"] == BindingState.AGREES.value
    ]


def _was(each: Plain, told: Plain | None) -> str:
    """What the fact was when the sentence was right, where the sentence is wrong now; "" else.

    A figure's fact has another number; a document or event that was found is gone, or another day stands beside it.
    """
    if told is None or told["state"] != BindingState.AGREES.value or each["state"] == BindingState.AGREES.value:
        return ""
    is_same_number = each["kind"] == "figure" and each["fact"] and each["expected"] == told["expected"]
    if each["status"] == "rejected" or is_same_number:
        return ""
    return str(told["expected"] or each["quote"])
