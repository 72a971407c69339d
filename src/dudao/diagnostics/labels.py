"""English for the Chinese words that rules put beside related places (本期数, 另一处); Chinese is their own form."""

from __future__ import annotations

import re

ENGLISH = {
    "前一遍": "first time",
    "上一章末尾": "end of the chapter before",
    "前一个": "the one before",
    "多数写法": "usual form",
    "标题": "heading",
    "上级标题": "heading above",
    "已用过": "used before",
    "数据": "figure",
    "另一名称": "other name",
    "另一文号": "other number",
    "时间": "time",
    "本报告": "this report",
    "另一处": "other place",
    "相反的数据": "figure against it",
    "遮蔽处": "masked here",
    "另一种写法": "other form",
    "上期数": "before",
    "本期数": "now",
    "首年数": "first year",
    "末年数": "last year",
    "计划数": "planned",
    "完成数": "done",
    "数额": "amount",
    "总数": "whole",
    "部分": "part",
    "个数": "number",
    "前文": "earlier",
    "学生数": "pupils",
    "教师数": "teachers",
    "比率": "rate",
    "上期比率": "rate before",
    "本期比率": "rate now",
}
_NUMBERED = re.compile(r"分项(\d+)")
_ALSO_NEEDED = "也要用到它："


def label_in_language(label: str, lang: str) -> str:
    """A label for readers of a language; one that is not in the table stays as it is.

    >>> label_in_language("分项3", "en"), label_in_language("总数", "en"), label_in_language("总数", "zh")
    ('part 3', 'whole', '总数')
    """
    if lang != "en":
        return label
    if numbered := _NUMBERED.fullmatch(label):
        return f"part {numbered.group(1)}"
    if label.startswith(_ALSO_NEEDED):
        return f"needs it too: {label.removeprefix(_ALSO_NEEDED)}"
    return ENGLISH.get(label, label)
