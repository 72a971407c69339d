"""Made-up reports of any number: sentences from a vocabulary, always the same for a number, with a few words planted rarely."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

SUBJECTS = (
    *("市人民政府", "县人民政府", "教育行政部门", "财政部门", "编制部门", "各级各类学校", "乡镇中心学校", "公办幼儿园"),
    *("义务教育学校", "普通高中", "职业学校", "特殊教育学校", "教育督导委员会", "责任督学", "学校党组织", "班主任队伍"),
)
VERBS = (
    "落实",
    "完善",
    "推进",
    "加强",
    "健全",
    "规范",
    "提升",
    "扩大",
    "统筹",
    "优化",
    "巩固",
    "深化",
    "保障",
    "检查",
    "评估",
)
OBJECTS = (
    *("教育经费投入", "教师编制核定", "学前教育普惠发展", "义务教育优质均衡", "县域高中振兴", "职业教育产教融合"),
    *("校园安全管理", "控辍保学机制", "教师工资待遇", "集团化办学", "课后服务质量", "中考命题改革", "大班额化解"),
    *("体育美育劳动教育", "思想政治工作", "留守儿童关爱", "随迁子女入学", "教育数字化", "食堂采购监管", "校车运行"),
)
WAYS = ("逐项", "分年度", "会同有关部门", "依法", "按照规划", "持续", "重点", "全面", "分类", "同步", "及时", "有序")
ENDS = ("并向上级报告", "形成工作台账", "纳入年度考核", "接受社会监督", "取得明显成效", "仍需继续努力", "已整改到位")
MEASURES = (
    "一般公共预算教育经费",
    "生均公用经费",
    "教职工总数",
    "在校学生",
    "新增学位",
    "普惠性幼儿园覆盖率",
    "专任教师",
)
NAMES = tuple("".join(pair) for pair in product("云清临石松澜青岚平安宁泰嘉和兴永", "江河桥溪山川原林城阳"))
EVERY_PAGE = "全面贯彻党的教育方针"
SENTENCE = "市人民政府逐项落实教育经费投入"
"""Each part of it stands in nearly every document, the whole in few."""
PLANTED = {"白桦林项目": 2_857, "蒹葭": 800, "骥": 500, "學校佈局": 400, "学校教育局": 1_000}
"""Words that stand in one of so many documents."""


def pages_of(number: int, pages: int, length: int) -> list[str]:
    """The pages of a report, each of about so many characters."""
    chance = random.Random(number)
    written = [_page(chance, length) for _ in range(pages)]
    for word, every in PLANTED.items():
        if number % every == 0:
            at = chance.randrange(pages)
            written[at] += f"另有{word}一处。"
    return written


def place_of(number: int) -> str:
    """The county that a report is about."""
    return f"{NAMES[number % len(NAMES)]}县"


def _page(chance: random.Random, length: int) -> str:
    found = EVERY_PAGE + "。"
    sentences = _sentences(chance)
    while len(found) < length:
        found += next(sentences)
    return found


def _sentences(chance: random.Random) -> Iterator[str]:
    while True:
        if chance.random() < 0.3:
            value = f"{chance.randrange(1, 900_000) / 100:.2f}"
            yield f"{chance.choice(NAMES)}县{chance.choice(MEASURES)}{value}万元，比上年增长{chance.randrange(1, 99)}%。"
        else:
            what = (SUBJECTS, WAYS, VERBS, OBJECTS, ENDS)
            yield "".join(chance.choice(words) for words in what[:4]) + "，" + chance.choice(ENDS) + "。"
