"""The columns of a form and how its rows fill them: grouped, and where wanted the stages of a school side by side.

基本信息 │ 小学: 学生 教职工 … │ 初中: 学生 教职工 …        one row a school
基本信息 (with 学段) │ 学生 教职工 …                        one row a school and stage
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import Any

from dudao.facts.contract import FieldSchema, TableSchema, catalogue_lines, stages

MOST_BESIDE = 4
"""More stages than this are not laid out side by side."""
STAGED_KEYS = ("body_code", "period", "stage")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form: what it holds, and of which stage where stages stand side by side ("" for none)."""

    field: FieldSchema
    stage: str = ""

    @property
    def key(self) -> str:
        """Under which its entry stands in a row."""
        return f"{self.field.id}@{self.stage}" if self.stage else self.field.id


Row = Mapping[str, Any]


@cache
def _groups() -> tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]:
    return tuple(
        (
            tuple(line["columns"].split("|")),
            line["label_zh"],
            tuple(stage for stage in line["stages"].split("|") if stage),
        )
        for line in catalogue_lines("form_groups")
    )


def group_of(column: FieldSchema) -> str:
    """The heading above a column: of what it speaks, "" for none."""
    return next((label for names, label, _ in _groups() if any(fnmatchcase(column.id, name) for name in names)), "")


def is_of_stage(column: FieldSchema, stage: str) -> bool:
    """Whether a column is filled in for a stage: how many stay at school to its end is asked of junior schools only."""
    only = _stages_of(column.id)
    return not only or stage in only


@lru_cache(maxsize=4_096)
def _stages_of(column: str) -> tuple[str, ...]:
    """The stages for which a column is filled in; none where it is for all. Asked again for every cell of a table."""
    return next((only for names, _, only in _groups() if any(fnmatchcase(column, name) for name in names)), ())


def grouped(columns: Iterable[FieldSchema], keys: frozenset[str]) -> list[FieldSchema]:
    """Columns with those of one group side by side, keys first, groups in the order in which they first occur."""
    found = list(columns)
    order: dict[str, int] = {}
    for column in found:
        order.setdefault(group_of(column), len(order))
    return sorted(found, key=lambda column: (column.id not in keys, order[group_of(column)]))


def stages_beside(schema: TableSchema, wanted: Sequence[str], rows: Iterable[Row]) -> tuple[str, ...]:
    """The stages that a form lays out side by side: those wanted and those that its rows have; () for one row a stage.

    A table that has no stages, or other keys beside them, and one with too few or too many stages keep one row a stage.
    """
    if schema.keys != STAGED_KEYS or not wanted:
        return ()
    labels = _ids_of_labels(schema)
    there = {labels[row["stage"]] for row in rows if row.get("stage") in labels}
    found = tuple(stage for stage in stages(schema.own) if stage in wanted or stage in there)
    return found if 1 < len(found) <= MOST_BESIDE else ()


def form_columns(schema: TableSchema, fields: Sequence[FieldSchema], beside: Sequence[str]) -> list[FormColumn]:
    """The columns of a sheet: as they are, or for stages side by side the keys once and all others once a stage."""
    if not beside:
        return [FormColumn(field) for field in fields]
    keys = [field for field in fields if field.id in (*schema.keys, "body_name") and field.id != "stage"]
    others = [field for field in fields if field not in keys and field.id != "stage"]
    return [
        *(FormColumn(field) for field in keys),
        *(FormColumn(field, stage) for stage in beside for field in others if is_of_stage(field, stage)),
    ]


def form_rows(schema: TableSchema, rows: Sequence[Row], beside: Sequence[str]) -> list[Row]:
    """Rows as the columns of a sheet take them: for stages side by side those of one body and period become one.

    Such a row tells under "stages" which stages it was made of.
    """
    if not beside:
        return list(rows)
    labels = _ids_of_labels(schema)
    found: dict[tuple[Any, Any], dict[str, Any]] = {}
    for row in rows:
        wide = found.setdefault((row["body_code"], row["period"]), {"stages": ()})
        stage = labels[row["stage"]]
        wide["stages"] = (*wide["stages"], stage)
        for name, value in row.items():
            wide[name if name in (*schema.keys, "body_name") else f"{name}@{stage}"] = value
    return list(found.values())


def _ids_of_labels(schema: TableSchema) -> dict[str, str]:
    return {stage.label_zh: stage.id for stage in stages(schema.own).values()}
