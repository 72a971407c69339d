"""Figures in tables: the unit from the cell, its header, or the caption; the metric from the row's and the column's heads."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dudao.reports.extract.numbers_in_text import Number, scan_numbers
from dudao.reports.model import Cell, Figure, Report, Role, Table
from dudao.values.numerals import parse_arabic_numeral
from dudao.values.periods import Period, school_year, year
from dudao.values.units import parse_unit

PLAIN_NUMBER = re.compile(r"[约近]?([-−+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[-−+]?[0-9]+(?:\.[0-9]+)?)(余|多)?")
UNIT_IN_HEADER = re.compile(r"[（(/／:：]?(?:单位[:：])?\s*([^（）()/／:：\s]{1,8}(?:/[^（）()\s]{1,6})?)[）)]?\s*$")
YEAR_HEADER = re.compile(r"((?:19|20)\d\d)(?:年度?|(?:[-—–](?:20)?\d\d)?学年度?)?$")
BRACKETED = re.compile(r"[（(][^（）()]*[）)]|[/／].*$")
ORDINALS = re.compile(r"序号|编号|年份|年度|排名|名次|位次|电话|邮编|代码|日期|时间|页码|文号|学号|班号|备注")
CAPTION_UNIT = re.compile(r"单位\s*[:：]\s*([^\s。；）)]{1,16})")
UNIT_LIST = re.compile(r"[、，,；;/／及和]")
CHANGE_HEADER = re.compile(r"增长|增幅|增速|增减|变化|同比|比上年|较上年|降幅|提高|下降")
UNITS_BY_HEAD = (
    (
        re.compile(r"(?:在校|在园|专任|教职|毕业|招)?(?:学生|生数|教师|幼儿(?!园)|儿童|职工|人数|人口|师数)"),
        ("人", "名", "万人"),
    ),
    (re.compile(r"班级|班数|教学班"), ("个", "班")),
    (re.compile(r"学校|校数|园数|幼儿园|教学点|机构"), ("所", "个")),
    (re.compile(r"面积"), ("平方米", "㎡", "万平方米")),
    (re.compile(r"经费|支出|收入|资金|投入|金额|资产|工资"), ("万元", "元", "亿元")),
    (re.compile(r"图书|册数"), ("册", "万册")),
    (re.compile(r"计算机|电脑|台数"), ("台",)),
)
"""Units that the head of a column asks for, where a caption names several."""
RATE_WORDS = re.compile(r"增长率|增减率|增幅|增速|降幅|占比|比重|[一-龥]率$")
SHARE_HEADER = re.compile(r"占比|比重|比例|占.{1,8}的?%?$")
RATE_HEADER = re.compile(r"完成率|到位率|执行率|完成比例|开工率")
TARGET_HEADER = re.compile(r"目标|计划|规划")
STANDARD_HEADER = re.compile(r"标准|要求|规定|定额|指标值|限值")
CAPTION_DRESS = re.compile(
    r"^(?:附?表\s*[0-9一二三四五六七八九十]*(?:[-—.]\d+)?[.、:：\s]*)?(?:(?:19|20)\d\d(?:[-—–~至](?:20)?\d\d)?年度?)?(?:全[省市县区]|我[省市县区])?"
    r"|单位[:：].*$|(?:分学段|增长)?(?:情况|统计|一览|明细|对比|变化)*表?\s*$"
)
CAPTION_MEASURE = re.compile(r"(?:经费|支出|投入|收入|面积|[一-龥]率|数|值|工资|比例|占比|定额|标准)$")
LONGEST_CELL = 24


@dataclass(frozen=True, slots=True)
class Heading:
    """A row's or column's head, read: its words without unit and year, its unit, its period."""

    words: str
    unit: str | None
    when: Period | None
    label: str | None


def table_figures(report: Report, own_year: int | None = None) -> list[Figure]:
    """The numbers in the body cells of all tables, a figure each, in the order of the text.

    `own_year` is the year the report is about, which a table takes whose heads and caption name none.
    """
    figures: list[Figure] = []
    for table in report.tables:
        figures.extend(_figures_of(table, report, own_year))
    return figures


def read_heading(text: str) -> Heading:
    """A head such as 在校生数（人）, 2021年, 生均经费/元.

    >>> read_heading("在校生数（人）").unit, read_heading("在校生数（人）").words, read_heading("2021年").label
    ('人', '在校生数', '2021')
    """
    text = text.strip()
    found = YEAR_HEADER.match(text)
    if found is not None:
        number = int(found[1])
        is_school_year = "学年" in text
        return Heading(
            "",
            None,
            school_year(number) if is_school_year else year(number),
            text.rstrip("年度") if not is_school_year else text,
        )
    unit = None
    mark = UNIT_IN_HEADER.search(text)
    if mark is not None and mark.group()[0] in "（(/／:：":
        unit = mark[1] if parse_unit(mark[1].replace("％", "%")) is not None else None
        unit = "%" if unit in ("％", "百分比") else unit
    words = BRACKETED.sub("", text) if unit is not None else text
    printed = re.search(r"((?:19|20)\d\d)年度?", words)
    if printed is not None:
        return Heading(words.replace(printed.group(), ""), unit, year(int(printed[1])), printed[1])
    return Heading(words.strip(), unit, None, None)


def _figures_of(table: Table, report: Report, own_year: int | None) -> list[Figure]:
    folded = report.folded
    columns: dict[int, list[Heading]] = {}
    rows: dict[int, list[Heading]] = {}
    first_row = min((cell.row for cell in table.cells), default=0)
    first_column = min((cell.column for cell in table.cells), default=0)
    headers = range(first_row, first_row + table.header_rows)
    for cell in table.cells:
        text = folded[cell.start : cell.end]
        if cell.row in headers:
            for column in range(cell.column, cell.column + cell.span_columns):
                columns.setdefault(column, []).append(read_heading(text))
        elif not _is_number(text) and len(text) <= LONGEST_CELL:
            for row in range(cell.row, cell.row + cell.span_rows):
                rows.setdefault(row, []).append(read_heading(text))
    caption = CAPTION_UNIT.search(table.caption or "")
    units = _units_of(table.unit or (caption[1] if caption else ""))
    context = read_heading(table.caption or "")
    if context.when is None and own_year is not None:
        context = replace(context, when=year(own_year), label=str(own_year))
    found = []
    for cell in table.cells:
        if cell.row not in headers:
            found.extend(
                _figures_in_cell(
                    cell,
                    report,
                    columns.get(cell.column, []),
                    rows.get(cell.row, []),
                    units,
                    context,
                    first_column=first_column,
                )
            )
    return found


def _units_of(words: str) -> tuple[str, ...]:
    """The units that a caption names: 元、% for a table of amounts and rates; a single unit as printed (元/生)."""
    words = words.replace("％", "%")
    if not words or parse_unit(words) is not None:
        return (words,) if words else ()
    units = tuple(each for each in UNIT_LIST.split(words) if each)
    return units if all(parse_unit(each) is not None for each in units) else (words,)


def _unit_among(units: tuple[str, ...], head: str) -> str | None:
    """The unit of a column without its own: per cent under 增长率 and 占比 even where the caption names an amount alone."""
    if RATE_WORDS.search(head):
        return next((unit for unit in units if unit in ("%", "‰")), "%" if units else None)
    plain = [unit for unit in units if unit not in ("%", "‰")]
    if len(plain) > 1:
        # 单位：所、人: which is meant, only the column's own head can say
        return next(
            (unit for words, names in UNITS_BY_HEAD if words.search(head) for unit in names if unit in plain), None
        )
    return plain[0] if plain else units[0] if units else None


def _is_number(text: str) -> bool:
    return PLAIN_NUMBER.match(text.strip()) is not None


def _figures_in_cell(
    cell: Cell,
    report: Report,
    column: list[Heading],
    row: list[Heading],
    units: tuple[str, ...],
    caption: Heading,
    *,
    first_column: int,
) -> list[Figure]:
    text = report.folded[cell.start : cell.end]
    if len(text) > LONGEST_CELL or not any(letter.isdigit() for letter in text):
        return []
    words = "".join(head.words for head in column)
    if ORDINALS.search(words) or (cell.column == first_column and not column):
        return []
    numbers = scan_numbers(text, [])
    if len(numbers) == 1 and numbers[0].unit is not None:
        return [_figure(cell, report, numbers[0], column, row, caption)]
    number = _plain(text)
    if number is None:
        return []
    number.unit = (
        next((head.unit for head in reversed(column) if head.unit), None)
        or next((head.unit for head in reversed(row) if head.unit), None)
        or _unit_among(units, words)
    )
    if number.unit is None and "系数" not in words and "比" not in words:
        return []
    if number.unit is None and "系数" not in words + "".join(head.words for head in row):
        return []
    return [_figure(cell, report, number, column, row, caption)]


def _plain(text: str) -> Number | None:
    stripped = text.strip()
    found = PLAIN_NUMBER.fullmatch(stripped)
    value = parse_arabic_numeral(found[1].replace("+", "")) if found else None
    if value is None:
        return None
    start = text.index(stripped)
    number = Number(start, start + len(stripped), value, None)
    number.sign = 1 if stripped[0] == "+" else -1 if value < 0 else 0
    return number


def _figure(
    cell: Cell, report: Report, number: Number, column: list[Heading], row: list[Heading], caption: Heading
) -> Figure:
    start, end = cell.start + number.start, cell.start + number.end
    heads = [*column, *row]
    dated = next((head for head in [*reversed(column), *reversed(row)] if head.when is not None), caption)
    words = "".join(head.words for head in column if head.words)
    about = _caption_metric(caption.words) if not words or CHANGE_HEADER.match(words) else ""
    metric = "".join(head.words for head in row if head.words and not head.words.isdigit()) + about + words
    role = _role(words or "".join(head.words for head in heads), number.unit)
    sign = number.sign or (-1 if "降" in words or "减" in words and "增减" not in words else 1)
    change = None
    if role is Role.CHANGE:
        change = f"{'-' if sign < 0 else '+'}{abs(number.value):f}{number.unit or ''}"
    return Figure(
        start=start,
        end=end,
        text=report.text[start:end],
        value=number.value,
        unit=number.unit,
        metric=metric,
        role=role,
        period=dated.label,
        when=dated.when,
        comparison="yoy" if role is Role.CHANGE else None,
        change=change,
        direction=sign if role is Role.CHANGE else None,
        approx=number.approx,
        bound=number.bound,
        numeral=number.numeral,
        cell=(cell.row, cell.column),
        printed_wrong=number.wrong,
        sentence=report.sentence_index(start),
    )


def _caption_metric(caption: str) -> str:
    """What a table is about, where its columns name only years and changes: 表1 生均公用经费情况（单位：元） gives 生均公用经费.

    >>> _caption_metric("表1 2020—2021年全县生均公用经费情况（单位：元）"), _caption_metric("学校基本情况表")
    ('生均公用经费', '')
    """
    words = CAPTION_DRESS.sub("", re.sub(r"[（(][^（）()]*[）)]", "", caption).strip())
    return words if CAPTION_MEASURE.search(words) else ""


def _role(words: str, unit: str | None) -> Role:
    if unit in ("个百分点", "百分点") or (CHANGE_HEADER.search(words) and not words.endswith(("标准", "目标"))):
        return Role.CHANGE
    if RATE_HEADER.search(words):
        return Role.COMPLETION
    if TARGET_HEADER.search(words):
        return Role.TARGET
    if STANDARD_HEADER.search(words):
        return Role.STANDARD
    return Role.SHARE if unit == "%" and SHARE_HEADER.search(words) else Role.LEVEL
