"""A made-up county for tests of speed: python tools/synthetic_county.py FOLDER [--schools N] [--years N] [--seed N].

One county of a city, with every dataset that the shipped schemes ask for, as CSV; the same arguments give the same rows.
Nothing in it is real: the numbers only have plausible sizes. One cell in three hundred is blank.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dudao.facts.contract import table_schema

CITY, COUNTY = "990100", "990121"
LAST_YEAR = 2022
KINDS = (("小学", 60), ("初中", 20), ("九年一贯制", 10), ("教学点", 10))
BANDS = (25, 30, 35, 40, 45, 50, 55, 60, 65, 66)
SUBJECTS = ("语文", "数学", "科学")
GROUPS = ("学生", "家长", "教师", "校长", "人大代表", "政协委员", "其他群众")
VETOES = (
    *("以考试方式招生", "违规择校行为", "重点学校或重点班", "“有编不补”或长期聘用编外教师"),
    *("教育系统重大安全责任事故和严重违纪违规事件", "弄虚作假行为"),
)
JUDGED = ("B1", "B2", "B10", "B15m", "C3", "C5", "C6", "C7", "C8")
BLANKS = 300
Row = dict[str, Any]


def write_county(folder: Path, *, schools: int = 75, years: int = 2, seed: int = 7) -> None:
    """Write the tables of a county into a folder; the last year is LAST_YEAR."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    for table, rows in _tables(chance, schools, years).items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with open(folder / f"{table}.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)


def _tables(chance: random.Random, schools: int, years: int) -> dict[str, list[Row]]:
    kinds = chance.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS], k=schools)
    sizes = [chance.randint(20, 90) if kind == "教学点" else chance.randint(120, 1500) for kind in kinds]
    tables: dict[str, list[Row]] = {name: [] for name in ("bodies", "school_stage", "school", "room", "kindergarten")}
    tables["bodies"] = list(_bodies(kinds))
    for period in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
        for number, (kind, size) in enumerate(zip(kinds, sizes, strict=True)):
            _put_school(tables, chance, {"body_code": _code(number), "period": period}, kind, size)
        for number in range(schools // 2):
            tables["kindergarten"].append(
                _kindergarten(chance, {"body_code": f"{COUNTY}9{number:03d}", "period": period})
            )
        for table, body in (("county", COUNTY), ("city", CITY)):
            tables.setdefault(table, []).append(_government(chance, table, {"body_code": body, "period": period}))
        for table, row in _lists(chance):
            tables.setdefault(table, []).append({"body_code": COUNTY, "period": period, **row})
    for name, column in (("school_stage", "t_pe"), ("school", "multimedia")):
        for row in chance.sample(tables[name], max(1, len(tables[name]) // BLANKS)):
            row[column] = ""
    return tables


def _code(number: int) -> str:
    return f"{COUNTY}0{number:03d}"


def _bodies(kinds: Iterable[str]) -> Iterator[Row]:
    yield {"code": CITY, "name": "云州市", "kind": "city", "parent_code": ""}
    yield {"code": COUNTY, "name": "临江县", "kind": "county", "parent_code": CITY}
    for number, kind in enumerate(kinds):
        ending = {"小学": "小学", "初中": "中学", "教学点": "教学点"}.get(kind, "学校")
        yield {"code": _code(number), "name": f"第{number + 1}{ending}", "kind": "school", "parent_code": COUNTY}
        if number % 2:
            name = f"第{number // 2 + 1}幼儿园"
            yield {"code": f"{COUNTY}9{number // 2:03d}", "name": name, "kind": "school", "parent_code": COUNTY}


def _put_school(tables: dict[str, list[Row]], chance: random.Random, head: Row, kind: str, size: int) -> None:
    stages = {"小学": ("primary",), "教学点": ("primary",), "初中": ("junior",)}.get(kind, ("primary", "junior"))
    parts = [_part(chance, head, stage, max(20, size + chance.randint(-20, 20))) for stage in stages]
    tables["school_stage"] += parts
    pupils, teachers = sum(each["students"] for each in parts), sum(each["teachers"] for each in parts)
    classes = sum(value for each in parts for name, value in each.items() if name.startswith("class_band"))
    rich = chance.uniform(0.9, 1.4)
    tables["school"].append(
        {
            **head,
            "year_built": chance.randint(1965, 2020),
            "type": kind,
            "urban_rural": "乡村" if kind == "教学点" else chance.choice(("城区", "镇区", "乡村")),
            "dense_city": "否",
            "boarding": "否",
            "owner": "公办",
            **{f"stu_{each['stage']}": each["students"] for each in parts},
            "students": pupils,
            "teachers": teachers,
            "staff": teachers + 3,
            "classes": classes,
            "area_teaching": round(pupils * 5.6 * rich),
            "area_indoor_sport": round(pupils * 0.4),
            "area_field": round(pupils * 9.5 * rich),
            "area_sport_other": 0,
            "equipment": round(pupils * 0.26 * rich, 2),
            "multimedia": round(pupils * 0.026 * rich) + 1,
            "computers": round(pupils * 0.11 * rich),
            "books": round(pupils * 24 * rich),
            "fund_public_budget": round(max(pupils, 100) * 0.072, 2),
            "fund_public_final": round(max(pupils, 100) * 0.071, 2),
            "fund_training_budget": round(max(pupils, 100) * 0.0039, 2),
            "fund_training_final": round(max(pupils, 100) * 0.0038, 2),
        }
    )
    for room, area in (("音乐", 98), ("美术", 92)):
        tables["room"] += [
            {**head, "kind": room, "number": number + 1, "room_area": area} for number in range(-(-classes // 12))
        ]


def _part(chance: random.Random, head: Row, stage: str, pupils: int) -> Row:
    teachers = round(pupils / chance.uniform(11, 16)) + 1
    classes = max(1, round(pupils / chance.uniform(34, 48)))
    bands = chance.choices(BANDS[3:], (30, 40, 20, 5, 2, 1, 1), k=classes)
    specialists = {name: max(1, pupils // 300) for name in ("t_pe", "t_music", "t_art")}
    return {
        **head,
        "stage": stage,
        "students": pupils,
        "entrants": pupils // (6 if stage == "primary" else 3),
        "stu_migrant": pupils // 20,
        "stu_in_zone": pupils,
        "staff": teachers + 3,
        "teachers": teachers,
        "t_college": teachers // 4,
        "t_bachelor": teachers - teachers // 4 - teachers // 10,
        "t_master": teachers // 10,
        "t_doctor": 0,
        "t_backbone": max(1, teachers // 6),
        "t_middle_title": teachers // 2,
        **specialists,
        "t_arts": 0,
        "t_pe_art_shared": 1,
        "t_certified": teachers,
        "t_360h": teachers - chance.randint(0, 1),
        **{f"class_band_{band}": bands.count(band) for band in BANDS},
    }


def _kindergarten(chance: random.Random, head: Row) -> Row:
    classes = {name: chance.randint(1, 3) for name in ("small", "middle", "large")}
    children = {name: count * chance.randint(18, 34) for name, count in classes.items()}
    whole = sum(children.values())
    return {
        **head,
        "kind": chance.choice(("公办", "公办", "普惠性民办", "其他民办")),
        "year_planned": chance.randint(2005, 2021),
        "children": whole,
        **{f"children_{name}": count for name, count in children.items()},
        **{f"classes_{name}": count for name, count in classes.items()},
        "children_mixed": 0,
        "classes_mixed": 0,
        "classes_over": chance.randint(0, 1),
        "teachers_k": sum(classes.values()) * 2,
        "heads_k": 1,
        "certified_k": sum(classes.values()) * 2,
        "area_out": whole * 4,
        "area_room": whole * 5,
        "area_build": whole * 9,
    }


def _government(chance: random.Random, table: str, head: Row) -> Row:
    """Every column of a government's table: numbers by chance, dates of recognition, no words."""
    row = dict(head)
    for column in table_schema(table).fields:
        if column.type == "rate":
            row[column.id] = chance.randint(850, 1000) / 10
        elif column.type == "count":
            row[column.id] = chance.randint(1000, 9000)
        elif column.type == "amount":
            row[column.id] = 96 if column.maximum else chance.randint(90000, 99000)
        elif column.type == "date":
            row[column.id] = f"{LAST_YEAR - 6}-05-01"
    return row


def _lists(chance: random.Random) -> Iterator[tuple[str, Row]]:
    for subject in SUBJECTS:
        yield "monitor", {"subject": subject, "level": "Ⅲ", "school_difference": chance.randint(90, 149) / 1000}
    for group in GROUPS:
        yield "survey", {"group": group, "respondents": 2000, "satisfied": chance.randint(1650, 1990)}
    for item in VETOES:
        yield "veto", {"item": item, "occurred": "否"}
    for number, item in enumerate(JUDGED, 1):
        yield "judged", {"item": item, "passed": "是", "basis": f"材料目录第{number}号"}
    for number in range(1, 9):
        shown = round(chance.uniform(0.2, 0.6), 3)
        yield "balance", {"item": f"E{number}", "printed_cv_primary": shown, "printed_cv_junior": shown}


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--schools", type=int, default=75)
    parser.add_argument("--years", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    write_county(asked.folder, schools=asked.schools, years=asked.years, seed=asked.seed)


if __name__ == "__main__":
    main()
