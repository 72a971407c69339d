"""Rows of the tables of schools: school and stage, school, rooms, kindergartens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from tools.example_province.chance import between, chance, shared_out
from tools.example_province.places import BANDS, TOWNS, YEARS, Place
from tools.example_province.schools import HALVES, TYPES, Figures, Part, School, first_half

Row = dict[str, object]
LIMITS = {
    "teaching": {"primary": 4.5, "junior": 5.8},
    "sport": {"primary": 7.5, "junior": 10.2},
    "equipment": {"primary": 0.2, "junior": 0.25},
    "multimedia": {"primary": 0.023, "junior": 0.024},
}
"""Limits of resources a pupil, as the measures of 2017 give them; equipment in 10 000 yuan."""
WEIGHTS = {"primary": 1.0, "junior": 1.1}
PUPILS_PER_TEACHER = {"primary": 14.8, "junior": 11.0, "senior": 11.6, "special": 4.2}
NORMS = {"primary": 650, "junior": 850}
FIVE_OF_SEVEN = ("990202", "primary", 4)
DENSE = ("990202", "primary", 0)
BLANK = ("990222", "primary", 2)
MANY_MIGRANTS = ("990202", "primary", 3)


def _is(school: School, which: tuple[str, str, int]) -> bool:
    return (school.county.code, school.kind, school.rank) == which


def stage_rows(place: Place, parts: Sequence[Part], printed: Figures) -> Iterator[Row]:
    """A row for each school, stage and year; teachers and staff of a printed county add up to what is printed."""
    for year in YEARS:
        row = printed.get((place.code, year), {})
        for stage in ("primary", "junior", "senior", "special"):
            chosen = [part for part in parts if part.year == year and part.stage == stage]
            if not chosen:
                continue
            pupils = sum(part.students for part in chosen)
            teachers = int(row.get(f"teachers_{stage}", ceil(pupils / PUPILS_PER_TEACHER[stage])))
            staff = int(row.get(f"staff_{stage}", teachers + ceil(teachers * 0.05)))
            each = shared_out(teachers, [part.students + 4 * len(part.sizes) for part in chosen], 2)
            others = shared_out(staff - teachers, [float(part.students) for part in chosen])
            for part, number, other in zip(chosen, each, others, strict=True):
                yield _stage_row(part, number, other)


def _stage_row(part: Part, teachers: int, other_staff: int) -> Row:
    school, students, key = part.school, part.students, (part.school.code, part.stage)
    sound = school.county.is_sound
    low, high = (1.1, 1.6) if sound else (0.8, 1.9)
    master = int(teachers * between(0.02, 0.09, *key, "master") + 0.5)
    college = int(teachers * between(0.2, 0.36, *key, "college")) if part.stage == "primary" else int(teachers * 0.06)
    bachelor = int(teachers * 0.97) - master - college
    backbone = min(teachers, ceil(students / 100 * between(low, high, *key, "backbone")))
    arts = min(teachers, ceil(students / 100 * 0.9 * between(low, high, *key, "arts")))
    is_small_rural = school.urban_rural == "乡村" and 50 <= students < 100
    if is_small_rural:
        arts = 0
    sport, music, art = shared_out(arts, [0.5, 0.26, 0.24])
    untrained = 0 if sound or chance(*key, part.year, "hours") < 0.75 else 1 + int(3 * chance(*key, "hours"))
    uncertified = 0 if sound or chance(*key, part.year, "certified") < 0.85 else 1
    migrants = 0.53 if _is(school, MANY_MIGRANTS) else between(0.02, 0.1, *key, "migrant")
    zone = 1.0 if sound and part.stage == "primary" else between(0.955, 1.0, *key, "zone")
    compulsory = part.stage in ("primary", "junior")
    return {
        "body_code": school.code, "body_name": school.name, "period": part.year, "stage": part.stage, "students": students,
        "entrants": round(students / {"primary": 6, "special": 9}.get(part.stage, 3)),
        "stu_migrant": int(students * migrants) if compulsory else "不适用",
        "stu_in_zone": ceil(students * zone) if compulsory else "不适用",
        "stu_boarding": int(students * 0.3) if school.urban_rural == "乡村" and part.stage == "junior" else 0,
        "staff": teachers + other_staff, "teachers": teachers, "t_college": college, "t_bachelor": bachelor, "t_master": master, "t_doctor": 0,
        "t_backbone": backbone, "t_middle_title": int(teachers * between(0.45, 0.6, *key, "title")),
        "t_pe": sport, "t_music": music, "t_art": art, "t_arts": 0, "t_pe_art_shared": 2 if is_small_rural else 0,
        "t_certified": teachers - uncertified, "t_360h": teachers - min(teachers, untrained),
    } | {f"class_band_{band}": part.band(band) for band in BANDS}  # fmt: skip


def school_rows(place: Place, schools: Sequence[School], parts: Sequence[Part]) -> Iterator[Row]:
    """A row for each school and year: what the school has as a whole."""
    by_key = {(part.school.code, part.stage, part.year): part for part in parts}
    half = first_half(
        [each for each in schools if "primary" in each.stages],
        {each.code: by_key[each.code, "primary", YEARS[1]].students for each in schools if (each.code, "primary", YEARS[1]) in by_key},
    ) if place.code == HALVES else set()  # fmt: skip
    for year in YEARS:
        for school in schools:
            if year in school.years:
                mine = {stage: by_key[school.code, stage, year] for stage in school.stages}
                most = {
                    stage: max(by_key[school.code, stage, each].students for each in school.years)
                    for stage in school.stages
                }
                yield _school_row(school, year, mine, most, half)


def _school_row(school: School, year: int, parts: Mapping[str, Part], most: Mapping[str, int], half: set[str]) -> Row:
    compulsory = {stage: part.students for stage, part in parts.items() if stage in WEIGHTS}
    base = {stage: number for stage, number in most.items() if stage in WEIGHTS} or {"junior": sum(most.values())}
    place = school.county
    sport = _needed("sport", base, school)
    outside: object = 0
    if _is(school, DENSE):
        sport, outside = sport * 0.55, round(sport * 0.5)
    teaching, indoor = _needed("teaching", base, school), round(sport * 0.08)
    equipment = _needed("equipment", base, school) * (0.97 if year == YEARS[0] else 1)
    multimedia: object = ceil(_needed("multimedia", base, school))
    if place.code == HALVES and "primary" in compulsory:
        equipment = compulsory["primary"] * (0.2 if school.code in half else 0.6)
    if _is(school, FIVE_OF_SEVEN):
        equipment, multimedia = sum(compulsory.values()) * 0.16, ceil(sum(compulsory.values()) * 0.021)
    if _is(school, BLANK) and year == YEARS[1]:
        multimedia = "未采集"
    pupils = sum(part.students for part in parts.values())
    due = sum(n * NORMS[stage] for stage, n in compulsory.items()) / pupils if compulsory else 1200
    budget = round(max(pupils, 100) * due / 10000 * between(1.0, 1.2, school.code, "budget") + 0.005, 2)
    training = round(
        budget * (0.05 if place.code == "990302" else between(0.051, 0.064, school.code, "training")) + 0.005, 2
    )
    if not place.is_sound and chance(school.code, "training short") < 0.08:
        training = round(budget * 0.047, 2)
    rural = school.urban_rural == "乡村"
    return {
        "body_code": school.code, "body_name": school.name, "period": year, "year_built": school.year_built, "type": TYPES[school.kind],
        "urban_rural": school.urban_rural, "dense_city": "是" if _is(school, DENSE) else "否",
        "boarding": "是" if rural and school.kind in ("junior", "nine") else "否",
        "max_class_below_30": "是" if max(size for part in parts.values() for size in part.sizes) < 30 else "否", "owner": "公办",
        "area_teaching": round(teaching + indoor), "area_indoor_sport": indoor, "area_field": ceil(sport - indoor), "area_sport_other": outside,
        "equipment": f"{equipment:.2f}", "multimedia": multimedia, "computers": ceil(pupils * between(0.11, 0.16, school.code, "computers")),
        "books": round(pupils * between(26, 36, school.code, "books")), "fund_public_budget": f"{budget:.2f}",
        "fund_public_final": f"{budget * 0.99:.2f}", "fund_training_budget": f"{training:.2f}", "fund_training_final": f"{training * 0.98:.2f}",
    }  # fmt: skip


def _needed(what: str, pupils: Mapping[str, int], school: School) -> float:
    """What a school needs for the limits of all its stages, times a factor of its own."""
    limits = LIMITS[what]
    weighted = sum(number * WEIGHTS[stage] for stage, number in pupils.items())
    least = max(limits[stage] / WEIGHTS[stage] for stage in pupils)
    low, high = school.county.resources
    return weighted * least * between(low, high, school.code, what)


def room_rows(schools: Sequence[School], parts: Sequence[Part]) -> Iterator[Row]:
    """Music and art rooms; in the larger counties some schools lack one."""
    for year in YEARS:
        for school in schools:
            mine = [
                part
                for part in parts
                if part.school.code == school.code and part.year == year and part.stage in WEIGHTS
            ]
            if not mine:
                continue
            number = ceil(sum(len(part.sizes) for part in mine) / 12)
            small = school.urban_rural == "乡村" and max(size for part in mine for size in part.sizes) < 30
            least = (
                (61, 61)
                if small and "junior" in school.stages
                else (54, 54)
                if small
                else (73, 67)
                if school.year_built <= 2016
                else (96, 90)
            )
            for kind, area in zip(("音乐", "美术"), least, strict=True):
                lacks = not school.county.is_sound and chance(school.code, kind, "lacks") < 0.12
                for at in range(1, number + (0 if lacks else 1)):
                    size = area + int(between(0, 14, school.code, kind, at))
                    yield {"body_code": school.code, "period": year, "kind": kind, "number": at, "room_area": size}


CHILDREN_OF_CLASS = {"small": 25, "middle": 30, "large": 35}


def kindergarten_rows(
    place: Place, county: Mapping[int, Mapping[str, object]]
) -> tuple[list[Row], dict[str, tuple[str, tuple[int, ...]]]]:
    """Rows of kindergartens, and their names and years by code; children by kind add up to the county's."""
    rows: list[Row] = []
    names: dict[str, tuple[str, tuple[int, ...]]] = {}
    for year in YEARS:
        figures = {key: int(str(county[year][key])) for key in (
            "schools_preschool", "schools_public_preschool", "schools_inclusive_preschool", "students_preschool", "children_public",
            "children_inclusive", "teachers_preschool")}  # fmt: skip
        kinds = (
            ("公办", "1", figures["schools_public_preschool"], figures["children_public"]),
            ("普惠性民办", "2", figures["schools_inclusive_preschool"], figures["children_inclusive"]),
            ("其他民办", "3", figures["schools_preschool"] - figures["schools_public_preschool"] - figures["schools_inclusive_preschool"],
             figures["students_preschool"] - figures["children_public"] - figures["children_inclusive"]),
        )  # fmt: skip
        listed = []
        for kind, digit, number, children in kinds:
            codes = [f"{place.code}-8{digit}{rank + 1:02d}" for rank in range(number)]
            for code, count in zip(
                codes, shared_out(children, [between(0.5, 1.6, code, "kg") for code in codes], 40), strict=True
            ):
                listed.append((code, kind, count))
                name, years = names.get(code, (_kindergarten_name(place, kind, int(code[-2:]) - 1), ()))
                names[code] = (name, (*years, year))
        teachers = shared_out(figures["teachers_preschool"], [float(count) for _, _, count in listed], 3)
        rows += [
            _kindergarten_row(place, code, names[code][0], year, kind, children, number)
            for (code, kind, children), number in zip(listed, teachers, strict=True)
        ]
    return rows, names


def _kindergarten_name(place: Place, kind: str, rank: int) -> str:
    town = TOWNS[(rank + int(place.code[-2:])) % len(TOWNS)]
    again = "" if rank < len(TOWNS) else "第二"
    return {"公办": f"{place.name}{town}{again}中心幼儿园", "普惠性民办": f"{place.name}{town}{again}童乐幼儿园"}.get(
        kind, f"{place.name}{town}{again}启航幼儿园"
    )


def _kindergarten_row(place: Place, code: str, name: str, year: int, kind: str, children: int, teachers: int) -> Row:
    is_sound = place.is_sound or place.code == "990102"
    groups = dict(zip(CHILDREN_OF_CLASS, shared_out(children, [0.3, 0.34, 0.36]), strict=True))
    crowded = not is_sound and chance(code, "crowded") < 0.25
    classes = {
        age: max(1, n // CHILDREN_OF_CLASS[age] if crowded else ceil(n / CHILDREN_OF_CLASS[age]))
        for age, n in groups.items()
    }
    over = sum(min(classes[age], max(0, n - classes[age] * CHILDREN_OF_CLASS[age])) for age, n in groups.items())
    planned = int(between(1992, 2021, code, "planned"))
    low = 1.04 if is_sound or (planned >= 2017 and place.code != "990121") else 0.7
    room, building = (
        children * 8.17 * between(low, 1.5, code, "room"),
        children * 10.44 * between(low, 1.5, code, "building"),
    )
    uncertified = 0 if is_sound or chance(code, year, "certified") < 0.8 else 1
    return {
        "body_code": code, "body_name": name, "period": year, "kind": kind, "year_planned": planned, "children": children,
        **{f"children_{age}": n for age, n in groups.items()}, "children_mixed": 0,
        **{f"classes_{age}": n for age, n in classes.items()}, "classes_mixed": 0, "classes_over": over,
        "teachers_k": teachers, "heads_k": 1, "certified_k": teachers + 1 - uncertified,
        "area_out": ceil(children * 4.0 * between(low, 1.5, code, "out")), "area_room": ceil(room), "area_build": ceil(max(building, room * 1.12)),
    }  # fmt: skip
