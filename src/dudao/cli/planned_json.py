"""The results of a compiled plan as JSON, row by row: the object that the exact evaluator's results are printed as."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

from dudao.cli.tables import tables_as_json
from dudao.facts.load import tables_in
from dudao.indicators.compile.compute import Outcome
from dudao.indicators.output.as_json import results_as_json
from dudao.indicators.results import Results
from dudao.indicators.told import COLUMNS, CONCLUSIONS, PART
from dudao.schemes.indicators import Edition
from dudao.values.digests import digest_of_json
from dudao.values.periods import Period

ROWS_AT_ONCE = 10_000


def write_planned_json(out: Path, outcome: Outcome, edition: Edition, folder: Path, period: Period) -> None:
    """Write results, scores and conclusions; whole or not at all. `data_hash` is that of the tables, whatever engine."""
    tables = tables_in(folder, edition.own)
    empty = Results(
        scheme=edition.slug,
        edition=edition.edition,
        edition_digest=edition.digest,
        data_digest=digest_of_json(sorted(each.digest for each in tables)),
        period=period.label(),
        results=(),
        scores=outcome.scores,
        engine="plan",
    )
    head = results_as_json(empty, outcome.lang)
    partial = out.with_name(f".{out.name}.part")
    with partial.open("w", encoding="utf-8") as file:
        file.write("{\n")
        for name, content in (*head.items(), ("tables", tables_as_json(tables))):
            if name not in ("results", "conclusions"):
                file.write(f' "{name}": {indent(json.dumps(content, ensure_ascii=False, indent=1), " ").lstrip()}')
            else:
                rows = _results(outcome, edition) if name == "results" else _conclusions(outcome)
                file.write(f' "{name}": [')
                for number, row in enumerate(rows):
                    file.write(",\n" if number else "\n")
                    file.write(indent(json.dumps(row, ensure_ascii=False, indent=1), "  "))
                file.write("\n ]")
            file.write("\n" if name == "tables" else ",\n")
        file.write("}\n")
    os.replace(partial, out)


def _rows(outcome: Outcome, table: str, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    listed = ", ".join(f'"{each}"' for each in columns)
    found = outcome.computed.connection.execute(f"SELECT {listed} FROM {table} ORDER BY ALL")
    while some := found.fetchmany(ROWS_AT_ONCE):
        yield from (dict(zip(columns, row, strict=True)) for row in some)


def _results(outcome: Outcome, edition: Edition) -> Iterator[dict[str, Any]]:
    units = {each.code: each.unit for each in edition.indicators}
    for row in _rows(outcome, "results", ("body", "period", "stage", "indicator", *COLUMNS[4:])):
        limit = row["limit"]
        yield {
            "body": row["body"],
            "period": row["period"],
            "stage": row["stage"] or None,
            "indicator": row["indicator"],
            "value": row["value"] or None,
            "shown": row["shown"] or None,
            "state": row["state"],
            "missing": _parts(row["missing"]),
            "imputed": row["imputed"] == "yes",
            "unit": units[row["indicator"]] or None,
            "threshold": {"operator": row["operator"], "limit": limit} if limit else None,
            "verdict": row["verdict"],
            "score": row["score"] or None,
            "reasons": _parts(row["reasons"]),
        }


def _conclusions(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for row in _rows(outcome, "conclusions", CONCLUSIONS):
        yield row | {"reasons": _parts(row["reasons"])}


def _parts(text: str) -> list[str]:
    return text.split(PART) if text else []
