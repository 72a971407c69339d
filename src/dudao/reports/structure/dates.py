"""How a report is dated and signed, on lines of their own: Arabic, Chinese and masked dates, names of issuing bodies."""

from __future__ import annotations

import re

_MASK = "xX×*＊XｘＸ_＿○〇"
_YEAR = (
    rf"(?:(?:19|20)\d\d|20[\d{_MASK}]{{2}}|[{_MASK}]{{1,4}}|[二2][〇○ＯOoОо零0Ｏ][〇○零一二三四五六七八九OoОо]{{2}})"
)
_MONTH = rf"(?:\d{{1,2}}|[{_MASK}]{{1,3}}|[一二三四五六七八九十元]{{1,3}})?"
_DAY = rf"(?:\d{{1,2}}|[{_MASK}]{{1,3}}|[一二三四五六七八九十廿卅]{{1,3}})?"
DATE = re.compile(
    rf"{_YEAR}年{_MONTH}月(?:{_DAY}日)?|(?:19|20)\d\d[-/.．](?:0?[1-9]|1[0-2])[-/.．](?:0?[1-9]|[12]\d|3[01])(?!\d)"
)
"""A date as a report is dated with; days and months may be masked or left open (2021年 月 日)."""
EXAMPLES = (
    "2021年11月5日",
    "二〇二一年十一月五日",
    "二○二二年元月",
    "2022年xx月xx日",
    "20XX年X月X日",
    "2021年月日",
    "2021-11-05",
)
LOOK_ALIKES = ("2021年", "11月5日", "二十一年三月")

DATE_LINE = re.compile(rf"[（(]?(?P<date>{DATE.pattern})[）)]?")
"""A line that is a date and nothing more; white space taken out before."""
_OFFICE = r"人民政府|政府|委员会|教育局|教育体育局|教体局|教育厅|教育工委|管委会|管理委员会|办公室|办公厅|督导室|领导小组|工作组|督导组|委|厅|局|办|处|科|院|校|学院|大学|中学|小学|幼儿园|中心|党委|党组|公司|政府教育督导室|镇|乡|街道"
SIGNATORY = re.compile(
    rf"(?P<body>[^，。；：:、！？《》“”\d]{{1,36}}(?:{_OFFICE}))(?:[（(](?:盖章|公章|印章|章|印)[）)])?"
)
"""A line that is the name of an issuing body."""
SIGNED_AND_DATED = re.compile(
    rf"(?P<body>[^，。；：:！？《》“”]{{2,60}}?(?:{_OFFICE}))(?:[（(](?:盖章|公章|章)[）)])?(?P<date>{DATE.pattern})"
)
"""Issuing body and date on one line."""
