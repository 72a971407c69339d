"""Planned work: measure, deadline, responsible unit, progress, from labelled lines, tables of tasks and plans in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dudao.reports.model import Cell, Report, Table, Task, TimeMention
from dudao.schemes.lexicons import alternatives

FIELDS = {
    "measure": (
        "工作任务",
        "主要任务",
        "重点任务",
        "任务内容",
        "任务",
        "整改措施",
        "工作措施",
        "主要措施",
        "具体措施",
        "措施",
        "工作内容",
        "整改内容",
        "事项",
    ),
    "responsible": (
        "责任单位",
        "牵头单位",
        "责任部门",
        "牵头部门",
        "承办单位",
        "实施单位",
        "整改责任单位",
        "责任主体",
        "责任人",
        "牵头领导",
    ),
    "deadline": (
        "完成时限",
        "完成时间",
        "整改时限",
        "时间节点",
        "时限要求",
        "办结时限",
        "时限",
        "完成期限",
        "计划完成时间",
        "完成日期",
    ),
    "progress": (
        "完成情况",
        "进展情况",
        "整改情况",
        "工作进展",
        "进度",
        "进展",
        "目前进展",
        "落实情况",
        "整改进展",
        "完成进度",
        "整改成效",
    ),
}
"""Words by which forms and tables name the parts of a task."""

_FIELD_OF = {word: field for field, words in FIELDS.items() for word in words}
_LABELS = rf"(?:{alternatives(tuple(_FIELD_OF))})(?:及责任人|和责任人)?[：:]"
_LABEL = re.compile(rf"{_LABELS} ?(?P<value>(?:(?!{_LABELS})[^\n；;。（(）)])+)")
_MEASURE_BEFORE = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳])?\s*(?P<measure>[^\n]*?)[（(，,；;。：:\s]*\Z"
)
_MEASURE_BEHIND = re.compile(r"[，,]?(?P<measure>[^。；;\n]{4,160})")
_AIMED = re.compile(r"(?:力争|确保|计划|预计|争取|务求|务必|并|要|在|于){1,2}\Z")
_TARGET = re.compile(
    r"新增|达到|实现|完成|建成|消除|提高|提升|降至|降到|控制|建设|新建|改扩建|投入|覆盖|落实|清零|出台|制定|补充|招聘|配备|创建|通过|培养|普及|整改|解决|化解|以上|以内"
)
_ALREADY = re.compile(r"(?:已|取得|以来|实际|同比|比上年|较上年|增长了|，其中|超过了)")
_PLANNED = re.compile(
    r"[计规拟预][划计]?(?P<measure>(?:新建|改扩建|建设|实施|招聘|补充|培训|投入|新增|创建|完成|整改|改造)[^，,。；;\n]{2,40})"
    r"[，,](?P<progress>[^。；;\n]{0,16}?(?:已|完成率|完工|完成)[^。；;\n]{1,60})"
)
_LED_BY = re.compile(r"由(?P<who>[^，,。；;\n]{2,24}?)(?:牵头|负责|承办|组织实施)")


@dataclass(slots=True)
class _Draft:
    """A task as it is put together from labels."""

    start: int
    end: int
    measure: str
    fields: dict[str, str]


def extract_tasks(report: Report, times: tuple[TimeMention, ...]) -> tuple[Task, ...]:
    """Tasks in the order of the text: labelled (责任单位：…；完成时限：…), rows of a table of tasks, and plans (到2023年，…).

    All fields are as printed, None where the text gives none.
    """
    found = [*_labelled(report), *_planned(report, times)]
    for table in report.tables:
        found.extend(_rows(report, table))
    found.sort(key=lambda task: (task.start, -task.end))
    kept: list[Task] = []
    done = 0
    for task in found:
        if task.start >= done:
            kept.append(task)
            done = task.end
    return tuple(kept)


def _labelled(report: Report) -> Iterator[Task]:
    """Labels that follow each other closely make one task; the measure is a label's or the text before the first."""
    draft: _Draft | None = None
    floor = 0
    for hit in _LABEL.finditer(report.folded):
        name = re.split(r"[：:]", hit.group(), maxsplit=1)[0].removesuffix("及责任人").removesuffix("和责任人")
        field = _FIELD_OF[name]
        value = report.text[hit.start("value") : hit.end("value")].strip()
        is_near = draft is not None and hit.start() - draft.end <= 4 and field not in draft.fields
        if draft is not None and not is_near:
            yield from _finished(draft)
            floor, draft = draft.end, None
        if draft is None:
            measure, start = _measure_before(report, hit.start(), floor)
            draft = _Draft(start, hit.end(), measure, {})
        if field == "measure":
            draft.measure = value
        draft.fields[field] = value
        draft.end = hit.end()
    if draft is not None:
        yield from _finished(draft)


def _finished(draft: _Draft) -> Iterator[Task]:
    fields = draft.fields
    if draft.measure and ("responsible" in fields or "deadline" in fields):
        yield Task(
            draft.start,
            draft.end,
            draft.measure,
            fields.get("deadline"),
            fields.get("responsible"),
            fields.get("progress"),
        )


def _measure_before(report: Report, start: int, floor: int) -> tuple[str, int]:
    """The text that the labels belong to: before them in their paragraph, else the paragraph before."""
    low = max(floor, report.folded.rfind("\n", 0, start) + 1)
    if not report.folded[low:start].strip(" （(，,；;。"):
        low = max(floor, report.folded.rfind("\n", 0, max(0, low - 1)) + 1)
    found = _MEASURE_BEFORE.match(report.text, max(low, start - 300), start)
    if found is None:
        return "", start
    return found["measure"].strip(" ；;。，,"), found.start("measure")


def _planned(report: Report, times: tuple[TimeMention, ...]) -> Iterator[Task]:
    """Plans in prose: a time by which something is to be reached, or planned work with what is done of it."""
    folded = report.folded
    for time in times:
        if time.kind != "by":
            continue
        behind = _MEASURE_BEHIND.match(folded, time.end)
        if behind is None or _TARGET.search(behind["measure"]) is None or _ALREADY.search(behind["measure"]):
            continue
        aimed = _AIMED.search(folded, max(0, time.start - 5), time.start)
        start = aimed.start() if aimed else time.start
        if start and "一" <= folded[start - 1] <= "鿿":
            continue
        yield Task(
            start,
            behind.end(),
            report.text[behind.start("measure") : behind.end()].strip(),
            deadline=report.text[time.start : time.end],
            responsible=_responsible(report, start, behind.end()),
        )
    for hit in _PLANNED.finditer(folded):
        yield Task(
            hit.start(),
            hit.end(),
            report.text[hit.start("measure") : hit.end("measure")],
            progress=report.text[hit.start("progress") : hit.end("progress")],
        )


def _responsible(report: Report, start: int, end: int) -> str | None:
    """Who is to do it, named in the measure or in the sentence before it: 由县教育局牵头."""
    low = report.sentences[report.sentence_index(start)].start
    led = _LED_BY.search(report.folded, start, end) or _LED_BY.search(report.folded, low, start)
    return report.text[led.start("who") : led.end("who")] if led else None


def _rows(report: Report, table: Table) -> Iterator[Task]:
    """Rows of a table whose header names at least a measure and a responsible unit or a deadline."""
    columns: dict[int, str] = {}
    first_body_row = table.header_rows + min((cell.row for cell in table.cells), default=0)
    for cell in table.cells:
        if cell.row < first_body_row:
            field = _FIELD_OF.get(report.text[cell.start : cell.end].strip().replace(" ", "").replace("\n", ""))
            if field is not None:
                columns.setdefault(cell.column, field)
    if "measure" not in columns.values() or not {"responsible", "deadline"} & set(columns.values()):
        return
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row >= first_body_row:
            rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        fields = {
            columns[cell.column]: report.text[cell.start : cell.end].strip() for cell in cells if cell.column in columns
        }
        if fields.get("measure"):
            yield Task(
                min(cell.start for cell in cells),
                max(cell.end for cell in cells),
                fields["measure"],
                fields.get("deadline") or None,
                fields.get("responsible") or None,
                fields.get("progress") or None,
            )
