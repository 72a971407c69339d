"""Tasks: labels, rows of a table, plans in prose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dudao.reports.extract.reading import extract_reading
from dudao.reports.extract.tasks import extract_tasks
from dudao.reports.model import Cell, Table, Task
from dudao.reports.structure.build import report_from_text


def tasks_of(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [_fields(task) for task in extract_reading(report_from_text(text)).tasks]


def _fields(task: Task) -> tuple[str, str | None, str | None, str | None]:
    return task.measure, task.deadline, task.responsible, task.progress


@pytest.mark.parametrize(
    ("text", "task"),
    [
        (
            "1.新建城区小学2所。责任单位：市教育局；完成时限：2022年6月底；进展情况：已开工",
            ("新建城区小学2所", "2022年6月底", "市教育局", "已开工"),
        ),
        (
            "消除超大班额（牵头单位：县教育局；完成时限：2023年秋季）",
            ("消除超大班额", "2023年秋季", "县教育局", None),
        ),
        (
            "整改措施：核增编制120名\n责任单位：区委编办\n整改时限：2023年12月",
            ("核增编制120名", "2023年12月", "区委编办", None),
        ),
        ("到2023年，全市新增学位1.5万个以上。", ("全市新增学位1.5万个以上", "到2023年", None, None)),
        (
            "由县教育局牵头，2024年6月底前完成县城第五小学建设。",
            ("完成县城第五小学建设", "2024年6月底前", "县教育局", None),
        ),
        (
            "计划建设公办幼儿园45所，截至10月底已完工27所。",
            ("建设公办幼儿园45所", None, None, "截至10月底已完工27所"),
        ),
        ("到“十四五”末，毛入园率达到95%以上。", ("毛入园率达到95%以上", "到“十四五”末", None, None)),
    ],
)
def test_a_task_has_what_the_text_gives(text: str, task: tuple[str, str | None, str | None, str | None]) -> None:
    assert tasks_of(text) == [task]


@pytest.mark.parametrize(
    "text",
    ["2020年前三季度财政收入平稳。", "分到2023届毕业生手中。", "落实责任，明确任务。", "到2020年底，已建成学校12所。"],
)
def test_what_is_no_task(text: str) -> None:
    assert tasks_of(text) == []


def test_rows_of_a_table_of_tasks() -> None:
    cells = ["工作任务", "责任单位", "完成时限", "扩建县一中", "县住建局", "2023年8月"]
    text, spans = "", []
    for index, cell in enumerate(cells):
        spans.append((index, len(text), len(text) + len(cell)))
        text += cell + "\t"
    table = Table(0, len(text), tuple(Cell(i // 3, i % 3, start, end) for i, start, end in spans))
    report = replace(report_from_text("表"), text=text, folded=text, tables=(table,))
    assert [_fields(task) for task in extract_tasks(report, ())] == [("扩建县一中", "2023年8月", "县住建局", None)]
