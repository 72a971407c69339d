"""What can be wrong with submitted data (DAT): each kind with its text, as a diagnostic that names file, sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts, fingerprint
from dudao.facts.known import CellPlace

HOUSE = Bilingual("本系统约定", "house rule")


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of trouble with data: code, name, severity and texts."""

    code: str
    name: str
    severity: Severity
    kind: Kind
    texts: Texts


def _kind(
    code: str, name: str, severity: Severity, message: tuple[str, str], help_: tuple[str, str], kind: Kind = Kind.FAIL
) -> ProblemKind:
    texts = Texts(
        summary=Bilingual(message[0], message[1]),
        message=Bilingual("{place}：" + message[0], "{place}: " + message[1]),
        why=Bilingual(
            "数据读错一处，依据它的每个数字都会错。", "One wrong cell makes every figure that rests on it wrong."
        ),
        authority=HOUSE,
        help=Bilingual(*help_),
    )
    return ProblemKind(code, name, severity, kind, texts)


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

PROBLEMS: tuple[ProblemKind, ...] = (
    _kind("DAT001", "table-unknown", WARNING,
          ("“{name}”不是已知的数据表，没有读入", "{name} is no known table and was not read"),
          ("表名用 {nearest} 等表的名称或代号；不需要读入的表可以不管。", "name it as one of {nearest}; leave it if it is not meant to be read")),
    _kind("DAT002", "heading-not-found", ERROR,
          ("“{name}”表里没有找到表头，整张表没有读入", "no heading row found in table {name}; the table was not read"),
          ("表头里至少要有 {needed} 两列；可以用 dudao data form 生成空表对照。", "the heading needs at least the columns {needed}; compare with: dudao data form")),
    _kind("DAT003", "column-unknown", WARNING,
          ("不认识的列“{name}”，没有读入", "unknown column {name}; it was not read"),
          ("最接近的是：{nearest}。不需要的列可以不管。", "nearest: {nearest}; leave it if it is not meant to be read")),
    _kind("DAT004", "column-doubled", ERROR,
          ("“{name}”出现了两列，只读了前一列", "column {name} stands twice; only the first was read"),
          ("删去多余的一列，或改正列名。", "take one of them out, or mend its heading")),
    _kind("DAT005", "key-missing", ERROR,
          ("这一行没有{name}，整行没有读入", "this row has no {name}; the row was not read"),
          ("补上{name}；不是数据的行请删去。", "fill in {name}; delete rows that hold no data")),
    _kind("DAT006", "row-doubled", ERROR,
          ("与{other}是同一单位、同一时期（{key}），只读了前一行", "same body and period as {other} ({key}); only the first row was read"),
          ("保留一行；两行数字不同的，先弄清以哪一行为准。", "keep one; where they differ, find out first which is right")),
    _kind("DAT007", "not-a-number", ERROR,
          ("“{name}”应填数字，现为“{found}”，按未采集处理", "{name} must be a number, found {found}; taken as not collected"),
          ("只填数字；没有数的填 0、未采集、不适用或不予公开之一。", "enter a number only; else one of 0, not_collected, not_applicable, withheld")),
    _kind("DAT008", "cell-error", ERROR,
          ("“{name}”是出错的单元格 {found}，按未采集处理", "{name} is the cell error {found}; taken as not collected"),
          ("在原表里改好公式，或直接填数字。", "mend the formula, or enter the number")),
    _kind("DAT009", "formula-without-value", ERROR,
          ("“{name}”是没有计算结果的公式，按未采集处理", "{name} is a formula without a stored value; taken as not collected"),
          ("用 WPS 或 Excel 打开、重新计算并保存，或直接填数字。", "open, recalculate and save it, or enter the number")),
    _kind("DAT010", "unit-does-not-fit", ERROR,
          ("“{name}”的单位是{unit}，表头或单元格写的是{found}，该值没有采用", "{name} is counted in {unit}, found {found}; the value was not used"),
          ("改成以{unit}为单位，或改正单位。", "give it in {unit}, or mend the unit")),
    _kind("DAT011", "below-minimum", ERROR,
          ("“{name}”为 {found}，小于可能的最小值 {limit}", "{name} is {found}, below the least possible {limit}"),
          ("核对原始数据。", "check it against the source")),
    _kind("DAT012", "above-maximum", ERROR,
          ("“{name}”为 {found}，大于可能的最大值 {limit}", "{name} is {found}, above the greatest possible {limit}"),
          ("核对原始数据和单位。", "check it and its unit against the source")),
    _kind("DAT013", "count-not-whole", WARNING,
          ("“{name}”应为整数，现为 {found}", "{name} must be a whole number, found {found}"),
          ("核对单位：是不是以万为单位填的。", "check the unit: was it entered in ten thousands")),
    _kind("DAT014", "period-unreadable", ERROR,
          ("“{found}”不是时期，整行没有读入", "{found} is no period; the row was not read"),
          ("写成 2021、2021-09 或 2020-2021（学年）。", "write 2021, 2021-09 or 2020-2021 (school year)")),
    _kind("DAT015", "date-unreadable", WARNING,
          ("“{name}”的“{found}”不是日期，按未填处理", "{found} in {name} is no date; taken as blank"),
          ("写成 2021-04-30；只知道月份的写 2021-04。", "write 2021-04-30, or 2021-04 where only the month is known")),
    _kind("DAT016", "choice-unknown", WARNING,
          ("“{name}”的“{found}”不在可填的项目里", "{found} is not among the entries of {name}"),
          ("可填：{nearest}。", "possible: {nearest}")),
    _kind("DAT017", "zeros-restored", NOTE,
          ("代码“{found}”丢了前面的零，按“{expected}”读入", "code {found} lost its leading zeros; read as {expected}"),
          ("把代码列设为文本格式再填。", "format the column as text before filling it"), Kind.REVIEW),
    _kind("DAT018", "fraction-for-percent", WARNING,
          ("“{name}”以 % 为单位，填的是 {found}，按 {expected}% 读入", "{name} is in %, found {found}; read as {expected}%"),
          ("确认后改成百分数的数值，如 95.3。", "confirm, and enter the per cent value, such as 95.3"), Kind.REVIEW),
    _kind("DAT019", "zero-or-missing", WARNING,
          ("“{name}”填的是“{found}”，分不清是零还是没有数，按未采集处理", "{found} in {name} may be zero or missing; taken as not collected"),
          ("是零就填 0；没有统计填“未采集”；没有这回事填“不适用”。", "enter 0 for none, not_collected for not counted, not_applicable where it does not apply")),
    _kind("DAT020", "previous-values-differ", WARNING,
          ("“{name}”填 {found}，与 {other} 的 {expected} 不一致", "{name} is {found}, but {other} has {expected}"),
          ("公布数应当相同；口径变动后重算的数填在“同口径”一列。", "the published value should be the same; a restated one belongs in the restated column")),
    _kind("DAT021", "body-unknown", WARNING,
          ("单位“{found}”不在机构表里", "body {found} is not in the table of bodies"),
          ("核对代码，或在机构表里补上这个单位。", "check the code, or add the body to the table")),
    _kind("DAT022", "approximate-number", WARNING,
          ("“{name}”填的是约数“{found}”，按 {expected} 读入", "{name} is an approximate number, {found}; read as {expected}"),
          ("填准确数。", "enter the exact number")),
    _kind("DAT023", "total-row-skipped", NOTE,
          ("“{found}”行是合计，没有读入", "the row {found} is a total and was not read"),
          ("不用改；上级数据填在上级的表里。", "nothing to do; values of a larger body belong in its own table"), Kind.REVIEW),
    _kind("DAT024", "table-without-rows", NOTE,
          ("“{name}”表没有数据行", "table {name} has no rows"),
          ("填上数据，或去掉这张表。", "fill it in, or take the table out")),
    _kind("DAT025", "code-damaged", ERROR,
          ("代码“{found}”被表格软件改成了科学计数或截断了末位，无法还原", "code {found} was damaged by the spreadsheet and cannot be restored"),
          ("把代码列设为文本格式后重新填写。", "format the column as text and enter it again")),
    _kind("DAT026", "stage-unknown", ERROR,
          ("“{found}”不是学段，整行没有读入", "{found} is no stage; the row was not read"),
          ("可填：{nearest}。", "possible: {nearest}")),
    _kind("DAT027", "table-given-twice", NOTE,
          ("“{name}”表给了两次（另一处：{other}），两处的行都读入", "table {name} was given twice (also {other}); the rows of both were read"),
          ("两处是不同年份或不同单位的，不用改；是新旧两份的，去掉旧的一份。", "leave them if they hold other years or bodies; else take the old one out"), Kind.REVIEW),
)  # fmt: skip

BY_NAME = {kind.name: kind for kind in PROBLEMS}


def problem(name: str, place: CellPlace, params: Mapping[str, Any] | None = None) -> Diagnostic:
    """A remark about data: `name` is the kind's, `place` goes into the message before everything else."""
    kind = BY_NAME[name]
    subject = f"{place}|{sorted((params or {}).items())}"
    return Diagnostic(
        code=kind.code,
        name=kind.name,
        kind=kind.kind,
        severity=kind.severity,
        texts=kind.texts,
        location=None,
        params={"place": place, **(params or {})},
        subject=subject,
        fingerprint=fingerprint(kind.code, subject, None),
    )
