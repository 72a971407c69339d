"""The work as a workbook of formulas, as an office would build it: helper columns, no macros.

Sheet `schools` has a row for each school and stage, first its numbers, then formulas; sheet `counties` a row for each county
and stage. What is open stays an empty text; truths are 1 and 0. Rows stand together by county and stage, so that formulas name
the block that they add up and nothing is searched. In the templates below {name} is the cell of a column in the row at hand,
counties!{name} that of the row's county and stage, [name] the block of a column of `schools`: the county's rows on that
sheet, those of county and stage on `counties`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
from benchmarks.nation.work import LIMIT_CV, LIMITS, NUMBERS, WEIGHTS
from openpyxl.utils import get_column_letter

GIVEN = (
    *("body", "period", "county", "stage", "type", "urban_rural", "dense_city", "students"),
    *("t_college", "t_bachelor", "t_master", "t_doctor", "t_backbone", "t_pe", "t_music", "t_art", "t_arts"),
    *("t_pe_art_shared", "area_teaching", "area_indoor_sport", "area_field", "area_sport_other", "equipment"),
    "multimedia",
)
QUERY = """
SELECT p.body_code AS body, p.period, b.parent_code AS county, p.stage, type, urban_rural, dense_city, p.students,
    {columns}
FROM read_parquet('{folder}/school_stage.parquet') p
JOIN read_parquet('{folder}/school.parquet') s USING (body_code, period)
JOIN read_parquet('{folder}/bodies.parquet') b ON b.code = p.body_code
ORDER BY county, p.period, p.stage, body
"""
OVER = {
    1: ("t_college t_bachelor t_master t_doctor", '({t_bachelor}+{t_master}+{t_doctor}+IF({is_primary},{t_college},0))*10000'),
    2: ("t_backbone", "{t_backbone}*10000"),
    3: ("t_pe t_music t_art t_arts", "({t_pe}+{t_music}+{t_art}+{t_arts}+{shared})*10000"),
    4: ("area_teaching area_indoor_sport", "ROUND(({area_teaching}-{area_indoor_sport})*100,0)*{weight}"),
    5: (
        "area_field area_indoor_sport",
        'ROUND(({area_field}+{area_indoor_sport}+IF({dense_city}="是",{area_sport_other},0))*100,0)*{weight}',
    ),
    6: ("equipment", "ROUND({equipment}*1000000,0)*{weight}"),
    7: ("multimedia", "{multimedia}*10000*{weight}"),
}  # fmt: skip
PLACE = ("body", "period", "stage")
PLACEHOLDER = re.compile(r"counties!\{(?P<far>\w+)\}|\{(?P<cell>\w+)\}|\[(?P<block>\w+)\]")
Block = tuple[int, int]
"""The first and last row of some rows that stand together."""
"""For each ratio the cells without which it is open, and what is divided: a value in hundredths of its unit is over ÷ under."""


def _school_formulas() -> dict[str, str]:
    found = {
        "is_primary": '{stage}="primary"',
        "applies": 'IF(OR({type}="特教",AND({type}="教学点",{students}<50)),0,1)',
        "shared": 'IF(AND({urban_rural}="乡村",{students}>=50,{students}<100),{t_pe_art_shared},0)',
        "weight": f"IF({{is_primary}},{WEIGHTS['primary']},{WEIGHTS['junior']})",
        "heft": "{students}*{weight}",
        "whole": "SUMIFS([heft],[body],{body})",
    }
    for n in NUMBERS:
        needed, over = OVER[n]
        cells = ",".join(f"{{{name}}}" for name in needed.split())
        under = "{students}" if n <= 3 else "{whole}"
        limit = f"IF({{is_primary}},{LIMITS['primary'][n - 1]},{LIMITS['junior'][n - 1]})"
        found |= {
            f"over{n}": f'IF(AND({{applies}}=1,COUNT({cells})={len(needed.split())}),{over},"")',
            f"h{n}": f'IF({{over{n}}}="","",{{over{n}}}/{under})',
            f"a{n}": f'IF({{h{n}}}="","",{{h{n}}}/100)',
            f"shown{n}": f'IF({{h{n}}}="","",INT({{h{n}}}+0.5))',
            f"met{n}": f'IF({{h{n}}}="","",IF({{over{n}}}*100>=100*{limit}*{under},1,0))',
            f"near{n}": f'IF({{h{n}}}="","",IF({{over{n}}}*100>=85*{limit}*{under},1,0))',
            f"part{n}": f'IF({{a{n}}}="","",{{a{n}}}*{{students}})',
            f"apart{n}": f'IF({{a{n}}}="","",{{students}}*({{a{n}}}-counties!{{mean{n}}})^2)',
        }
    near = ",".join(f"{{near{n}}}" for n in NUMBERS)
    met = ",".join(f"{{met{n}}}" for n in NUMBERS)
    fails = "+".join(f"({{near{n}}}=0)" for n in NUMBERS)
    found["ok"] = f'IF({{applies}}=0,"",IF(({fails})>0,0,IF(COUNT({near})<7,"",IF(SUM({met})>=6,1,0))))'
    return found


def _county_formulas() -> dict[str, str]:
    found = {
        "counted": "SUM([applies])",
        "w": "SUMIFS([students],[applies],1)",
        "all_schools": 'IF(COUNTIF([ok],0)>0,0,IF(COUNTIF([ok],1)<{counted},"",1))',
        "limit": f'IF({{stage}}="primary",{LIMIT_CV["primary"]},{LIMIT_CV["junior"]})',
    }
    for n in NUMBERS:
        found |= {
            f"mean{n}": f"SUM([part{n}])/{{w}}",
            f"cv{n}": f'IF(COUNT([a{n}])<{{counted}},"",SQRT(SUM([apart{n}])/{{w}})/{{mean{n}}})',
            f"shown{n}": f'IF({{cv{n}}}="","",INT({{cv{n}}}*1000+0.5))',
            f"met{n}": f'IF({{cv{n}}}="","",IF({{cv{n}}}<={{limit}},1,0))',
        }
    cells = ",".join(["{all_schools}", *(f"{{met{n}}}" for n in NUMBERS)])
    fails = "+".join(f"({cell}=0)" for cell in cells.split(","))
    found["met"] = f'IF(({fails})>0,0,IF(COUNT({cells})<8,"",1))'
    return found


class _Sheet:
    """Where each column of a sheet stands."""

    def __init__(self, columns: list[str]) -> None:
        self.letters = {column: get_column_letter(number) for number, column in enumerate(columns, 1)}

    def cell(self, column: str, row: int) -> str:
        return f"${self.letters[column]}${row}"

    def block(self, column: str, rows: Block) -> str:
        letter = self.letters[column]
        return f"${letter}${rows[0]}:${letter}${rows[1]}"


def write_workbook(folder: Path, path: Path) -> dict[str, list[str]]:
    """Write the workbook of a folder of tables; returns the columns of each sheet, in order."""
    columns = ", ".join(GIVEN[GIVEN.index("t_college") :])
    rows = duckdb.sql(QUERY.format(folder=folder, columns=columns)).fetchall()
    blocks, lines = _blocks(rows)
    formulas = {"schools": _school_formulas(), "counties": _county_formulas()}
    heads = {"schools": [*GIVEN, *formulas["schools"]], "counties": [*PLACE, *formulas["counties"]]}
    schools, counties = _Sheet(heads["schools"]), _Sheet(heads["counties"])
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("schools")
    page.append(heads["schools"])
    for number, row in enumerate(rows, 2):
        place = (row[2], row[1], row[3])
        page.append([*row, *_filled(formulas["schools"], schools, number, blocks[row[2]], counties, lines[place])])
    page = book.create_sheet("counties")
    page.append(heads["counties"])
    for place, number in lines.items():
        filled = _filled(formulas["counties"], counties, number, blocks[place], counties, number, schools)
        page.append([*place, *filled])
    book.save(path)
    return heads


def _blocks(rows: list[tuple[Any, ...]]) -> tuple[dict[Any, Block], dict[tuple[str, str, str], int]]:
    """The first and last row of every county, and of every county, period and stage; and the line of the latter."""
    blocks: dict[Any, Block] = {}
    for number, row in enumerate(rows, 2):
        for key in (row[2], (row[2], row[1], row[3])):
            blocks[key] = (blocks.get(key, (number, number))[0], number)
    return blocks, {key: line for line, key in enumerate((key for key in blocks if isinstance(key, tuple)), 2)}


def _filled(
    formulas: Mapping[str, str],
    sheet: _Sheet,
    number: int,
    rows: Block,
    counties: _Sheet,
    line: int,
    schools: _Sheet | None = None,
) -> list[str]:
    """The formulas of a row: its own cells, the line of its county, and blocks of rows of the schools' sheet."""

    def put(found: re.Match[str]) -> str:
        if found["far"]:
            return f"counties!{counties.cell(found['far'], line)}"
        if found["cell"]:
            return sheet.cell(found["cell"], number)
        return ("schools!" if schools else "") + (schools or sheet).block(found["block"], rows)

    return ["=" + PLACEHOLDER.sub(put, text) for text in formulas.values()]
