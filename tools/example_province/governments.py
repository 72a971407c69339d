"""Rows of counties, cities and the province: what is printed of Yunzhou kept, the rest from the schools or in round terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from tools.example_province.chance import between, shared_out
from tools.example_province.places import BANDS, CITIES, COUNTIES, PROVINCE, YEARS, Place
from tools.example_province.schools import Figures

Row = dict[str, object]
STAGES = ("preschool", "primary", "junior", "senior", "vocational")
PER_STUDENT = {"preschool": 8600, "primary": 11600, "junior": 16100, "senior": 14600, "vocational": 16400}
"""Budget funds for a student in 2021, yuan; operating expenses and running costs are parts of it."""
OPERATING, RUNNING = 0.93, 0.225
GROWTH = {"preschool": 1.045, "primary": 1.031, "junior": 1.024, "senior": 1.012, "vocational": 1.014}
NORMS = {"preschool": 600, "primary": 650, "junior": 850, "senior": 1300, "vocational": 2000, "special": 6000}
NOT_APPLICABLE = "不适用"


def county_rows(place: Place, stage_rows: Sequence[Row], printed: Figures) -> dict[int, Row]:
    """The rows of a county by year: its own figures first, then what every county of the example gets in the same way."""
    rows: dict[int, Row] = {}
    for year in YEARS:
        own = dict(printed.get((place.code, year), {})) or _figures(place, year, stage_rows)
        rows[year] = {"body_code": place.code, "body_name": place.name, "period": year} | own
    for year in YEARS:
        _add_funds(place, year, rows)
        rows[year] |= _commons(place, year, rows[year], stage_rows)
    return rows


def _count(rows: Iterable[Row], year: int, stage: str, column: str) -> int:
    return sum(int(str(row[column])) for row in rows if row["period"] == year and row["stage"] == stage)


def _figures(place: Place, year: int, stage_rows: Sequence[Row]) -> Row:
    """What a county without printed figures counts: schools' sums, and the rest in proportion to its pupils."""
    late = year - YEARS[0]
    students = {
        stage: _count(stage_rows, year, stage, "students") for stage in ("primary", "junior", "senior", "special")
    }
    children = round(students["primary"] * (0.43 - 0.01 * late))
    vocational = round(students["senior"] * 0.55)
    teachers = {
        stage: _count(stage_rows, year, stage, "teachers") for stage in ("primary", "junior", "senior", "special")
    }
    kindergartens = place.schools["kindergarten"]
    public = ceil(kindergartens * 0.55)
    y1 = round(students["junior"] * 0.325)
    eligible = round((teachers["primary"] + teachers["junior"]) * 0.42)
    rotated = ceil(eligible * 0.124)
    migrants = round((students["primary"] + students["junior"]) * 0.055)
    quota = round(students["senior"] * 0.17 / 2) * 2
    disabled = round((students["primary"] + students["junior"]) * 0.0069)
    posts = ceil(students["primary"] / 19 + students["junior"] / 13.5 + students["senior"] / 12.5) + round(
        sum(teachers.values()) * 0.09
    )
    everyone = sum(students.values()) + children + vocational
    staff = sum(teachers.values()) + ceil(children / 11) + ceil(vocational / 15.8)
    return {
        "population": place.population + 700 * late, "population_registered": round(place.population * 1.06), "land_area": 240 * place.towns,
        "gdp": round(place.gdp * (1 + 0.07 * late)), "division_towns": place.towns, "schools_preschool": kindergartens,
        "schools_primary": place.schools["primary"], "schools_junior": place.schools["junior"] + place.schools["nine"],
        "schools_senior": place.schools["senior"], "schools_vocational": 1, "schools_special": place.schools["special"],
        "students_preschool": children, "students_vocational": vocational,
        **{f"students_{stage}": n for stage, n in students.items()}, "students_total": everyone,
        "teachers_preschool": ceil(children / 14.1), "teachers_vocational": ceil(vocational / 15.8),
        **{f"teachers_{stage}": n for stage, n in teachers.items()},
        "teachers_total": sum(teachers.values()) + ceil(children / 14.1) + ceil(vocational / 15.8), "staff_total": ceil(staff * 1.16),
        "t_certified_total": sum(teachers.values()) + ceil(children / 14.1) + ceil(vocational / 15.8),
        **{f"class_band_{band}_{stage}": _count(stage_rows, year, stage, f"class_band_{band}") for band in BANDS for stage in ("primary", "junior", "senior")},
        "pay_teacher": place.pay + 4300 * late, "pay_civil": place.pay - 600 + 4250 * late,
        "posts_approved": posts, "posts_used": posts - 22 + 6 * late, "teachers_recruited": 24 + 4 * late, "teachers_shortage": 7, "teachers_special_post": 5,
        "eligible": eligible, "rotated": rotated, "rotated_backbone": ceil(rotated * 0.23),
        "age_3_5": round(children / (0.921 + 0.011 * late)), "schools_public_preschool": public,
        "schools_inclusive_preschool": kindergartens - public - 2, "children_public": round(children * (0.55 + 0.01 * late)),
        "children_inclusive": round(children * 0.34), "community_kg_total": 4, "community_kg_done": 4, "y1": y1, "grad": y1 - 6, "in": 12, "out": 14, "dead": 0,
        "dropouts": 0, "disabled_total": disabled, "disabled_enrolled": disabled - 1, "migrant_eligible": migrants,
        "migrant_public": round(migrants * 0.88), "migrant_bought": round(migrants * 0.04), "left_behind": round(place.population * 0.006),
        "quota_plan": quota, "quota_alloc": quota // 2 if place.code == "990321" else round(quota * 0.53), "quota_rural": round(quota * 0.22),
        "basic_balance_on": place.basic_balance_on, "quality_balance_on": NOT_APPLICABLE, "preschool_universal_on": NOT_APPLICABLE,
        "managed_posts_on": place.managed_posts_on,
    }  # fmt: skip


def _number(row: Mapping[str, object], column: str) -> float:
    return float(str(row[column]))


def _add_funds(place: Place, year: int, rows: dict[int, Row]) -> None:
    """Spending, appropriation and revenue in 10 000 yuan; the base of the year before as published and as restated."""
    row, late = rows[year], year - YEARS[0]
    before = rows.get(year - 1)
    if "edu_exp_t" not in row:
        spending = sum(_number(row, f"students_{stage}") * PER_STUDENT[stage] / 10000 for stage in STAGES)
        growth = {"990221": 0.9962, "990222": 0.9978}.get(place.code, 1.034)
        row["edu_exp_t"] = round(spending * 0.97) if before is None else round(_number(before, "edu_exp_t") * growth)
        row["edu_exp_t1_published"] = row["edu_exp_t"] if before is None else before["edu_exp_t"]
        if before is None:
            row["edu_exp_t1_published"] = round(_number(row, "edu_exp_t") / 1.04)
        row["edu_fund_t"] = round(_number(row, "edu_exp_t") * 1.026)
        row["edu_fund_t1_published"] = round(_number(row, "edu_exp_t1_published") * 1.026)
        row["exp_total"] = round(spending * 0.97 * (5.1 + 0.16 * late))
    restated = 0.9925 if place.code == "990222" and before else 1
    row["edu_exp_t1_restated"] = round(_number(row, "edu_exp_t1_published") * restated)
    row["edu_fund_t1_restated"] = round(_number(row, "edu_fund_t1_published") * restated)
    row["exp_total_t1"] = before["exp_total"] if before else round(_number(row, "exp_total") / 1.03)
    appropriation = _number(row, "edu_exp_t") * 1.05
    revenue_growth = 1.041 if place.code == "990221" else 1.019
    row["appropriation_t"] = round(appropriation)
    row["appropriation_t1"] = before["appropriation_t"] if before else round(appropriation / 1.038)
    row["compulsory_appropriation_t"] = round(appropriation * (0.69 + 0.003 * late))
    row["compulsory_appropriation_t1"] = (
        before["compulsory_appropriation_t"] if before else round(appropriation * 0.69 / 1.038)
    )
    revenue = round(_number(rows[YEARS[0]], "exp_total") * 0.44)
    row["rev_regular_t"] = round(revenue * revenue_growth) if before else revenue
    row["rev_regular_t1"] = revenue if before else round(revenue / 1.021)


def _commons(place: Place, year: int, row: Row, stage_rows: Sequence[Row]) -> Row:
    """What no printed row has: funds by stage, norms, training, townships, and dates."""
    late = year - YEARS[0]
    found: Row = {"fiscal_fund_t": round(_number(row, "edu_fund_t") * 1.085)}
    if "gdp" not in row:
        found["gdp"] = round(_number(row, "exp_total") * 3.7)
    for stage in STAGES:
        scale = between(0.97, 1.04, place.code, stage)
        now, last = (PER_STUDENT[stage] * scale / GROWTH[stage] ** back for back in (1 - late, 2 - late))
        found[f"edu_fund_per_student_{stage}"] = f"{now:.2f}"
        found[f"edu_fund_per_student_t1_restated_{stage}"] = f"{last:.2f}"
        students = _number(row, f"students_{stage}")
        found[f"biz_{stage}"] = round(students * now * OPERATING / 10000, 2)
        found[f"public_{stage}"] = round(students * now * RUNNING / 10000, 2)
    special = _number(row, "students_special") if row.get("students_special") else 0
    has_special = bool(special) and int(str(row["schools_special"])) > 0
    pay = int(str(row["pay_teacher"]))
    parts = shared_out(pay, [0.42, 0.2, 0.28, 0.1])
    base = sum(_number(row, f"students_{stage}") * NORMS[stage] for stage in ("primary", "junior")) / 10000 * 1.08
    towns = max(1, int(str(row["division_towns"])) - 3)
    trained = sum(
        _count(stage_rows, year, stage, "teachers") - _count(stage_rows, year, stage, "t_360h")
        for stage in ("primary", "junior", "senior")
    )
    return found | {f"norm_{stage}": norm for stage, norm in NORMS.items()} | {
        "norm_document": "云岭省生均公用经费标准（示例）", "norm_region": "中西部", "subsidy_inclusive": 500,
        "special_fund": round(special * (8600 if place.is_sound else 6500)) if has_special else NOT_APPLICABLE,
        "special_students": int(special) if has_special else NOT_APPLICABLE,
        "training_fund": round(base * (0.052 if place.is_sound else 0.0495 + 0.001 * late), 2), "training_fund_base": round(base, 2),
        **dict(zip(("pay_basic", "pay_allowance", "pay_performance", "pay_bonus"), parts, strict=True)),
        "pay_kg_staff": round(pay * 0.91), "pay_kg_offstaff": round(pay * (0.72 if place.is_sound else 0.6)),
        "t_360h_total": int(str(row["teachers_total"])) - trained, "towns_rural": towns, "towns_central_kg": towns if place.is_sound else towns - 1,
        "balance_work_score": 93 if place.is_sound else 88 - (5 if place.code == "990124" else 0),
        "rotation_base": "交流轮岗教师",
    }  # fmt: skip


ADDED_UP = ("edu_exp_t", "edu_exp_t1_published", "edu_exp_t1_restated", "edu_fund_t", "edu_fund_t1_published", "edu_fund_t1_restated",
            "fiscal_fund_t", "exp_total", "exp_total_t1", "rev_regular_t", "rev_regular_t1", "appropriation_t", "appropriation_t1",
            "compulsory_appropriation_t", "compulsory_appropriation_t1", *(f"biz_{stage}" for stage in STAGES),
            *(f"public_{stage}" for stage in STAGES), "training_fund", "training_fund_base")  # fmt: skip
COUNTED = ("population", "population_registered", "land_area", "gdp", "division_towns", *(f"schools_{kind}" for kind in (*STAGES, "special")),
           *(f"students_{kind}" for kind in (*STAGES, "special", "total")), *(f"teachers_{kind}" for kind in (*STAGES, "special", "total")),
           "staff_total", "t_certified_total", "t_360h_total",
           *(f"class_band_{band}_{stage}" for band in BANDS for stage in ("primary", "junior", "senior")), "posts_approved", "posts_used",
           "teachers_recruited", "teachers_shortage", "teachers_special_post", "eligible", "rotated", "rotated_backbone", "age_3_5",
           "schools_public_preschool", "schools_inclusive_preschool", "children_public", "children_inclusive", "community_kg_total",
           "community_kg_done", "y1", "grad", "in", "out", "dead", "dropouts", "disabled_total", "disabled_enrolled", "migrant_eligible",
           "migrant_public", "migrant_bought", "left_behind", "quota_plan", "quota_alloc", "quota_rural")  # fmt: skip


def upper_row(code: str, name: str, year: int, below: Sequence[Row], own_share: float) -> Row:
    """A city or the province: counts add up; to funds it adds a share of its own; pay is weighted by teachers."""
    row: Row = {"body_code": code, "body_name": name, "period": year}
    for column in COUNTED:
        row[column] = sum(int(str(each[column])) for each in below)
    for column in ADDED_UP:
        row[column] = round(sum(_number(each, column) for each in below) * (1 + own_share), 2)
    teachers = sum(_number(each, "teachers_primary") + _number(each, "teachers_junior") for each in below)
    for column in ("pay_teacher", "pay_civil"):
        whole = sum(
            _number(each, column) * (_number(each, "teachers_primary") + _number(each, "teachers_junior"))
            for each in below
        )
        row[column] = round(whole / teachers)
    for stage in STAGES:
        students = _number(row, f"students_{stage}")
        for column in (f"edu_fund_per_student_{stage}", f"edu_fund_per_student_t1_restated_{stage}"):
            row[column] = (
                f"{sum(_number(each, column) * _number(each, f'students_{stage}') for each in below) / students * (1 + own_share):.2f}"
            )
    return (
        row
        | {f"norm_{stage}": norm for stage, norm in NORMS.items()}
        | {"norm_region": "中西部", "rotation_base": "交流轮岗教师"}
    )


def city_rows(counties: Mapping[str, Mapping[int, Row]], printed: Figures) -> list[Row]:
    """The cities: Yunzhou as printed, with what measuring needs beside it; the others from their counties."""
    rows = []
    for code, name in CITIES.items():
        for year in YEARS:
            mine = [counties[place.code][year] for place in COUNTIES if place.city == code]
            row = upper_row(code, name, year, mine, 0.035)
            managed = sum(
                str(each["managed_posts_on"]) <= f"{year}-12-31"
                for each in mine
                if each["managed_posts_on"] != NOT_APPLICABLE
            )
            row |= {"division_all": len(mine), "counties_managed": managed}
            for stage in ("preschool", "primary", "junior", "senior", "vocational"):
                row[f"public_per_student_{stage}"] = (
                    f"{_number(row, f'public_{stage}') * 10000 / _number(row, f'students_{stage}'):.2f}"
                )
            row["edu_exp_per_student"] = f"{_number(row, 'edu_exp_t') * 10000 / _number(row, 'students_total'):.2f}"
            late = year - YEARS[0]
            row |= {"enrol_preschool": f"{_number(row, 'students_preschool') / _number(row, 'age_3_5') * 100:.1f}",
                    "vocational_employment": {"990300": "89.4"}.get(code, "96.8"), "self_score": ["", "92"][late]}  # fmt: skip
            row |= {column: value for column, value in printed.get((code, year), {}).items() if column != "period"}
            if rows and rows[-1]["body_code"] == code:
                row |= _as_published(rows[-1])
            rows.append(row)
    return rows


def _as_published(before: Row) -> Row:
    """The figures of the year before as they stand in its row."""
    return {
        "edu_exp_t1_published": before["edu_exp_t"], "edu_fund_t1_published": before["edu_fund_t"], "exp_total_t1": before["exp_total"],
        "rev_regular_t1": before["rev_regular_t"], "appropriation_t1": before["appropriation_t"],
        "compulsory_appropriation_t1": before["compulsory_appropriation_t"],
    }  # fmt: skip


def province_rows(cities: Sequence[Row]) -> list[Row]:
    """The province: the cities together, and a tenth of the funds its own."""
    rows: list[Row] = []
    for year in YEARS:
        mine = [row for row in cities if row["period"] == year]
        managed = sum(int(str(row["counties_managed"])) for row in mine)
        row = upper_row(PROVINCE, "云岭省", year, mine, 0.1) | {
            "division_all": len(COUNTIES),
            "counties_managed": managed,
        }
        rows.append(row | (_as_published(rows[-1]) if rows else {}))
    return rows
