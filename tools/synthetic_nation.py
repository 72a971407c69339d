"""A made-up nation for tests of load: python tools/synthetic_nation.py FOLDER [--years N] [--counties N].

Provinces, cities, counties and schools with every table that quality balance asks for, as Parquet, sorted by year and county;
the same arguments give the same rows. Nothing in it is real: the numbers only have plausible sizes. About one value in a
hundred stands exactly at its limit, one cell in five hundred is blank.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import duckdb

PROVINCES, COUNTIES, SCHOOLS_EACH = 31, 2895, 71
FIRST_YEAR = 2017
TABLES = ("bodies", "school_stage", "school", "room", "county", "monitor", "survey", "veto", "judged")
MIX = """
CREATE MACRO r(a, b) AS (((((a * 2654435761 + b * 40503 + 12345) % 4294967296) * 1103515245 + b * 7919 + 97) % 2147483648)
    / 2147483648.0);
CREATE MACRO amid(low, high, a, b) AS CAST(floor(low + r(a, b) * (high - low + 1)) AS BIGINT);
"""
PLACES = """
CREATE TABLE p AS SELECT i AS province FROM range({provinces}) t(i);
CREATE TABLE c AS SELECT i AS n, i % {provinces} AS province, i // ({provinces} * 8) AS city FROM range({counties}) t(i);
CREATE TABLE s AS SELECT c.n, province, city, k, c.n * 1000 + k AS id,
    CASE WHEN r(c.n * 1000 + k, 1) < 0.55 THEN '小学' WHEN r(c.n * 1000 + k, 1) < 0.75 THEN '初中'
         WHEN r(c.n * 1000 + k, 1) < 0.92 THEN '九年一贯制' ELSE '教学点' END AS type,
    CASE WHEN r(c.n * 1000 + k, 2) < 0.3 THEN '城区' WHEN r(c.n * 1000 + k, 2) < 0.6 THEN '镇区' ELSE '乡村' END AS urban_rural
    FROM c, range({schools}) t(k) WHERE k < {schools} / 2 + r(c.n, 3) * {schools};
CREATE TABLE y AS SELECT {first} + i AS year FROM range({years}) t(i);
CREATE VIEW codes AS SELECT s.*, printf('%02d%02d%04d%03d', 11 + province, 1 + city, n, k) AS body_code,
    printf('%02d%02d%04d', 11 + province, 1 + city, n) AS county_code FROM s;
"""
BODIES = """
SELECT '00' AS code, '全国' AS name, 'nation' AS kind, '' AS parent_code
UNION ALL SELECT printf('%02d', 11 + province), '第' || (province + 1) || '省', 'province', '00' FROM p
UNION ALL SELECT DISTINCT printf('%02d%02d', 11 + province, 1 + city), '第' || (city + 1) || '市', 'city',
    printf('%02d', 11 + province) FROM c
UNION ALL SELECT printf('%02d%02d%04d', 11 + province, 1 + city, n), '第' || n || '县', 'county',
    printf('%02d%02d', 11 + province, 1 + city) FROM c
UNION ALL SELECT body_code, '第' || id || '学校', 'school', county_code FROM codes
ORDER BY code
"""
PARTS = """
CREATE TABLE part AS
WITH halves AS (
    SELECT *, 'primary' AS stage, 11 AS salt FROM codes WHERE type <> '初中'
    UNION ALL SELECT *, 'junior', 12 FROM codes WHERE type IN ('初中', '九年一贯制')
), sized AS (
    SELECT halves.*, year, id * 131 + year * 7 + salt AS seed FROM halves, y
), pupils AS (
    SELECT *, CASE WHEN type = '教学点' THEN amid(20, 90, seed, 5)
                   WHEN r(seed, 4) < 0.05 THEN 100 * amid(2, 9, seed, 5)
                   ELSE amid(120, 1400, seed, 5) END AS students FROM sized
)
SELECT *, CAST(ceil(students / (11 + r(seed, 6) * 5)) AS BIGINT) AS teachers,
    greatest(1, CAST(round(students / (36 + r(seed, 7) * 9)) AS BIGINT)) AS classes FROM pupils;
"""
SCHOOL_STAGE = """
SELECT body_code, CAST(year AS VARCHAR) AS period, stage, students, students // 6 AS entrants, students // 20 AS stu_migrant,
    students AS stu_in_zone, teachers + 3 AS staff, teachers, teachers // 4 AS t_college,
    teachers - teachers // 4 - teachers // 10 AS t_bachelor, teachers // 10 AS t_master, 0 AS t_doctor,
    CASE WHEN students % 100 = 0 THEN students // 100 ELSE greatest(1, teachers // 5) END AS t_backbone,
    CASE WHEN r(seed, 9) < 0.002 THEN NULL ELSE greatest(1, students // 190) END AS t_pe,
    greatest(1, students // 320) AS t_music, greatest(1, students // 320) AS t_art, 0 AS t_arts, 1 AS t_pe_art_shared,
    teachers AS t_certified, teachers AS t_360h,
    0 AS class_band_25, 0 AS class_band_30, 0 AS class_band_35, classes - classes // 2 AS class_band_40,
    classes // 2 AS class_band_45, 0 AS class_band_50, 0 AS class_band_55, 0 AS class_band_60, 0 AS class_band_65,
    0 AS class_band_66
FROM part ORDER BY year, county_code, body_code, stage
"""
SCHOOL = """
WITH whole AS (
    SELECT body_code, county_code, year, any_value(type) AS type, any_value(urban_rural) AS urban_rural, any_value(id) AS id,
        CAST(sum(students) AS BIGINT) AS pupils, CAST(sum(classes) AS BIGINT) AS classes, any_value(id) * 17 + year AS seed FROM part
    GROUP BY body_code, county_code, year
)
SELECT body_code, CAST(year AS VARCHAR) AS period, amid(1960, 2020, id, 21) AS year_built, type, urban_rural,
    '否' AS dense_city, CASE WHEN r(id, 22) < 0.2 THEN '是' ELSE '否' END AS boarding, NULL::VARCHAR AS max_class_below_30,
    '公办' AS owner, pupils AS students, classes,
    CASE WHEN pupils % 50 = 0 THEN CAST(pupils * 4.5 AS DOUBLE) ELSE round(pupils * (5.2 + r(seed, 23) * 2), 1) END AS area_teaching,
    CASE WHEN pupils % 50 = 0 THEN 0 ELSE CAST(round(pupils * 0.3, 1) AS DOUBLE) END AS area_indoor_sport,
    round(pupils * (7.9 + r(seed, 24) * 4), 1) AS area_field, 0::DOUBLE AS area_sport_other,
    round(pupils * (0.21 + r(seed, 25) * 0.1), 2) AS equipment,
    CASE WHEN r(seed, 27) < 0.002 THEN NULL ELSE CAST(ceil(pupils * (0.024 + r(seed, 26) * 0.01)) AS BIGINT) END AS multimedia,
    CAST(round(greatest(pupils, 100) * 0.072, 2) AS DOUBLE) AS fund_public_budget, CAST(round(greatest(pupils, 100) * 0.071, 2) AS DOUBLE) AS fund_public_final,
    CAST(round(greatest(pupils, 100) * 0.0039, 4) AS DOUBLE) AS fund_training_budget, CAST(round(greatest(pupils, 100) * 0.0038, 4) AS DOUBLE) AS fund_training_final
FROM whole ORDER BY year, county_code, body_code
"""
ROOM = """
SELECT body_code, CAST(year AS VARCHAR) AS period, kind, CAST(number AS VARCHAR) AS number,
    CASE kind WHEN '音乐' THEN 98 ELSE 92 END AS room_area
FROM (SELECT body_code, county_code, year, (sum(classes) + 11) // 12 AS rooms FROM part GROUP BY body_code, county_code, year),
    (VALUES ('音乐'), ('美术')) k(kind), range(1, 12) t(number)
WHERE number <= rooms ORDER BY year, county_code, body_code, kind, number
"""
COUNTY = """
SELECT printf('%02d%02d%04d', 11 + province, 1 + city, n) AS body_code, CAST(year AS VARCHAR) AS period,
    720 AS norm_primary, 940 AS norm_junior, 1200000 AS special_fund, 140 AS special_students, 98600 AS pay_teacher,
    amid(95000, 99000, n, 41) AS pay_civil, 1200 AS eligible, amid(115, 160, n, 42) AS rotated, 36 AS rotated_backbone,
    1500 AS quota_plan, amid(745, 900, n, 43) AS quota_alloc, 400 AS quota_rural, 2100 AS migrant_eligible,
    1850 AS migrant_public, amid(0, 120, n, 44) AS migrant_bought, 3010 AS grad, 3080 AS y1, 20 AS "in", 35 AS "out", 1 AS dead,
    212 AS disabled_total, amid(195, 212, n, 45) AS disabled_enrolled
FROM c, y ORDER BY year, body_code
"""
LISTS = {
    "monitor": (
        "subject, 'Ⅲ' AS level, round(0.11 + 0.05 * r(n, 51), 3) AS school_difference",
        "(VALUES ('语文'), ('数学'), ('科学')) v(subject)",
        "subject",
    ),
    "survey": (
        '"group", 2000 AS respondents, amid(1650, 1990, n, 52) AS satisfied',
        """(VALUES ('学生'), ('家长')) v("group")""",
        '"group"',
    ),
    "veto": (
        "item, '否' AS occurred",
        "(VALUES ('以考试方式招生'), ('违规择校行为'), ('重点学校或重点班'), ('“有编不补”或长期聘用编外教师'), "
        "('教育系统重大安全责任事故和严重违纪违规事件'), ('弄虚作假行为')) v(item)",
        "item",
    ),
    "judged": (
        "item, '是' AS passed, '材料' AS basis",
        "(VALUES ('B1'), ('B2'), ('B10'), ('B15m'), ('C3'), ('C5'), ('C6'), ('C7'), ('C8')) v(item)",
        "item",
    ),
}


def write_nation(folder: Path, *, years: int = 1, counties: int = COUNTIES, schools: int = SCHOOLS_EACH) -> None:
    """Write the tables into a folder; `schools` is the middle number of schools of a county."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    provinces = min(PROVINCES, counties)
    sizes = {"provinces": provinces, "counties": counties, "schools": schools, "years": years, "first": FIRST_YEAR}
    connection.execute(MIX + PLACES.format(**sizes) + PARTS)
    queries = {"bodies": BODIES, "school_stage": SCHOOL_STAGE, "school": SCHOOL, "room": ROOM, "county": COUNTY}
    for table, (columns, values, key) in LISTS.items():
        queries[table] = (
            "SELECT printf('%02d%02d%04d', 11 + province, 1 + city, n) AS body_code, CAST(year AS VARCHAR) AS period, "
            f"{columns} FROM c, y, {values} ORDER BY year, body_code, {key}"
        )
    for table in TABLES:
        path = str(folder / f"{table}.parquet").replace("'", "''")
        connection.execute(f"COPY ({queries[table]}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    connection.close()


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--counties", type=int, default=COUNTIES)
    parser.add_argument("--schools", type=int, default=SCHOOLS_EACH)
    asked = parser.parse_args()
    write_nation(asked.folder, years=asked.years, counties=asked.counties, schools=asked.schools)


if __name__ == "__main__":
    main()
