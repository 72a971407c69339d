"""Write the tables of examples/yunling anew."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.example_province.balance import balance_rows
from tools.example_province.governments import city_rows, county_rows, province_rows
from tools.example_province.places import COUNTIES, YEARS, Place
from tools.example_province.records import (
    body_rows,
    evidence_rows,
    judged_rows,
    ledger_rows,
    monitor_rows,
    survey_rows,
    veto_rows,
)
from tools.example_province.rows import kindergarten_rows, room_rows, school_rows, stage_rows
from tools.example_province.schools import Figures, School, parts_of, schools_of

EXAMPLES = Path(__file__).parents[2] / "examples"
Rows = list[dict[str, object]]


def example_tables() -> dict[str, Rows]:
    """Every table of the province by its id, in the order of its rows."""
    printed = _printed("county")
    tables: dict[str, Rows] = {"school_stage": [], "school": [], "kindergarten": [], "room": [], "county": []}
    schools: list[School] = []
    kindergartens: dict[str, tuple[Place, str, tuple[int, ...]]] = {}
    counties = {}
    for place in COUNTIES:
        mine = schools_of(place, printed)
        parts = parts_of(place, mine, printed)
        stages = list(stage_rows(place, parts, printed))
        county = county_rows(place, stages, printed)
        small, names = kindergarten_rows(place, county)
        schools += mine
        kindergartens |= {code: (place, name, years) for code, (name, years) in names.items()}
        counties[place.code] = county
        tables["school_stage"] += stages
        tables["school"] += school_rows(place, mine, parts)
        tables["room"] += room_rows(mine, parts)
        tables["kindergarten"] += small
        tables["county"] += county.values()
    cities = city_rows(counties, _printed("city"))
    tables["city"], tables["province"] = list(cities), list(province_rows(cities))
    tables["balance"] = list(balance_rows(tables["school_stage"], tables["school"]))
    for name, rows in (("bodies", body_rows(schools, kindergartens)), ("monitor", monitor_rows()), ("survey", survey_rows()), ("veto", veto_rows()),
                       ("judged", judged_rows()), ("ledger", ledger_rows(_lines("ledger"))), ("evidence", evidence_rows(_lines("evidence")))):  # fmt: skip
        tables[name] = list(rows)
    return tables


def _lines(table: str) -> list[dict[str, str]]:
    with (EXAMPLES / "yunzhou" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _printed(table: str) -> Figures:
    return {(row["body_code"], int(row["period"])): row for row in _lines(table) if int(row["period"]) in YEARS}


def write_csv(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """One table: the columns in the order in which they first appear, a cell without a value left empty."""
    listed = list(rows)
    columns = list(dict.fromkeys(column for row in listed for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)


def main() -> None:
    folder = EXAMPLES / "yunling"
    folder.mkdir(exist_ok=True)
    for table, rows in example_tables().items():
        write_csv(folder / f"{table}.csv", rows)


if __name__ == "__main__":
    main()
