"""Places where the digits are gone: 总人口万人, 投入资金亿元, 共有所学校, 增长%, 年月日.

Only where a quantity word stands right before a unit and no reading without a number is left.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from dudao.reports.model import Report
from dudao.schemes.lexicons import alternatives, load_words

_END = r"(?=[,，。;；、:：)）\n]|其中|以上|左右|$)"
_HAN = "[一-鿿]"
_SCHOOLS = r"(?:公办|民办|普惠性|各级各类|普通|中等|乡镇|农村|城区)?(?:学校|小学|初中|高中|中学|幼儿园|完小|职业|中职|特殊教育|教学点|九年)"

_PATTERNS = (
    # 总人口万人, 投入资金亿元, 建筑面积平方米 | 超万人, 万元以上, 万人大会
    rf"(?:{alternatives(load_words('quantity_words'))})(?:万人次|亿元|万元|万人(?!次)|人次|万平方米|平方米|万个|万名)(?:以上|左右)?{_END}",
    # 增长%, 占比为% | 同比增长（%）
    rf"(?:同比|比上年|较上年)?(?:增长|下降|增加|减少|提高到?|达到?|占比?为?|[率例]为|[率例]达到?|超过|完成率?|降低|上升)%(?:以上|左右)?{_END}",
    # 提高个百分点
    r"(?:提高|下降|上升|增加|增长|提升|降低|减少|高出?|低)了?个百分点",
    # 共有所学校, 新建所幼儿园 | 有所提高
    rf"(?:共有|现有|建有|设有|拥有|全[省市县区]有|新建|改扩建|新改扩建|建成|辖)所(?={_SCHOOLS})",
    # 辖个乡镇
    r"(?:下辖|管辖|辖|设)个(?=乡镇|乡|镇|街道|县|区|行政村|社区|建制)",
    # 幼儿园所、小学所 | 托幼园所
    rf"(?:幼儿园|小学|初中|中学|高中|学校|教学点)所(?:{_END}|\()",
    # 教师名，其中 | 教师名单
    rf"(?:招聘|补充|引进|选派|培训|交流|现有|共有|聘任|专任|在编)(?:{_HAN}{{0,4}}?)(?:教师|教职工|校长)[名人]{_END}",
    # 在校学生人，
    rf"(?:在校|在园|寄宿|残疾|随迁|资助|留守)(?:{_HAN}{{0,4}}?)(?:学生|幼儿|儿童|子女|生)[名人]{_END}",
    # 新增学位个，
    rf"(?:新增|增加|提供)(?:{_HAN}{{0,4}}?)学位个{_END}",
    # 召开会议次， 专题研究教育工作次
    rf"(?:召开|研究|开展|组织)(?:{_HAN}{{0,8}}?)(?:会议|工作|调研|活动|培训)次{_END}",
)
_STRIPPED = re.compile("|".join(_PATTERNS))
_DATE = re.compile(r"(?:(?:19|20)\d{2})?年月日|(?:(?<=[\n,，。;；至到])|^)年月(?=[,，。底\n])|〔\d{4}〕号")


def stripped_spans(report: Report) -> list[tuple[int, int, str]]:
    """Start, end and kind of each place where digits are gone; headers of tables (增长%, 万元) are left alone."""
    folded = report.folded
    starts = [table.start for table in report.tables]
    ends = [table.end for table in report.tables]

    def in_table(position: int) -> bool:
        index = bisect_right(starts, position) - 1
        return index >= 0 and position < ends[index]

    spans = [(*found.span(), "stripped") for found in _STRIPPED.finditer(folded) if not in_table(found.start())]
    spans += [
        (*found.span(), "stripped")
        for found in _DATE.finditer(folded)
        if not _names_a_field(folded, found.start()) and not in_table(found.start())
    ]
    return spans


def _names_a_field(folded: str, start: int) -> bool:
    """出生年月日, 按年月日: the words themselves, not a date without digits."""
    return start > 0 and folded[start - 1] in "生按的以照写建立"
