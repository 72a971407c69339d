"""The schools of a county, their classes and pupils: counts by size band first, everything else follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.example_province.chance import between, chance, shared_out, sizes_within
from tools.example_province.places import BANDS, LIMITS_OF_BAND, SOUND_MIX, TOWNS, YEARS, Place

KINDS = {"primary": "1", "junior": "2", "nine": "3", "point": "4", "senior": "5", "special": "6"}
STAGES = {"primary": ("primary",), "junior": ("junior",), "nine": ("primary", "junior"), "point": ("primary",), "senior": ("senior",), "special": ("special",)}  # fmt: skip
TYPES = {
    "primary": "小学",
    "junior": "初中",
    "nine": "九年一贯制",
    "point": "教学点",
    "senior": "普通高中",
    "special": "特教",
}
LEAST_CLASSES = {"primary": 6, "junior": 3, "senior": 6}
NAMED = {
    ("990102", "primary", 0): ("990102-01", "云东区滨河小学"),
    ("990122", "primary", 0): ("990122-01", "青溪县实验小学"),
}
"""Schools that examples/yunzhou names."""
LARGE_OLD = ("990202", "primary", 1, 54)
"""The school with more than 2,000 pupils that passes by the exception for those built by 2010, and its classes."""
OVER_LIMIT = ("990321", "primary", 0, 3)
"""The school with classes over 45 in 2021, and how many."""
HALVES = "990221"
"""The county whose pupils in primary schools stand in two equal halves in 2021, so that a coefficient of variation is 0.5."""


@dataclass(frozen=True, slots=True)
class School:
    """One school; `rank` counts within its county and kind, the largest first."""

    code: str
    name: str
    county: Place
    kind: str
    rank: int
    urban_rural: str
    year_built: int
    years: tuple[int, ...]

    @property
    def stages(self) -> tuple[str, ...]:
        return STAGES[self.kind]


@dataclass(frozen=True, slots=True)
class Part:
    """The classes of one school, stage and year, by their sizes."""

    school: School
    stage: str
    year: int
    sizes: tuple[int, ...]

    @property
    def students(self) -> int:
        return sum(self.sizes)

    def band(self, band: int) -> int:
        """How many classes lie in a band."""
        low, high = (1, 25) if band == BANDS[0] else LIMITS_OF_BAND[band]
        return sum(low <= size <= high for size in self.sizes)


Figures = Mapping[tuple[str, int], Mapping[str, str]]
"""What is printed of counties already: by code and year."""


def schools_of(place: Place, printed: Figures) -> list[School]:
    """All schools that the county had in either year; one opened or closed between them has only one of the years."""
    found = []
    for kind in KINDS:
        numbers = {year: _how_many(place, kind, year, printed) for year in YEARS}
        for rank in range(max(numbers.values())):
            years = tuple(year for year in YEARS if rank < numbers[year])
            found.append(_school(place, kind, rank, max(numbers.values()), years))
    return found


def _how_many(place: Place, kind: str, year: int, printed: Figures) -> int:
    if place.schools:
        return place.schools[kind]
    row = printed[place.code, year]
    return {"primary": int(row["schools_primary"]), "junior": int(row["schools_junior"]) - 2, "nine": 2}.get(
        kind, int(row[f"schools_{kind}"]) if kind in ("senior", "special") else 0
    )


def _school(place: Place, kind: str, rank: int, number: int, years: tuple[int, ...]) -> School:
    code, name = NAMED.get((place.code, kind, rank), (f"{place.code}-{KINDS[kind]}{rank + 1:03d}", ""))
    position = rank / max(number, 1)
    is_district = place.name.endswith("区")
    rural_from = 0.7 if is_district else 0.45
    urban = "乡村" if kind == "point" or position >= rural_from else "城区" if is_district else "镇区"
    if kind in ("senior", "special"):
        urban = "城区" if is_district else "镇区"
    built = 2006 if (place.code, kind, rank) == LARGE_OLD[:3] else int(between(1958, 2019, code, "built"))
    return School(
        code,
        name or _name(place, kind, rank, urban, is_second=rank - len(TOWNS) >= rural_from * number),
        place,
        kind,
        rank,
        urban,
        built,
        years,
    )


def _name(place: Place, kind: str, rank: int, urban: str, *, is_second: bool) -> str:
    numeral = "一二三四五六七八九十"[rank] if rank < 10 else f"{rank + 1}"
    town = TOWNS[(rank + int(place.code[-2:])) % len(TOWNS)]
    village = TOWNS[(rank * 5 + int(place.code[-2:]) + 7) % len(TOWNS)]
    if kind == "special":
        return f"{place.name}特殊教育学校" + ("" if rank == 0 else f"（{town}校区）")
    if kind == "point":
        return f"{place.name}{town}镇{village}教学点"
    word = {"primary": "小学", "junior": "初级中学", "nine": "九年一贯制学校", "senior": "高级中学"}[kind]
    if urban == "乡村":
        centre = "中心" if kind == "primary" and rank % 3 == 0 else f"{village}" if kind == "primary" else ""
        return f"{place.name}{town}镇{'第二' if is_second else ''}{centre}{word}"
    return f"{place.name}第{numeral}{word}"


def parts_of(place: Place, schools: Sequence[School], printed: Figures) -> list[Part]:
    """The classes of every school, stage and year; pupils and bands of a printed county add up to what is printed."""
    return [
        part
        for year in YEARS
        for stage in ("primary", "junior", "senior", "special")
        for part in _parts_in(place, [each for each in schools if stage in each.stages and year in each.years], stage, year, printed)
    ]  # fmt: skip


def _parts_in(place: Place, schools: Sequence[School], stage: str, year: int, printed: Figures) -> list[Part]:
    if not schools:
        return []
    row = printed.get((place.code, year), {})
    if stage == "special":
        pupils = shared_out(int(row.get("students_special", 96 + 4 * (year - YEARS[0]))), [1.0] * len(schools))
        return [
            Part(each, stage, year, tuple(shared_out(n, [1.0] * 9))) for each, n in zip(schools, pupils, strict=True)
        ]
    bands = _bands(place, stage, row)
    numbers = _classes_each(schools, stage, len(bands))
    order = sorted(range(len(schools)), key=lambda index: (numbers[index], -index))
    dealt: dict[int, list[int]] = {}
    rest = list(bands)
    for index in order:
        dealt[index], rest = rest[: numbers[index]], rest[numbers[index] :]
    flat = [(index, band) for index in order for band in dealt[index]]
    limits = [LIMITS_OF_BAND[band] for _, band in flat]
    if (place.code, year) == (OVER_LIMIT[0], YEARS[1]) and stage == OVER_LIMIT[1]:
        largest = [
            at
            for at, (index, _) in enumerate(flat)
            if schools[index].rank == OVER_LIMIT[2] and schools[index].kind == stage
        ]
        for at in largest[-OVER_LIMIT[3] :]:
            limits[at] = LIMITS_OF_BAND[50]
    middle = sum(round((low + high) / 2 + 0.2) for low, high in limits)
    middle -= 0 if year == YEARS[1] else middle // 120
    sizes = sizes_within(int(row.get(f"students_{stage}", middle + middle % 2)), limits, place.code, stage)
    if (place.code, year, stage) == (HALVES, YEARS[1], "primary"):
        sizes = _halved(sizes, limits, [schools[index] for index, _ in flat])
    by_school: dict[int, list[int]] = {index: [] for index in order}
    for (index, _), size in zip(flat, sizes, strict=True):
        by_school[index].append(size)
    return [Part(each, stage, year, tuple(by_school[index])) for index, each in enumerate(schools)]


def _bands(place: Place, stage: str, row: Mapping[str, str]) -> list[int]:
    """One band for each class of the county, from small ones to large ones with some disorder."""
    if row:
        bands = [band for band in BANDS for _ in range(int(row[f"class_band_{band}_{stage}"]))]
    else:
        counts = shared_out(place.classes[stage], list(SOUND_MIX.values()))
        bands = [band for band, count in zip(SOUND_MIX, counts, strict=True) for _ in range(count)]
    keyed = [(BANDS.index(band) + between(0, 2.5, place.code, stage, at), band) for at, band in enumerate(bands)]
    return [band for _, band in sorted(keyed)]


def _classes_each(schools: Sequence[School], stage: str, total: int) -> list[int]:
    fixed = {}
    for index, school in enumerate(schools):
        if school.kind == "point":
            fixed[index] = 2 + school.rank
        elif (school.county.code, school.kind, school.rank) == LARGE_OLD[:3]:
            fixed[index] = LARGE_OLD[3]
    others = [index for index in range(len(schools)) if index not in fixed]
    weights = [
        max(0.12, 1.6 - 1.5 * schools[index].rank / len(schools)) * between(0.75, 1.25, schools[index].code)
        for index in others
    ]
    counts = shared_out(total - sum(fixed.values()), weights, LEAST_CLASSES[stage])
    numbers = dict(zip(others, counts, strict=True)) | fixed
    return [numbers[index] for index in range(len(schools))]


def counts_for_balance(school: School, students: int) -> bool:
    """Whether a part counts in the coefficients: teaching points with fewer than 50 pupils are left out."""
    return not (school.kind == "point" and students < 50)


def first_half(schools: Sequence[School], students: Mapping[str, int]) -> set[str]:
    """Codes of schools that hold about half of the pupils that count; the same whichever year asks."""
    chosen: set[str] = set()
    have = 0
    counted = [each for each in schools if counts_for_balance(each, students[each.code])]
    whole = sum(students[each.code] for each in counted)
    for each in sorted(counted, key=lambda school: (-students[school.code], school.code)):
        if have + students[each.code] <= whole // 2 + 24:
            chosen.add(each.code)
            have += students[each.code]
    return chosen


def _halved(sizes: list[int], limits: Sequence[tuple[int, int]], schools: Sequence[School]) -> list[int]:
    """Move pupils between classes until the first half of the schools holds exactly half of those that count."""
    students: dict[str, int] = {}
    for school, size in zip(schools, sizes, strict=True):
        students[school.code] = students.get(school.code, 0) + size
    unique = {each.code: each for each in schools}
    half = first_half(list(unique.values()), students)
    counted = {code for code, school in unique.items() if counts_for_balance(school, students[code])}
    change = sum(students[code] for code in half) - sum(students[code] for code in counted - half)
    moved = list(sizes)
    order = sorted(range(len(moved)), key=lambda at: chance("halved", at))
    while change:
        before = change
        for at in order:
            low, high = limits[at]
            if schools[at].code not in counted or not change:
                continue
            step = (-1 if change > 0 else 1) * (1 if schools[at].code in half else -1)
            if low <= moved[at] + step <= high:
                moved[at] += step
                change += step if schools[at].code in half else -step
        if change == before:
            raise ValueError("the halves cannot be made equal")
    return moved
