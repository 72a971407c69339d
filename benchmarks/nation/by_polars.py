"""The work by hand in Polars, lazily, on its streaming engine; sums over groups by grouping and joining."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
from benchmarks.nation.work import LEVELS, LIMIT_CV, LIMITS, NUMBERS, RESULTS, WEIGHTS, columns_of

c = pl.col
KEYS = ["county", "period", "stage"]
IS_PRIMARY = c("stage") == "primary"


def _by_stage(primary: float, junior: float) -> Any:
    return pl.when(IS_PRIMARY).then(primary).otherwise(junior)


def _met(number: int, part: int = 100) -> Any:
    limit = _by_stage(LIMITS["primary"][number - 1], LIMITS["junior"][number - 1])
    return c(f"over{number}") * 100 >= limit * part * c(f"under{number}")


class OnParquet:
    """Every go reads the files anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tables: dict[str, pl.DataFrame] = {}

    def go(self, work: str) -> object:
        """The whole work; all tables of results as data frames."""
        judged = self._judged()
        if work == "full":
            values = [(c(f"hundredths{n}") / 100).alias(f"a{n}") for n in NUMBERS]
            shown = [(c(f"hundredths{n}") + 0.5).floor().alias(f"shown{n}") for n in NUMBERS]
            truths = [f"met{n}" for n in NUMBERS]
            kept = judged.select("body", *KEYS, "students", *values, *shown, *truths, "ok").collect(engine="streaming")
            self.tables["schools"] = kept
            judged, ratio = kept.lazy(), "a"
        else:
            ratio = "hundredths"
        self.tables["counties"] = self._counties(judged, ratio).collect(engine="streaming")
        self.tables["areas"] = self._areas(self.tables["counties"].lazy()).collect()
        return self.tables["areas"].rows()

    def show(self, folder: Path) -> None:
        """The results as files in a folder."""
        self.go("full")
        for name in RESULTS:
            self.tables[name].select(columns_of(name)).write_parquet(folder / f"{name}.parquet")

    def _parts(self) -> Any:
        school = pl.scan_parquet(self.folder / "school.parquet").drop("students", "classes")
        bodies = pl.scan_parquet(self.folder / "bodies.parquet").select(body_code="code", county="parent_code")
        parts = pl.scan_parquet(self.folder / "school_stage.parquet")
        parts = parts.join(school, on=["body_code", "period"]).join(bodies, on="body_code")
        parts = parts.with_columns(weight=_by_stage(WEIGHTS["primary"], WEIGHTS["junior"]))
        parts = parts.with_columns(heft=c("students") * c("weight"))
        whole = parts.group_by("body_code", "period").agg(whole=c("heft").sum())
        return parts.join(whole, on=["body_code", "period"])

    def _judged(self) -> Any:
        high = c("t_bachelor") + c("t_master") + c("t_doctor")
        is_small = (c("urban_rural") == "乡村") & (c("students") >= 50) & (c("students") < 100)
        arts = c("t_pe") + c("t_music") + c("t_art") + c("t_arts")
        other = pl.when(c("dense_city") == "是").then(c("area_sport_other")).otherwise(0)
        numbers = (
            pl.when(IS_PRIMARY).then(high + c("t_college")).otherwise(high),
            c("t_backbone"),
            arts + pl.when(is_small).then(c("t_pe_art_shared")).otherwise(0),
            ((c("area_teaching") - c("area_indoor_sport")) * 100).round(),
            ((c("area_field") + c("area_indoor_sport") + other) * 100).round(),
            (c("equipment") * 1000000).round(),
            c("multimedia") * 10000,
        )
        over = {f"over{n}": numbers[n - 1] * (10000 if n <= 3 else c("weight")) for n in NUMBERS}
        under = {f"under{n}": c("students") if n <= 3 else c("whole") for n in NUMBERS}
        rows = self._parts().filter((c("type") != "特教") & ~((c("type") == "教学点") & (c("students") < 50)))
        rows = rows.with_columns(**over, **under).with_columns(
            *((c(f"over{n}") / c(f"under{n}")).alias(f"hundredths{n}") for n in NUMBERS),
            *(_met(n).alias(f"met{n}") for n in NUMBERS),
            is_near=pl.all_horizontal(*(_met(n, 85) for n in NUMBERS)),
        )
        count = pl.sum_horizontal(*(c(f"met{n}").cast(pl.Int8) for n in NUMBERS), ignore_nulls=False)
        return rows.with_columns(ok=(count >= 6) & c("is_near"), body=c("body_code"))

    def _counties(self, judged: Any, ratio: str) -> Any:
        w = c("students")
        means = judged.group_by(KEYS).agg(
            w.sum().alias("w"),
            pl.when(c("ok")).then(w).otherwise(0).sum().alias("pupils"),
            (~c("ok")).any().alias("fails"),
            c("ok").is_null().any().alias("gaps"),
            *((w * c(f"{ratio}{n}")).sum().alias(f"m{n}") / w.sum() for n in NUMBERS),
            *(c(f"{ratio}{n}").is_null().any().alias(f"gap{n}") for n in NUMBERS),
        )
        apart = (
            judged.join(means, on=KEYS)
            .group_by(KEYS)
            .agg((w * (c(f"{ratio}{n}") - c(f"m{n}")) ** 2).sum().alias(f"q{n}") for n in NUMBERS)
        )
        limit = _by_stage(LIMIT_CV["primary"], LIMIT_CV["junior"])
        spread = means.join(apart, on=KEYS).with_columns(
            *(pl.when(~c(f"gap{n}")).then((c(f"q{n}") / c("w")).sqrt() / c(f"m{n}")).alias(f"cv{n}") for n in NUMBERS),
            all_schools=pl.when(c("fails")).then(False).when(c("gaps")).then(None).otherwise(True),
        )
        return spread.with_columns(
            *((c(f"cv{n}") * 1000 + 0.5).floor().alias(f"shown{n}") for n in NUMBERS),
            *((c(f"cv{n}") <= limit).alias(f"met{n}") for n in NUMBERS),
            met=pl.all_horizontal("all_schools", *(c(f"cv{n}") <= limit for n in NUMBERS)),
            body=c("county"),
        )

    def _areas(self, counties: Any) -> Any:
        above = pl.scan_parquet(self.folder / "bodies.parquet").select("code", "parent_code")
        found = counties.with_columns(below=c("body"))
        levels = []
        for level in LEVELS:
            found = found.join(above, left_on="below", right_on="code").with_columns(
                below=c("parent_code"), **{level: c("parent_code")}
            )
            found = found.drop("parent_code")
            levels.append(
                found.group_by(body=level, period="period", stage="stage").agg(
                    met=c("met").sum(), open=c("met").is_null().sum(), pupils=c("pupils").sum()
                )
            )
        return pl.concat(levels)
