"""Totals as statistics printed them hold against their parts by a check that a scheme brings along; one digit off does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from dudao.diagnostics.model import Diagnostic
from dudao.facts.load import load_facts
from dudao.facts.quality_report import make_quality_report
from dudao.schemes.own_tables_load import read_own_tables
from dudao.schemes.strict import Faults
from tests.facts.tables import write_csv

PRINTED = {
    "classes of primary schools, 2018": (2_753_904, (2_525_770, 9_501, 542, 218_063, 28)),
    "classes of town primary schools, 2018": (828_970, (712_762, 2_930, 312, 112_938, 28)),
    "classes of junior schools, 2012": (947_575, (313_536, 311_607, 311_835, 10_597)),
    "classes of town junior schools, 2012": (291_023, (97_273, 94_521, 93_100, 6_129)),
    "classes of a city, 2024": (18_670, (4_318, 8_697, 3_672, 1_853, 122, 8)),
    "staff of a city, 2024": (62_584, (18_235, 16_973, 24_895, 374, 53, 2_054)),
}


def remarks(folder: Path, total: int, parts: tuple[int, ...]) -> list[Diagnostic]:
    names = [f"part{number}" for number in range(len(parts))]
    (folder / "datasets").mkdir()
    columns = "".join(f"{name},{name},,count\n" for name in ("whole", *names))
    write_csv(folder / "datasets", "city", "id,label_en,unit,type\n" + columns)
    check = f"parts-of-whole,logic,city,{'+'.join(names)},==,whole,the parts add up\n"
    write_csv(folder / "datasets", "checks", "id,kind,tables,left,operator,right,label_en\n" + check)
    own, _ = read_own_tables(folder, [], Faults())
    (folder / "data").mkdir()
    cells = ",".join(map(str, (total, *parts)))
    write_csv(folder / "data", "city", f"body_code,period,whole,{','.join(names)}\n990100,2024,{cells}\n")
    return list(make_quality_report(load_facts([folder / "data"], own)).remarks)


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_total_is_the_sum_of_its_parts(name: str, tmp_path: Path) -> None:
    total, parts = PRINTED[name]
    assert remarks(tmp_path, total, parts) == []


@pytest.mark.parametrize("name", PRINTED)
def test_a_total_one_off_is_told_with_both_numbers(name: str, tmp_path: Path) -> None:
    total, parts = PRINTED[name]
    [told] = remarks(tmp_path, total + 1, parts)
    assert (told.code, told.params["found"], told.params["expected"]) == ("DAT040", str(total), f"= {total + 1}")
