"""What can be wrong with submitted data (DAT): each kind with its text, as a diagnostic that names file, sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts, fingerprint
from dudao.facts.contract import FieldSchema, Stage, TableSchema
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
          ("“{name}”应填数字，现为“{found}”，这格的值没有采用", "{name} must be a number, found {found}; the value was not used"),
          ("只填数字；没有数的填 0、未采集、不适用或不予公开之一。", "enter a number only; else one of 0, not_collected, not_applicable, withheld")),
    _kind("DAT008", "cell-error", ERROR,
          ("“{name}”是出错的单元格 {found}，这格的值没有采用", "{name} is the cell error {found}; the value was not used"),
          ("在原表里改好公式，或直接填数字。", "mend the formula, or enter the number")),
    _kind("DAT009", "formula-without-value", ERROR,
          ("“{name}”是没有计算结果的公式，这格的值没有采用", "{name} is a formula without a stored value; the value was not used"),
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
    _kind("DAT028", "hidden-sheet-left-out", WARNING,
          ("隐藏的工作表“{name}”没有读入", "the hidden sheet {name} was not read"),
          ("是要上报的数据，取消隐藏后再读；是旧表或中间表，不用管。", "unhide it if it is to be submitted; leave it if it is an old or working sheet"), Kind.REVIEW),
    _kind("DAT029", "hidden-rows-read", WARNING,
          ("有隐藏或被筛选掉的{what}（{found}），也读入了", "hidden {what_en} ({found}) were read too"),
          ("取消隐藏和筛选，看看是不是要上报的数据；不是的请删去。", "unhide them and see whether they are to be submitted; delete what is not"), Kind.REVIEW),
    _kind("DAT030", "row-not-data", NOTE,
          ("这一行不是数据（“{found}”），没有读入", "this row holds no data ({found}) and was not read"),
          ("是表下的说明，不用改；是数据，请补上单位代码和年度。", "leave a note below the table; if it is data, fill in body code and period"), Kind.REVIEW),
    _kind("DAT031", "total-not-sum", WARNING,
          ("合计行“{name}”为 {found}，各行之和为 {expected}", "the total of {name} is {found}, the rows add up to {expected}"),
          ("找出漏行、重行或填错的一行；计算用的是各行，不是合计。", "find the row that is missing, doubled or wrong; the rows are used, not the total"), Kind.REVIEW),
    _kind("DAT032", "period-from-title", NOTE,
          ("表里没有年度一列，按表名或标题里的“{found}”读入", "no column of periods; {found} of the title was used"),
          ("请核对；最好加上年度一列。", "check it; better add a column of periods"), Kind.REVIEW),
    _kind("DAT033", "code-found-by-name", NOTE,
          ("代码“{found}”已被表格软件损坏，按单位名称读为“{expected}”", "code {found} was damaged by the spreadsheet; read as {expected} by the body's name"),
          ("请核对，并把代码列设为文本格式后重填。", "check it, and enter the code again as text"), Kind.REVIEW),
    _kind("DAT034", "bodies-alike", WARNING,
          ("与{other}名称相同（{name}），代码不同", "same name ({name}) as {other}, another code"),
          ("是同一单位的，删去一行；确是两所的，名称上加以区别。", "delete one if it is the same body; else tell them apart by name"), Kind.REVIEW),
    _kind("DAT035", "body-doubled", ERROR,
          ("与{other}代码相同（{name}），有效日期重叠", "same code ({name}) as {other}, valid on the same days"),
          ("更名、划转的分行填起止日期，前一行的终止日期等于后一行的起始日期；重复的删去。", "give a renamed or moved body one row for each stretch of time; delete what is doubled")),
    _kind("DAT036", "body-name-differs", WARNING,
          ("单位名称写“{found}”，代码 {name} 在机构表里是“{expected}”", "body is named {found}, but code {name} is {expected} in the table of bodies"),
          ("填错行的改正；已更名的，在机构表里按起止日期分行填新旧名称。", "mend it where rows were mixed up; where the body was renamed, give both names with their dates in the table of bodies"), Kind.REVIEW),
    _kind("DAT037", "body-not-valid-then", WARNING,
          ("单位 {name} 在 {found} 不在有效期内（{expected}）", "body {name} is not valid in {found} ({expected})"),
          ("已撤并的，数据填在并入的学校；起止日期不对的，改正机构表。", "give the values of a closed body with the one it went into; else mend its dates"), Kind.REVIEW),
    _kind("DAT038", "body-without-rows", WARNING,
          ("“{name}”表里没有 {found}（{expected}）", "table {name_en} has no row of {found} ({expected})"),
          ("补上这一行；已撤销或不在评估范围的，在机构表里填终止日期。", "add the row; where it is closed, give its last day in the table of bodies"), Kind.OPEN),
    _kind("DAT039", "body-gone-or-new", NOTE,
          ("{found}：{name}，与上年数据不一样", "{found_en}: {name}, unlike last year's data"),
          ("新建、撤并、更名、划转的，在机构表里按起止日期分行填；漏报的补上。", "give founding, closing, renaming or moving with dates in the table of bodies; else supply what is missing"), Kind.REVIEW),
    _kind("DAT040", "logic-check-fails", ERROR,
          ("逻辑校验不成立：{check}（{found}，应当 {expected}）", "logic check fails: {check_en} ({found}, should be {expected})"),
          ("核对并改正这几格，逻辑校验必须成立。", "check and mend these cells; a logic check must hold")),
    _kind("DAT041", "outside-usual-range", WARNING,
          ("经验校验：{check}，现为 {found}（一般 {expected}）", "experience check: {check_en}; found {found} (mostly {expected})"),
          ("核对数字和单位；确实如此的不用改，写一句说明。", "check the number and its unit; leave it with a word of explanation if it is right"), Kind.REVIEW),
    _kind("DAT042", "far-from-last-year", WARNING,
          ("经验校验：“{name}”为 {found}，上年 {expected}；{check}", "experience check: {name} is {found}, last year {expected}; {check_en}"),
          ("核对；确实如此的不用改，写一句说明。", "check it; leave it with a word of explanation if it is right"), Kind.REVIEW),
    _kind("DAT043", "far-from-peers", WARNING,
          ("经验校验：按“{name}”算得 {found}，其他单位的中位数是 {expected}；{check}", "experience check: {found} by {name}, the median of the others is {expected}; {check_en}"),
          ("核对；确实如此的不用改，写一句说明。", "check it; leave it with a word of explanation if it is right"), Kind.REVIEW),
    _kind("DAT044", "unit-suspected", WARNING,
          ("经验校验：“{name}”是不是按{other}填的？按{unit}算得 {found}，差约一万倍（一般 {expected}）；{check}", "experience check: was {name} entered in {other}? In {unit} it gives {found}, about ten thousand times off (mostly {expected}); {check_en}"),
          ("是的，改成以{unit}为单位，或把单位写进表头；没有替您改动。", "if so, enter it in {unit} or put the unit into the heading; nothing was changed"), Kind.REVIEW),
    _kind("DAT045", "column-absent", WARNING,
          ("“{name}”表缺少方案要用的列：{found}", "table {name_en} lacks columns that the scheme uses: {found_en}"),
          ("用 dudao data form 生成空表对照，补上这些列。", "compare with: dudao data form, and add them"), Kind.OPEN),
    _kind("DAT046", "package-content-differs", ERROR,
          ("数据包里的“{name}”与清单不符（{found}）", "{name} of the data package is not what its list says ({found})"),
          ("向提供者重新要一份完整的数据包。", "ask the sender for a complete package")),
    _kind("DAT047", "table-absent", WARNING,
          ("没有“{name}”表，方案要用它", "there is no table {name_en}, which the scheme uses"),
          ("用 dudao data form 生成空表填写。", "fill one in: dudao data form"), Kind.OPEN),
    _kind("DAT048", "column-without-stage", ERROR,
          ("表里几个学段并排，“{name}”没有写明是哪个学段，没有读入", "stages stand side by side, and the heading of {name} names none; it was not read"),
          ("在表头里写明学段，如“小学”；或一个学段一行，加上学段一列。", "name the stage in its heading; or give each stage a row, with a column of stages")),
    _kind("DAT049", "negative-in-brackets", WARNING,
          ("“{name}”填的是“{found}”，按会计写法读为 {expected}", "{name} is {found}; read as {expected}, as accountants write it"),
          ("负数请写成 {expected}；括号另有意思的，请改正。", "write a negative number as {expected}; mend it if the brackets mean something else"), Kind.REVIEW),
    _kind("DAT050", "parent-missing", WARNING,
          ("{name} 没有上级代码，它的数不会计入任何上级的合计", "{name} has no parent_code; its values count in no larger body"),
          ("在机构表里填上级代码；已撤销的填终止日期。", "give its parent_code in the table of bodies"), Kind.OPEN),
    _kind("DAT051", "parent-unknown", WARNING,
          ("{name} 的上级代码 {found} 不在机构表里，它的数不会计入任何上级的合计", "the parent_code {found} of {name} is not in the table of bodies; its values count in no larger body"),
          ("改正上级代码，或在机构表里补上这个上级。", "mend the parent_code, or add that body to the table"), Kind.OPEN),
)  # fmt: skip

BY_NAME = {kind.name: kind for kind in PROBLEMS}


def label_of(named: FieldSchema | TableSchema | Stage) -> Bilingual:
    """What a column, table or stage is called, as a parameter of a remark; its id where it has no English name."""
    return Bilingual(named.label_zh, named.label_en or named.id)


def _in_chinese(value: Any) -> Any:
    """A parameter without its English name, so that a remark stays the same in both languages."""
    if isinstance(value, Bilingual):
        return value.zh
    return [_in_chinese(each) for each in value] if isinstance(value, list) else value


LONGEST_QUOTE = 200


def _shortened(value: Any) -> Any:
    """What is quoted from a cell, so that a remark stays one."""
    return value[:LONGEST_QUOTE] + "…" if isinstance(value, str) and len(value) > LONGEST_QUOTE else value


def problem(name: str, place: CellPlace, params: Mapping[str, Any] | None = None) -> Diagnostic:
    """A remark about data: `name` is the kind's, `place` goes into the message before everything else."""
    kind = BY_NAME[name]
    subject = f"{place}|{sorted((name, _in_chinese(value)) for name, value in (params or {}).items())}"
    return Diagnostic(
        code=kind.code,
        name=kind.name,
        kind=kind.kind,
        severity=kind.severity,
        texts=kind.texts,
        location=None,
        params={"place": place, **{name: _shortened(value) for name, value in (params or {}).items()}},
        subject=subject,
        fingerprint=fingerprint(kind.code, subject, None),
    )
