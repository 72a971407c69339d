"""What the catalogue has already, as far as a scheme's own tables must fit beside it: tables, columns, stages, lists."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from dudao.schemes.own_tables import Line

CATALOGUE = Path(__file__).parent / "catalogue" / "datasets"
ROW_COLUMNS = ("body_code", "body_name", "period", "stage")


@cache
def _lines(name: str) -> tuple[Line, ...]:
    with (CATALOGUE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def catalogue_tables() -> tuple[str, ...]:
    """The datasets of the catalogue, to which columns can be added."""
    return tuple(line["id"] for line in _lines("tables") if line["kind"] == "dataset")


@cache
def catalogue_stages() -> tuple[str, ...]:
    """The stages of the catalogue."""
    return tuple(line["id"] for line in _lines("stages"))


@cache
def catalogue_columns(table: str) -> frozenset[str]:
    """The ids of a dataset's columns, with one a stage where a line names stages."""
    line = next(each for each in _lines("tables") if each["id"] == table)
    return frozenset(
        (*ROW_COLUMNS, *(id_ for name in line["fields"].split("|") for id_ in expanded_columns(_lines(name))))
    )


def expanded_columns(lines: Iterable[Line]) -> Iterator[str]:
    """The ids that lines of columns stand for."""
    for line in lines:
        stages = [each for each in line["stages"].split("|") if each]
        yield from (f"{line['id']}_{stage}" for stage in stages) if stages else (line["id"],)


@cache
def catalogue_choices(table: str, column: str) -> tuple[str, ...]:
    """The ids of the entries of a list column of the catalogue; () where it has no list."""
    found = next((each for each in _lines("tables") if each["id"] == table), None)
    if found is None:
        return ()
    for name in found["fields"].split("|"):
        for line in _lines(name):
            if line["id"] == column and line["choices"]:
                return tuple(word.partition("=")[0] for word in line["choices"].split("|"))
    return ()
