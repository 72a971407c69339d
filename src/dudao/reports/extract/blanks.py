"""Places where the digits are gone: 总人口万人, 投入资金亿元, 共有所学校, 增长%, 年月日.

Only where a quantity word stands right before a unit and no reading without a number is left.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from dudao.reports.model import Report
from dudao.schemes.lexicons import load_words
from dudao.values.records import record

_END = r"(?=[,，。;；、:：)）\n]|其中|以上|左右|\Z)"
_SCHOOLS = (
    r"(?:公办|民办|普惠性|各级各类|普通|中等|乡镇|农村|城区)?"
    r"(?:学校|小学|初中|高中|中学|幼儿园|完小|职业学校|中职学校|特殊教育学校|教学点)"
)
_LARGE = r"(?:亿元|万元|人次|万?平方[米公]里?|公顷|万个|万名)"


@record
class Gap:
    """A unit with no number before it: what stands right before the gap, and the unit behind it.

    `example` has such a gap, `look_alike` none; both are run as tests.
    """

    before: frozenset[str]
    unit: str
    example: str
    look_alike: str


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GAPS = (
    Gap(
        _words("人口 总人口 户籍人口 常住人口 共有 现有 总数 总量 学生 在校学生 在校生 教师 专任教师 教职工 共计 合计"),
        rf"(?:万人次?|亿人)(?:左右)?{_END}",
        "全县总人口万人，",
        "受益学生达万人以上，",
    ),
    Gap(load_words("quantity_words"), rf"{_LARGE}(?:以上|左右)?{_END}", "投入资金亿元，", "投资超亿元的项目，"),
    Gap(
        _words(
            "增长 下降 增加 减少 提高 提高到 达 达到 占 占比 占比为 率为 例为 率达 率达到 例达 例达到 超过 完成 完成率 降低 上升 同比增长 "
            "同比下降 比上年增长 较上年增长 比上年下降 较上年下降"
        ),
        rf"%(?:以上|左右)?{_END}",
        "支出增长%，",
        "支出增长（%），",
    ),
    Gap(
        _words("提高 下降 上升 增加 增长 提升 降低 减少 高 高出 低 提高了 下降了 上升了 降低了"),
        r"个百分点",
        "提高个百分点。",
        "提高2个百分点。",
    ),
    Gap(
        _words("共有 现有 建有 设有 拥有 全市有 全县有 全区有 新建 改扩建 新改扩建 建成 辖"),
        rf"所{_SCHOOLS}",
        "全市共有所学校，",
        "成绩有所提高，",
    ),
    Gap(
        _words("辖 下辖 管辖 设"),
        r"个(?:乡镇|乡|镇|街道|县|区|行政村|社区)",
        "全县辖个乡镇。",
        "全县辖6个乡镇。",
    ),
    Gap(
        _words("幼儿园 小学 初中 中学 高中 学校 教学点"),
        rf"所{_END}",
        "现有小学所，",
        "加强托幼场所、校舍建设，",
    ),
    Gap(
        _words("教师 教职工 校长 教职员工"),
        rf"[名人]{_END}",
        "招聘教师名，其中研究生12名。",
        "公布教师名单。",
    ),
    Gap(
        _words("学生 幼儿 儿童 子女 在校生 在园幼儿 寄宿生"),
        rf"[名人]{_END}",
        "资助困难学生人，",
        "培养学生人格，",
    ),
    Gap(_words("学位 新增学位 提供学位 增加学位"), rf"个{_END}", "新增学位个，", "新增学位300个，"),
    Gap(_words("会议 调研 培训 活动 工作"), rf"次{_END}", "专题研究教育工作次，", "各类活动场次、人数"),
)

_LAST = re.escape("".join(sorted({word[-1] for gap in GAPS for word in gap.before})))
_CANDIDATE = re.compile(
    rf"[{_LAST}] {{0,12}}([%所名人次]|万[人元平个名]|亿元|平方[米公]|公顷|个(?:百分点|[乡镇街县区行社,，。;；、:：)）\n]))"
)
_UNITS = tuple(re.compile(gap.unit) for gap in GAPS)
_ENDINGS = tuple(tuple(sorted(gap.before, key=len, reverse=True)) for gap in GAPS)
_LONGEST = max(len(word) for gap in GAPS for word in gap.before)
_YEAR_MONTH = re.compile(r"年 {0,8}月(?: {0,8}日)?")
_DAY = re.compile(r"月 {0,8}日(?![一-鿿])")
_NUMBER_GONE = re.compile(r"〔\d{4}〕号")


def stripped_spans(report: Report) -> list[tuple[int, int, str]]:
    """Start, end and kind of each place where digits are gone; headers of tables (增长%, 万元) are left alone."""
    folded = report.folded
    found = [gap_at(folded, hit.start() + 1, hit.start(1)) for hit in _CANDIDATE.finditer(folded)]
    found += [_date_gap(folded, *hit.span()) for hit in _YEAR_MONTH.finditer(folded)]
    found += [_day_gap(folded, *hit.span()) for hit in _DAY.finditer(folded)]
    found += [hit.span() for hit in _NUMBER_GONE.finditer(folded)]
    spans = [span for span in found if span is not None]
    if not spans:
        return []
    starts = [table.start for table in report.tables]
    ends = [table.end for table in report.tables]

    def in_table(position: int) -> bool:
        index = bisect_right(starts, position) - 1
        return index >= 0 and position < ends[index]

    return [(start, end, "stripped") for start, end in spans if not in_table(start)]


def gap_at(folded: str, position: int, unit_start: int) -> tuple[int, int] | None:
    """The quantity word that ends at a position with the unit behind it; None where the words read well without a number."""
    for unit, words in zip(_UNITS, _ENDINGS, strict=True):
        behind = unit.match(folded, unit_start)
        if behind is None:
            continue
        for word in words:
            if folded.endswith(word, max(0, position - _LONGEST), position):
                return position - len(word), behind.end()
    return None


def _date_gap(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """年月日 with its digits gone; not 出生年月日 or 按年月日, which name a field."""
    begin = start
    while begin and folded[begin - 1].isdigit() and start - begin < 4:
        begin -= 1
    before = folded[begin - 1] if begin else "\n"
    if folded[end - 1] == "日":
        is_word = "一" <= before <= "鿿" and before not in "至到于" or "一" <= folded[end : end + 1] <= "鿿"
        return None if begin == start and is_word and folded[end : end + 1] not in ("前", "至", "起") else (begin, end)
    is_apart = before in "\n,，。;；至到于" or begin < start
    return (begin, end) if is_apart and folded[end : end + 1] in ("底", ",", "，", "。", "\n") else None


def _day_gap(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """A date whose day is gone: 2022年11月日."""
    begin = start
    while begin and folded[begin - 1].isdigit() and start - begin < 2:
        begin -= 1
    return (begin, end) if begin < start else None
