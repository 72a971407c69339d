"""What changed between two versions as plain values for programs; the keys are public (docs/reference/json.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from dudao import __version__
from dudao.reports.compare.model import (
    ClaimChange,
    DocumentChange,
    FigureChange,
    HasState,
    NamedDocument,
    ReportDifference,
    Section,
    SectionChange,
    State,
)
from dudao.reports.model import Claim, Figure, Reading
from dudao.reports.output.reading_as_json import figure_as_json, number_as_text
from dudao.values.quantities import quantize


def difference_as_json(difference: ReportDifference, *, with_unchanged: bool = False) -> dict[str, Any]:
    """One report in two versions. Lists hold what came, went or changed, and with `with_unchanged` the rest too."""
    old, new = difference.old, difference.new
    groups = difference.figures, difference.documents, difference.claims, difference.sections
    figures, documents, claims, sections = (_listed(group, with_unchanged) for group in groups)
    return {
        "engine": __version__,
        "old": _version(old) if old else None,
        "new": _version(new) if new else None,
        "same": difference.is_same,
        "summary": summary_of(difference),
        "front": [{"part": each.part, "old": each.old, "new": each.new} for each in difference.front],
        "figures": [_figure(each, old, new) for each in figures],
        "documents": [_document(each) for each in documents],
        "claims": [_claim(each) for each in claims],
        "sections": [_section(each) for each in sections],
    }


def summary_of(difference: ReportDifference) -> dict[str, Any]:
    """Counts by state for each kind of thing, and the share of text that is the same word for word."""
    return {
        "same_text": number_as_text(difference.same_text),
        "figures": _counts(difference.figures),
        "documents": _counts(difference.documents),
        "claims": _counts(difference.claims),
        "sections": _counts(difference.sections),
    }


def _counts(changes: Iterable[HasState]) -> dict[str, int]:
    counted = Counter(each.state for each in changes)
    return {state.value: counted[state] for state in State}


def _listed(changes: Iterable[Any], with_unchanged: bool) -> list[Any]:
    return [each for each in changes if with_unchanged or each.state is not State.UNCHANGED]


def _version(reading: Reading) -> dict[str, Any]:
    report = reading.report
    return {
        "file": report.source.name,
        "title": report.title,
        "report_number": report.number_in_file,
        "digest": report.source.digest,
        "characters": len(report.text),
        "figures": len(reading.figures),
    }


def _figure(each: FigureChange, old: Reading | None, new: Reading | None) -> dict[str, Any]:
    return {
        "state": each.state.value,
        "aspects": list(each.aspects),
        "old": _placed_figure(each.old, old),
        "new": _placed_figure(each.new, new),
        "difference": _short(each.difference),
        "unit": each.unit,
        "relative": _short(each.relative),
    }


def _short(value: Decimal | None) -> str | None:
    """A decimal without trailing zeros, at most six decimals; a difference of printed numbers never needs more."""
    if value is None:
        return None
    text = number_as_text(quantize(value, 6))
    return text.rstrip("0").rstrip(".") if "." in text else text


def _placed_figure(figure: Figure | None, reading: Reading | None) -> dict[str, Any] | None:
    if figure is None or reading is None:
        return None
    headings = reading.report.section_at(figure.start)
    return figure_as_json(figure) | {"section": [f"{each.marker or each.number}{each.title}" for each in headings]}


def _document(each: DocumentChange) -> dict[str, Any]:
    return {
        "state": each.state.value,
        "aspects": list(each.aspects),
        "old": _named(each.old),
        "new": _named(each.new),
    }


def _named(document: NamedDocument | None) -> dict[str, Any] | None:
    if document is None:
        return None
    places = [{"start": span.start, "end": span.end} for span in document.places]
    return {"title": document.title or None, "number": document.number, "places": places}


def _claim(each: ClaimChange) -> dict[str, Any]:
    return {
        "state": each.state.value,
        "aspects": list(each.aspects),
        "old": _claimed(each.old),
        "new": _claimed(each.new),
    }


def _claimed(claim: Claim | None) -> dict[str, Any] | None:
    return {"text": claim.text, "kind": claim.kind, "start": claim.start, "end": claim.end} if claim else None


def _section(each: SectionChange) -> dict[str, Any]:
    return {
        "state": each.state.value,
        "aspects": list(each.aspects),
        "old": _headed(each.old),
        "new": _headed(each.new),
        "text_changed": number_as_text(each.share) if each.share is not None else None,
    }


def _headed(section: Section | None) -> dict[str, Any] | None:
    if section is None:
        return None
    heading = section.heading
    return {
        "level": section.level,
        "number": heading.number if heading else None,
        "title": heading.title if heading else None,
        "start": section.span.start,
        "end": section.span.end,
        "characters": len(section.text),
    }
