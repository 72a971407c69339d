"""The work as one would write it by hand in SQL, in words that DuckDB and PostgreSQL both understand."""

from __future__ import annotations

from benchmarks.nation.work import LIMIT_CV, LIMITS, NUMBERS, WEIGHTS

PARTS = """
    SELECT p.body_code, p.period, p.stage, b.parent_code AS county, p.students, s.type,
        p.students * CASE p.stage WHEN 'primary' THEN {primary} ELSE {junior} END AS heft,
        CASE p.stage WHEN 'primary' THEN {primary} ELSE {junior} END AS weight,
        CASE WHEN p.stage = 'primary' THEN t_college + t_bachelor + t_master + t_doctor ELSE t_bachelor + t_master + t_doctor END
            AS r1,
        t_backbone AS r2,
        t_pe + t_music + t_art + t_arts
            + CASE WHEN urban_rural = '乡村' AND p.students >= 50 AND p.students < 100 THEN t_pe_art_shared ELSE 0 END AS r3,
        round((area_teaching - area_indoor_sport) * 100) AS r4,
        round((area_field + area_indoor_sport + CASE WHEN dense_city = '是' THEN area_sport_other ELSE 0 END) * 100) AS r5,
        round(equipment * 1000000) AS r6,
        multimedia * 10000 AS r7
    FROM {school_stage} p
    JOIN {school} s ON s.body_code = p.body_code AND s.period = p.period
    JOIN {bodies} b ON b.code = p.body_code
"""
WHOLE = "SELECT body_code, period, sum(heft) AS whole FROM parts GROUP BY body_code, period"
RATIOS = """
    SELECT parts.body_code, parts.period, stage, county, students,
        r1 * 10000.0::FLOAT8 / students AS h1, r2 * 10000.0::FLOAT8 / students AS h2, r3 * 10000.0::FLOAT8 / students AS h3,
        r4 * weight::FLOAT8 / whole AS h4, r5 * weight::FLOAT8 / whole AS h5, r6 * weight::FLOAT8 / whole AS h6,
        r7 * weight::FLOAT8 / whole AS h7,
        {tests}
    FROM parts JOIN whole ON whole.body_code = parts.body_code AND whole.period = parts.period
    WHERE type <> '特教' AND NOT (type = '教学点' AND students < 50)
"""
JUDGED = "SELECT *, met_count >= 6 AND is_near AS ok FROM ratios"
MEANS = """
    SELECT county, period, stage, sum(students)::FLOAT8 AS w,
        sum(CASE WHEN ok THEN students ELSE 0 END) AS pupils,
        CASE WHEN bool_or(NOT ok) THEN false WHEN bool_or(ok IS NULL) THEN NULL ELSE true END AS all_schools,
        {means}
    FROM judged GROUP BY county, period, stage
"""
APART = """
    SELECT judged.county, judged.period, judged.stage, {squares}
    FROM judged JOIN means ON means.county = judged.county AND means.period = judged.period AND means.stage = judged.stage
    GROUP BY judged.county, judged.period, judged.stage
"""
SPREAD = """
    SELECT means.county, means.period, means.stage, pupils, all_schools, {cvs},
        CASE WHEN means.stage = 'primary' THEN {primary}::FLOAT8 ELSE {junior}::FLOAT8 END AS limit_cv
    FROM means JOIN apart ON means.county = apart.county AND means.period = apart.period AND means.stage = apart.stage
"""
COUNTIES = """
    SELECT county AS body, period, stage, pupils, {cvs}, {shown}, {met}, all_schools, all_schools AND {all_met} AS met FROM spread
"""
SCHOOLS = """
    SELECT body_code AS body, period, stage, county, students, {values}, {shown}, {met}, ok FROM judged
"""
AREAS = """
    SELECT coalesce(b1.code, b2.code, b3.code) AS body, period, stage, count(CASE WHEN met THEN 1 END) AS met,
        count(CASE WHEN met IS NULL THEN 1 END) AS open, sum(pupils) AS pupils
    FROM counties JOIN {bodies} b0 ON b0.code = counties.body
    JOIN {bodies} b1 ON b1.code = b0.parent_code
    JOIN {bodies} b2 ON b2.code = b1.parent_code
    JOIN {bodies} b3 ON b3.code = b2.parent_code
    GROUP BY GROUPING SETS ((b1.code, period, stage), (b2.code, period, stage), (b3.code, period, stage))
"""


def statements(tables: dict[str, str], *, is_full: bool) -> list[tuple[str, str]]:
    """The tables to be made one after another, each as name and query; the last, `areas`, rests on those before.

    Args:
        tables: what stands for school_stage, school and bodies. `is_full`: keep the per-school table with all results, not only the counties'.
    """
    judged = f"WITH parts AS ({_parts(tables)}), whole AS ({WHOLE}), ratios AS ({_ratios()}), judged AS ({JUDGED})"
    if is_full:
        made = [("schools", f"{judged} {_schools()}")]
        counties = "WITH judged AS (SELECT * FROM schools)"
    else:
        made, counties = [], judged
    made.append(("counties", f"{counties}{_counties('a' if is_full else 'h')}"))
    made.append(("areas", AREAS.format(bodies=tables["bodies"])))
    return made


def _parts(tables: dict[str, str]) -> str:
    return PARTS.format(**WEIGHTS, **tables)


def _limit(number: int) -> str:
    own = {stage: limits[number - 1] for stage, limits in LIMITS.items()}
    return f"CASE stage WHEN 'primary' THEN {own['primary']} ELSE {own['junior']} END"


def _sides(number: int) -> tuple[str, str]:
    """What is divided and by what, both whole numbers: a value in hundredths of its unit."""
    return (f"r{number} * 10000", "students") if number <= 3 else (f"r{number} * weight", "whole")


def _met(number: int, part: int = 100) -> str:
    over, under = _sides(number)
    return f"{over} * 100 >= {part} * {_limit(number)} * {under}"


def _ratios() -> str:
    tests = [f"{_met(n)} AS met{n}" for n in NUMBERS]
    count = " + ".join(f"CASE WHEN {_met(n)} THEN 1 WHEN r{n} IS NOT NULL THEN 0 END" for n in NUMBERS)
    near = " AND ".join(_met(n, 85) for n in NUMBERS)
    return RATIOS.format(tests=", ".join([*tests, f"{count} AS met_count", f"{near} AS is_near"]))


def _schools() -> str:
    return SCHOOLS.format(
        values=", ".join(f"h{n} / 100 AS a{n}" for n in NUMBERS),
        shown=", ".join(f"floor(h{n} + 0.5) AS shown{n}" for n in NUMBERS),
        met=", ".join(f"met{n}" for n in NUMBERS),
    )


def _counties(ratio: str) -> str:
    means = ", ".join(
        f"sum(students * {ratio}{n}) / sum(students) AS m{n}, bool_or({ratio}{n} IS NULL) AS gap{n}" for n in NUMBERS
    )
    squares = ", ".join(f"sum(students * ({ratio}{n} - m{n}) * ({ratio}{n} - m{n})) AS q{n}" for n in NUMBERS)
    cvs = ", ".join(f"CASE WHEN NOT gap{n} THEN sqrt(q{n} / w) / m{n} END AS cv{n}" for n in NUMBERS)
    counties = COUNTIES.format(
        cvs=", ".join(f"cv{n}" for n in NUMBERS),
        shown=", ".join(f"floor(cv{n} * 1000 + 0.5) AS shown{n}" for n in NUMBERS),
        met=", ".join(f"cv{n} <= limit_cv AS met{n}" for n in NUMBERS),
        all_met=" AND ".join(f"cv{n} <= limit_cv" for n in NUMBERS),
    )
    spread = SPREAD.format(cvs=cvs, **LIMIT_CV)
    return (
        f", means AS ({MEANS.format(means=means)}), apart AS ({APART.format(squares=squares)}), "
        f"spread AS ({spread}) {counties}"
    )
