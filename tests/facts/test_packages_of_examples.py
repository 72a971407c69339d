"""The example data of every shipped scheme as a data package and as Parquet folders: the same facts, registers and results."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from dudao.facts.package import package_of
from dudao.indicators.run import run_edition
from dudao.schemes.edition import load_edition
from dudao.values.periods import parse_period

EXAMPLES = Path(__file__).parents[2] / "examples"
SCHEMES = {
    "quality-balance/2017": ("yunling", "2020"),
    "preschool-universal/2020": ("yunling", "2020"),
    "basic-balance/2012": ("yunling", "2020"),
    "education-funding/2018": ("yunling", "2020"),
    "class-size/2018": ("yunling", "2020"),
    "teachers/2018": ("yunling", "2020"),
    "government-duty-city/2021": ("yunzhou", "2020"),
}


def loaded(scheme: str, path: Path) -> KnownFacts:
    return load_facts([path], load_edition(scheme).own, with_derived=False).known


def packed(known: KnownFacts, folder: Path) -> Path:
    folder.mkdir()
    for name, content in package_of(known, "example", "示例").items():
        (folder / name).write_bytes(content)
    return folder


def entries(known: KnownFacts) -> dict[Any, Any]:
    return {
        (each.reference, each.basis): (each.value, each.state, each.unit, each.text, each.stage, each.period.label())
        for each in known.facts
        if each.state.value != "not_collected"
    }


def registers(known: KnownFacts) -> tuple[Any, ...]:
    def lines(found: Any) -> list[str]:
        return sorted(str([getattr(each, name) for name in NAMES if hasattr(each, name)]) for each in found)

    return known.bodies, lines(known.ledger), lines(known.evidence), known.terms


NAMES = (
    "number",
    "kind",
    "date",
    "title",
    "subject",
    "planned",
    "done",
    "deadline",
    "document_number",
    "points",
    "unit",
)


def results(scheme: str, known: KnownFacts, period: str) -> list[Any]:
    asked = parse_period(period)
    assert asked is not None
    found = run_edition(load_edition(scheme), known, asked).results
    return [(each.body, each.stage, each.indicator, each.value_text(), each.verdict, each.score) for each in found]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_package_of_a_schemes_data_reads_back_the_same(scheme: str, tmp_path: Path) -> None:
    example, period = SCHEMES[scheme]
    known = loaded(scheme, EXAMPLES / example)
    again = loaded(scheme, packed(known, tmp_path / "package"))
    assert again.given == known.given
    assert entries(again) == entries(known)
    assert registers(again) == registers(known)
    if scheme in ("teachers/2018", "government-duty-city/2021"):
        expected = results(scheme, known, period)
        assert any(value is not None for _, _, _, value, _, _ in expected)
        assert results(scheme, again, period) == expected


@pytest.mark.parametrize("example", ["yunling", "yunzhou"])
def test_parquet_folders_of_an_example_read_the_same(example: str, tmp_path: Path) -> None:
    for file in (EXAMPLES / example).glob("*.csv"):
        folder = tmp_path / "parquet" / file.stem
        folder.mkdir(parents=True)
        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (SELECT * FROM read_csv('{file}', all_varchar=true)) TO '{folder / 'part-0.parquet'}' (FORMAT parquet)"
            )
    scheme = "quality-balance/2017" if example == "yunling" else "government-duty-city/2021"
    known, again = loaded(scheme, EXAMPLES / example), loaded(scheme, tmp_path / "parquet")
    assert again.given == known.given
    assert entries(again) == entries(known)
    assert registers(again) == registers(known)


def test_parquet_with_typed_columns_reads_the_same_values(tmp_path: Path) -> None:
    file = EXAMPLES / "yunling" / "school_stage.csv"
    folder = tmp_path / "parquet" / "school_stage"
    folder.mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * FROM read_csv('{file}')) TO '{folder / 'a.parquet'}' (FORMAT parquet)")
    known = load_facts([file], with_derived=False).known
    again = load_facts([tmp_path / "parquet"], with_derived=False).known
    assert entries(again) == entries(known)
    assert all(isinstance(each.value, Decimal) for each in again.facts if each.value is not None)
