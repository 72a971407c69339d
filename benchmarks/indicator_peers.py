"""The seven-ratio work of quality balance as one would write it by hand: in SQL for DuckDB, in Polars, in pandas.

    python benchmarks/indicator_peers.py duckdb|polars|pandas FOLDER

A worker: for each line it reads it does the whole work from Parquet and answers with the processor seconds; for the line
`show` it answers with the results as JSON. All count alike: a blank makes what rests on it unknown, teaching points with
fewer than 50 pupils and special schools are left out, the parts of an all-through school share its rooms by weighted pupils,
the coefficient of variation takes two passes.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

LIMITS = {
    "primary": (4.2, 1.0, 0.9, 4.5, 7.5, 2000.0, 2.3),
    "junior": (5.3, 1.0, 0.9, 5.8, 10.2, 2500.0, 2.4),
}
WEIGHTS = {"primary": 1.0, "junior": 1.1}
RATIOS = tuple(f"a{number}" for number in range(1, 8))

HAND = """
WITH parts AS (
    SELECT p.body_code, p.period, p.stage, b.parent_code AS county, p.students, s.type,
        p.students * CASE p.stage WHEN 'primary' THEN {primary} ELSE {junior} END AS weighted,
        CASE WHEN p.stage = 'primary' THEN t_college + t_bachelor + t_master + t_doctor ELSE t_bachelor + t_master + t_doctor END
            AS r1, t_backbone AS r2,
        t_pe + t_music + t_art + t_arts
            + CASE WHEN urban_rural = '乡村' AND p.students >= 50 AND p.students < 100 THEN t_pe_art_shared ELSE 0 END AS r3,
        area_teaching - area_indoor_sport AS r4,
        area_field + area_indoor_sport + CASE WHEN dense_city = '是' THEN area_sport_other ELSE 0 END AS r5,
        equipment * 10000 AS r6, multimedia AS r7
    FROM read_parquet('{folder}/school_stage.parquet') p
    JOIN read_parquet('{folder}/school.parquet') s ON s.body_code = p.body_code AND s.period = p.period
    JOIN read_parquet('{folder}/bodies.parquet') b ON b.code = p.body_code
), whole AS (
    SELECT body_code, period, sum(weighted) AS weighted FROM parts GROUP BY body_code, period
), ratios AS (
    SELECT county, parts.period, stage, students,
        r1 / students * 100.0 AS a1, r2 / students * 100.0 AS a2, r3 / students * 100.0 AS a3,
        r4 * parts.weighted / whole.weighted / students AS a4, r5 * parts.weighted / whole.weighted / students AS a5,
        r6 * parts.weighted / whole.weighted / students AS a6, r7 * parts.weighted / whole.weighted / students * 100.0 AS a7
    FROM parts JOIN whole USING (body_code, period)
    WHERE type <> '特教' AND NOT (type = '教学点' AND students < 50)
), judged AS (
    SELECT *, {met} AS met, {near} AS near FROM ratios
), means AS (
    SELECT county, period, stage, sum(students) AS w, {sums}, CASE WHEN bool_or(NOT (met >= 6 AND near)) THEN false WHEN bool_or((met >= 6 AND near) IS NULL) THEN NULL ELSE true END
        AS all_schools,
        {gaps} FROM judged GROUP BY county, period, stage
), apart AS (
    SELECT county, period, stage, {squares}
    FROM judged JOIN means USING (county, period, stage) GROUP BY county, period, stage
)
SELECT county, period, stage, all_schools, {cvs} FROM means JOIN apart USING (county, period, stage)
"""


def _by_stage(number: int, factor: float = 1.0) -> str:
    return f"CASE stage WHEN 'primary' THEN {LIMITS['primary'][number] * factor} ELSE {LIMITS['junior'][number] * factor} END"


def hand_sql(folder: str) -> str:
    """The whole work as one query."""
    return HAND.format(
        folder=folder,
        **WEIGHTS,
        met=" + ".join(
            f"CASE WHEN {a} >= {_by_stage(n)} THEN 1 WHEN {a} IS NOT NULL THEN 0 END" for n, a in enumerate(RATIOS)
        ),
        near=" AND ".join(f"{a} >= {_by_stage(n, 0.85)}" for n, a in enumerate(RATIOS)),
        sums=", ".join(f"sum(students * {a}) / sum(students) AS m_{a}" for a in RATIOS),
        gaps=", ".join(f"bool_or({a} IS NULL) AS no_{a}" for a in RATIOS),
        squares=", ".join(f"sum(students * ({a} - m_{a}) * ({a} - m_{a})) AS q_{a}" for a in RATIOS),
        cvs=", ".join(f"CASE WHEN NOT no_{a} THEN sqrt(q_{a} / w) / m_{a} END AS cv_{a}" for a in RATIOS),
    )


def by_duckdb(folder: str) -> Callable[[], list[tuple[Any, ...]]]:
    import duckdb

    connection = duckdb.connect()
    query = hand_sql(folder)
    return lambda: connection.execute(query).fetchall()


def by_polars(folder: str) -> Callable[[], list[tuple[Any, ...]]]:
    import polars as pl

    def limit(number: int, factor: float = 1.0) -> Any:
        primary, junior = LIMITS["primary"][number] * factor, LIMITS["junior"][number] * factor
        return pl.when(pl.col("stage") == "primary").then(primary).otherwise(junior)

    def work() -> list[tuple[Any, ...]]:
        c = pl.col
        parts = pl.scan_parquet(f"{folder}/school_stage.parquet")
        schools = pl.scan_parquet(f"{folder}/school.parquet").drop("students", "classes")
        bodies = pl.scan_parquet(f"{folder}/bodies.parquet").select(body_code="code", county="parent_code")
        parts = parts.join(schools, on=["body_code", "period"]).join(bodies, on="body_code")
        primary = c("stage") == "primary"
        heft = c("students") * pl.when(primary).then(WEIGHTS["primary"]).otherwise(WEIGHTS["junior"])
        parts = parts.with_columns(weighted=heft)
        share = c("weighted") / c("weighted").sum().over("body_code", "period") / c("students")
        high = c("t_bachelor") + c("t_master") + c("t_doctor")
        is_small = (c("urban_rural") == "乡村") & (c("students") >= 50) & (c("students") < 100)
        shared = pl.when(is_small).then(c("t_pe_art_shared")).otherwise(0)
        other = pl.when(c("dense_city") == "是").then(c("area_sport_other")).otherwise(0)
        rows = parts.with_columns(
            a1=pl.when(primary).then(c("t_college") + high).otherwise(high) / c("students") * 100,
            a2=c("t_backbone") / c("students") * 100,
            a3=(c("t_pe") + c("t_music") + c("t_art") + c("t_arts") + shared) / c("students") * 100,
            a4=(c("area_teaching") - c("area_indoor_sport")) * share,
            a5=(c("area_field") + c("area_indoor_sport") + other) * share,
            a6=c("equipment") * 10000 * share,
            a7=c("multimedia") * share * 100,
        ).filter((c("type") != "特教") & ~((c("type") == "教学点") & (c("students") < 50)))
        met = pl.sum_horizontal(*((c(a) >= limit(n)).cast(pl.Int8) for n, a in enumerate(RATIOS)), ignore_nulls=False)
        near = pl.all_horizontal(*(c(a) >= limit(n, 0.85) for n, a in enumerate(RATIOS)))
        keys = ["county", "period", "stage"]
        w = c("students")
        found = (
            rows.with_columns(ok=(met >= 6) & near)
            .group_by(keys)
            .agg(
                _decided(pl),
                *(
                    pl.when(c(a).is_null().any())
                    .then(None)
                    .otherwise(
                        ((w * (c(a) - (w * c(a)).sum() / w.sum()) ** 2).sum() / w.sum()).sqrt()
                        / ((w * c(a)).sum() / w.sum())
                    )
                    .alias(f"cv_{a}")
                    for a in RATIOS
                ),
            )
        )
        result: list[tuple[Any, ...]] = found.collect(engine="streaming").rows()
        return result

    return work


def _decided(pl: Any) -> Any:
    """Whether all schools meet the rule: a known fail decides, else a gap leaves it open."""
    ok = pl.col("ok")
    return pl.when((~ok).any()).then(False).when(ok.is_null().any()).then(None).otherwise(True).alias("all_schools")


def by_pandas(folder: str) -> Callable[[], list[tuple[Any, ...]]]:
    import numpy as np
    import pandas as pd

    def work() -> list[tuple[Any, ...]]:
        school = pd.read_parquet(f"{folder}/school.parquet").drop(columns=["students", "classes"])
        bodies = pd.read_parquet(f"{folder}/bodies.parquet", columns=["code", "parent_code"])
        rows = pd.read_parquet(f"{folder}/school_stage.parquet").merge(school, on=["body_code", "period"])
        rows = rows.merge(bodies, left_on="body_code", right_on="code").rename(columns={"parent_code": "county"})
        primary = rows.stage == "primary"
        weighted = rows.students * np.where(primary, WEIGHTS["primary"], WEIGHTS["junior"])
        share = weighted / weighted.groupby([rows.body_code, rows.period]).transform("sum") / rows.students
        high = rows.t_bachelor + rows.t_master + rows.t_doctor
        small = (rows.urban_rural == "乡村") & (rows.students >= 50) & (rows.students < 100)
        taught = rows.t_pe + rows.t_music + rows.t_art + rows.t_arts + rows.t_pe_art_shared.where(small, 0)
        rows["a1"] = (high + rows.t_college.where(primary, 0)) / rows.students * 100
        rows["a2"] = rows.t_backbone / rows.students * 100
        rows["a3"] = taught / rows.students * 100
        rows["a4"] = (rows.area_teaching - rows.area_indoor_sport) * share
        rows["a5"] = (
            rows.area_field + rows.area_indoor_sport + rows.area_sport_other.where(rows.dense_city == "是", 0)
        ) * share
        rows["a6"] = rows.equipment * 10000 * share
        rows["a7"] = rows.multimedia * share * 100
        rows = rows[(rows.type != "特教") & ~((rows.type == "教学点") & (rows.students < 50))]
        primary = rows.stage == "primary"
        limits = [np.where(primary, *pair) for pair in zip(LIMITS["primary"], LIMITS["junior"], strict=True)]
        met = sum(
            (rows[a] >= limit).astype(float).where(rows[a].notna()) for a, limit in zip(RATIOS, limits, strict=True)
        )
        fails = np.any([rows[a] < 0.85 * limit for a, limit in zip(RATIOS, limits, strict=True)], axis=0) | (met < 6)
        gaps = met.isna() & ~fails
        keys = [rows.county, rows.period, rows.stage]
        grouped = pd.DataFrame({"fails": fails, "gaps": gaps, "w": rows.students}).groupby(keys)
        found = grouped.agg({"fails": "any", "gaps": "any", "w": "sum"})
        for a in RATIOS:
            product = rows[a] * rows.students
            mean = product.groupby(keys).transform("sum") / rows.students.groupby(keys).transform("sum")
            square = (rows.students * (rows[a] - mean) ** 2).groupby(keys).sum()
            cv = np.sqrt(square / found.w) / (product.groupby(keys).sum() / found.w)
            found[a] = cv.where(rows[a].notna().groupby(keys).all())
        return [
            (
                *key,
                False if row.fails else None if row.gaps else True,
                *(None if pd.isna(row[a]) else row[a] for a in RATIOS),
            )
            for key, row in found.iterrows()
        ]

    return work


ENGINES = {"duckdb": by_duckdb, "polars": by_polars, "pandas": by_pandas}


def main() -> None:
    """Serve the work line by line."""
    work = ENGINES[sys.argv[1]](sys.argv[2])
    for line in sys.stdin:
        if line.strip() == "show":
            print(json.dumps(work(), default=float), flush=True)
            continue
        started = time.process_time()
        work()
        print(time.process_time() - started, flush=True)


if __name__ == "__main__":
    main()
