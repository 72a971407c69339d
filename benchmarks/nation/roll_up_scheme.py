"""The shipped scheme of quality balance, with the verdict on a county's resources and the roll-up of counties added."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.nation.work import LEVELS, NUMBERS

import dudao.schemes
from dudao.schemes.edition import load_edition
from dudao.schemes.indicators import Edition

SHIPPED = Path(dudao.schemes.__file__).parent / "catalogue" / "quality-balance" / "2017"
COUNTY_RULE = " and ".join(["ALL_SCHOOLS", *(f"CV_A{n} <= limit_cv" for n in NUMBERS)])
ROLL_UP = {
    "MET": ("count(of: county, where: known(COUNTY_MET) and COUNTY_MET)", "个"),
    "OPEN": ("count(of: county, where: not known(COUNTY_MET))", "个"),
    "PUPILS": ("sum(students, of: school_stage, where: known(SCHOOL_RULE) and SCHOOL_RULE)", "人"),
}
SCHOOL_CODES = (*(f"A{n}" for n in NUMBERS), "SCHOOL_RULE")
COUNTY_CODES = (*(f"CV_A{n}" for n in NUMBERS), "ALL_SCHOOLS", "COUNTY_MET")
AREA_CODES = tuple(f"{code}_{level.upper()}" for level in LEVELS for code in ROLL_UP)
CODES = {"summary": (*COUNTY_CODES, *AREA_CODES), "full": (*SCHOOL_CODES, *COUNTY_CODES, *AREA_CODES)}


def edition_in(folder: Path) -> Edition:
    """The edition, written into a folder of its own and read from there as any scheme from outside."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SHIPPED, folder)
    added = folder / "indicators" / "roll_up"
    added.mkdir()
    (added / "COUNTY_MET.yaml").write_text(_indicator("COUNTY_MET", "county", COUNTY_RULE, "truth"), "utf-8")
    for level in LEVELS:
        for code, (formula, unit) in ROLL_UP.items():
            name = f"{code}_{level.upper()}"
            (added / f"{name}.yaml").write_text(_indicator(name, level, formula, "none", unit), "utf-8")
    return load_edition(str(folder))


def _indicator(code: str, grain: str, formula: str, verdict: str, unit: str = "") -> str:
    lines = [
        f"code: {code}",
        f"name: {{zh: {code}, en: {code}}}",
        f"measures: {{zh: {code}, en: {code}}}",
        "group: A",
        f"grain: {grain}",
        "stages: [primary, junior]",
        *([f"unit: '{unit}'"] if unit else []),
        f"formula: '{formula}'",
        "rounding: {digits: 0}",
        "missing: block",
        f"verdict: {verdict}",
        "basis: [{instrument: quality-balance-measures, status: unconfirmed}]",
    ]
    return "\n".join(lines) + "\n"
