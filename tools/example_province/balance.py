"""Coefficients of variation as a county publishes them, for two counties: what people computed beside what Dudao computes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import sqrt

from tools.example_province.places import YEARS

Row = dict[str, object]
COUNTIES = ("990221", "990302")
SHARED: dict[str, tuple[str, ...]] = {
    "E1": ("area_teaching",),
    "E2": ("area_field", "area_indoor_sport"),
    "E3": ("equipment",),
    "E4": ("computers",),
    "E5": ("books",),
}
OWN: dict[str, Callable[[Row, str], float]] = {
    "E6": lambda row, stage: _number(row, "teachers"),
    "E7": lambda row, stage: sum(
        _number(row, each)
        for each in ("t_college", "t_bachelor", "t_master", "t_doctor")[0 if stage == "primary" else 1 :]
    ),
    "E8": lambda row, stage: _number(row, "t_middle_title"),
}


def _number(row: Row, column: str) -> float:
    return float(str(row[column]))


def balance_rows(stage_rows: Sequence[Row], school_rows: Sequence[Row]) -> Iterator[Row]:
    """A row for each of the eight indicators of 2012, county and year, with three decimals as such tables print them."""
    schools = {(row["body_code"], row["period"]): row for row in school_rows}
    for year in YEARS:
        for county in COUNTIES:
            mine = [row for row in stage_rows if row["period"] == year and str(row["body_code"]).startswith(county)]
            for item in (*SHARED, *OWN):
                row: Row = {"body_code": county, "period": year, "item": item}
                for stage in ("primary", "junior"):
                    parts = [each for each in mine if each["stage"] == stage]
                    amounts = [_amount(item, each, stage, mine, schools) for each in parts]
                    row[f"printed_cv_{stage}"] = (
                        f"{variation(amounts, [_number(each, 'students') for each in parts]):.3f}"
                    )
                yield row


def _amount(item: str, row: Row, stage: str, rows: Sequence[Row], schools: dict[tuple[object, object], Row]) -> float:
    if item in OWN:
        return OWN[item](row, stage)
    whole = sum(_number(each, "students") for each in rows if each["body_code"] == row["body_code"])
    school = schools[row["body_code"], row["period"]]
    return sum(_number(school, column) for column in SHARED[item]) * _number(row, "students") / whole


def variation(amounts: Sequence[float], pupils: Sequence[float]) -> float:
    """The coefficient of variation between schools, weighted by pupils; the mean is that of the county."""
    everyone, mean = sum(pupils), sum(amounts) / sum(pupils)
    squares = (n / everyone * (amount / n - mean) ** 2 for amount, n in zip(amounts, pupils, strict=True))
    return sqrt(sum(squares)) / mean
