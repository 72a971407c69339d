"""What was read, as plain values for programs; the keys are public (design, section 6)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dudao.reports.model import BodyMention, CitedDocument, Event, Figure, Heading, Person, Reading, Report, Task


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """One report with everything found in it; offsets are characters in `text`."""
    report = reading.report
    return {
        "text": report.text,
        "title": report.title,
        "addressee": report.addressee,
        "signatory": report.signatory,
        "date": report.date,
        "hosting": dict(report.hosting) if report.hosting else None,
        "truncated": report.truncated,
        "headings": [_heading(each) for each in report.headings],
        "figures": [figure_as_json(each) for each in reading.figures],
        "documents": [_document(each) for each in reading.documents],
        "events": [_event(each) for each in reading.events],
        "people": [_person(each) for each in reading.people],
        "bodies": [_body(each) for each in reading.bodies],
        "tasks": [_task(each) for each in reading.tasks],
        "placeholders": [
            {"text": each.text, "kind": each.kind, "start": each.start, "end": each.end}
            for each in reading.placeholders
        ],
        "claims_without_figure": [
            {"text": each.text, "kind": each.kind, "start": each.start, "end": each.end} for each in reading.claims
        ],
        "attachments": [
            {
                "number": each.number,
                "title": each.title,
                "present": each.is_present,
                "start": each.start,
                "end": each.end,
            }
            for each in report.attachments
        ],
        "tables": [_table(report, index) for index in range(len(report.tables))],
        "own_year": reading.own_year,
        "notes": [
            {"code": each.code, "text": each.text, "start": each.start, "end": each.end} for each in report.notes
        ],
        "source": {
            "kind": report.source.kind,
            "reader": report.source.reader,
            "encoding": report.source.encoding,
            "pages": report.source.pages,
            "digest": report.source.digest,
        },
    }


def number_as_text(value: Decimal) -> str:
    """A decimal as it is printed, never in exponent form.

    >>> number_as_text(Decimal("1E+3")), number_as_text(Decimal("64.690"))
    ('1000', '64.690')
    """
    return format(value, "f")


def figure_as_json(each: Figure) -> dict[str, Any]:
    """A figure; `value` as printed and not multiplied out, `role` as in the worked answers."""
    return {
        "text": each.text,
        "start": each.start,
        "end": each.end,
        "value": number_as_text(each.value),
        "unit": each.unit,
        "metric": each.metric,
        "period": each.period,
        "period_start": each.when.start.isoformat() if each.when else None,
        "period_end": each.when.end.isoformat() if each.when else None,
        "role": each.role.value,
        "comparison": each.comparison,
        "change": each.change,
        "approx": each.approx,
        "bound": each.bound,
        "numeral": each.numeral,
        "scope": each.scope,
        "same_basis": each.same_basis,
        "as_printed_wrong": bool(each.printed_wrong),
        "cell": list(each.cell) if each.cell else None,
    }


def _heading(each: Heading) -> dict[str, Any]:
    return {
        "level": each.level,
        "number": each.number,
        "title": each.title,
        "start": each.start,
        "end": each.end,
        "run_in": each.run_in,
        "generated": each.generated,
        "raw": each.raw,
    }


def _document(each: CitedDocument) -> dict[str, Any]:
    return {
        "title": each.title,
        "number": each.number,
        "date": each.date,
        "issuer": each.issuer,
        "start": each.start,
        "end": each.end,
        "closed": each.closed,
    }


def _event(each: Event) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "date": each.date,
        "actor": each.actor,
        "post": each.post,
        "act": each.act,
        "place": each.place,
        "count": each.count,
        "start": each.start,
        "end": each.end,
    }


def _person(each: Person) -> dict[str, Any]:
    return {"name": each.name, "post": each.post, "masked": each.masked, "start": each.start, "end": each.end}


def _body(each: BodyMention) -> dict[str, Any]:
    return {
        "name": each.name,
        "kind": each.kind,
        "level": each.level,
        "masked": each.masked,
        "start": each.start,
        "end": each.end,
    }


def _task(each: Task) -> dict[str, Any]:
    return {
        "measure": each.measure,
        "deadline": each.deadline,
        "responsible": each.responsible,
        "progress": each.progress,
        "start": each.start,
        "end": each.end,
    }


def _table(report: Report, index: int) -> dict[str, Any]:
    table = report.tables[index]
    return {
        "caption": table.caption,
        "unit": table.unit,
        "header_rows": table.header_rows,
        "start": table.start,
        "end": table.end,
        "cells": [
            {
                "row": cell.row,
                "column": cell.column,
                "text": report.text[cell.start : cell.end],
                "span_rows": cell.span_rows,
                "span_columns": cell.span_columns,
            }
            for cell in table.cells
        ],
    }
