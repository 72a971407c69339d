"""The work by hand in pandas and NumPy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from benchmarks.nation.work import LEVELS, LIMIT_CV, LIMITS, NUMBERS, RESULTS, WEIGHTS, columns_of

KEYS = ["county", "period", "stage"]
SCHOOL = ("body_code", "period", "type", "urban_rural", "dense_city", "area_teaching", "area_indoor_sport", "area_field", "area_sport_other", "equipment", "multimedia")  # fmt: skip
PARTS = ("body_code", "period", "stage", "students", "t_college", "t_bachelor", "t_master", "t_doctor", "t_backbone", "t_pe", "t_music", "t_art", "t_arts", "t_pe_art_shared")  # fmt: skip


class OnParquet:
    """Every go reads the files anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tables: dict[str, pd.DataFrame] = {}

    def go(self, work: str) -> object:
        """The whole work; all tables of results as data frames."""
        judged = self._judged()
        if work == "full":
            for n in NUMBERS:
                judged[f"a{n}"] = judged[f"h{n}"] / 100
                judged[f"shown{n}"] = np.floor(judged[f"h{n}"] + 0.5)
            kept = ["county", "students", *columns_of("schools")]
            self.tables["schools"] = judged = judged[kept]
        self.tables["counties"] = self._counties(judged, "a" if work == "full" else "h")
        self.tables["areas"] = self._areas(self.tables["counties"])
        return list(self.tables["areas"].itertuples(index=False))

    def show(self, folder: Path) -> None:
        """The results as files in a folder; truths that are open as nothing."""
        self.go("full")
        for name, (_numbers, truths) in RESULTS.items():
            table = self.tables[name][list(columns_of(name))].copy()
            for truth in truths:
                table[truth] = table[truth].astype("boolean")
            table.to_parquet(folder / f"{name}.parquet")

    def _rows(self) -> pd.DataFrame:
        school = pd.read_parquet(self.folder / "school.parquet", columns=list(SCHOOL))
        bodies = pd.read_parquet(self.folder / "bodies.parquet", columns=["code", "parent_code"])
        rows = pd.read_parquet(self.folder / "school_stage.parquet", columns=list(PARTS))
        rows = rows.merge(school, on=["body_code", "period"])
        rows = rows.merge(bodies.rename(columns={"code": "body_code", "parent_code": "county"}), on="body_code")
        rows["weight"] = np.where(rows.stage == "primary", WEIGHTS["primary"], WEIGHTS["junior"])
        rows["whole"] = (rows.students * rows.weight).groupby([rows.body_code, rows.period]).transform("sum")
        return rows[(rows.type != "特教") & ~((rows.type == "教学点") & (rows.students < 50))].reset_index(drop=True)

    def _judged(self) -> pd.DataFrame:
        rows = self._rows()
        primary = rows.stage == "primary"
        small = (rows.urban_rural == "乡村") & (rows.students >= 50) & (rows.students < 100)
        arts = rows.t_pe + rows.t_music + rows.t_art + rows.t_arts + rows.t_pe_art_shared.where(small, 0)
        sports = rows.area_field + rows.area_indoor_sport + rows.area_sport_other.where(rows.dense_city == "是", 0)
        numbers = (
            rows.t_bachelor + rows.t_master + rows.t_doctor + rows.t_college.where(primary, 0),
            rows.t_backbone,
            arts,
            ((rows.area_teaching - rows.area_indoor_sport) * 100).round(),
            (sports * 100).round(),
            (rows.equipment * 1000000).round(),
            rows.multimedia * 10000,
        )
        judged = rows[["body_code", *KEYS, "students"]].rename(columns={"body_code": "body"})
        count: Any = 0
        fails = np.zeros(len(rows), dtype=bool)
        gaps = np.zeros(len(rows), dtype=bool)
        for n, number in zip(NUMBERS, numbers, strict=True):
            over = number * (10000 if n <= 3 else rows.weight)
            under = rows.students if n <= 3 else rows.whole
            limit = np.where(primary, LIMITS["primary"][n - 1], LIMITS["junior"][n - 1])
            judged[f"h{n}"] = over / under
            known = over.notna()
            met = over * 100 >= limit * 100 * under
            judged[f"met{n}"] = met.astype(float).where(known)
            count = count + judged[f"met{n}"]
            fails |= (over * 100 < limit * 85 * under).to_numpy()
            gaps |= (~known).to_numpy()
        fails |= (count < 6).to_numpy()
        judged["ok"] = np.where(fails, 0.0, np.where(gaps, np.nan, 1.0))
        return judged

    def _counties(self, judged: pd.DataFrame, ratio: str) -> pd.DataFrame:
        keys = judged.groupby(KEYS, sort=False)
        group = keys.ngroup().to_numpy()
        found = keys.size().reset_index()[KEYS]
        size = len(found)
        students = judged.students.to_numpy(dtype=float)

        def total(values: Any) -> Any:
            return np.bincount(group, weights=values, minlength=size)

        ok = judged.ok.to_numpy()
        weight = total(students)
        found["pupils"] = total(np.where(ok == 1, students, 0))
        fails, gaps = total(ok == 0) > 0, total(np.isnan(ok)) > 0
        found["all_schools"] = np.where(fails, 0.0, np.where(gaps, np.nan, 1.0))
        limit = np.where(found.stage == "primary", LIMIT_CV["primary"], LIMIT_CV["junior"])
        worst, is_open = np.where(fails, 0.0, 1.0), np.isnan(found.all_schools.to_numpy())
        for n in NUMBERS:
            values = judged[f"{ratio}{n}"].to_numpy()
            mean = total(values * students) / weight
            apart = values - mean[group]
            cv = np.sqrt(total(students * apart * apart) / weight) / mean
            unknown = np.isnan(cv)
            found[f"cv{n}"], found[f"shown{n}"] = cv, np.floor(cv * 1000 + 0.5)
            found[f"met{n}"] = np.where(unknown, np.nan, cv <= limit)
            worst, is_open = np.where(cv > limit, 0.0, worst), is_open | unknown
        found["met"] = np.where(worst == 0, 0.0, np.where(is_open, np.nan, 1.0))
        return found.rename(columns={"county": "body"})

    def _areas(self, counties: pd.DataFrame) -> pd.DataFrame:
        bodies = pd.read_parquet(self.folder / "bodies.parquet", columns=["code", "parent_code"])
        above = bodies.set_index("code").parent_code
        place, levels = counties.body, []
        for _level in LEVELS:
            place = place.map(above)
            counted = (
                pd.DataFrame({"met": counties.met == 1, "open": counties.met.isna(), "pupils": counties.pupils})
                .groupby([place.rename("body"), counties.period, counties.stage])
                .sum()
            )
            levels.append(counted.reset_index())
        return pd.concat(levels)
