"""What looks like a figure and is none: ordinals, group definitions, norms' names, set phrases, rhetoric.

The principle is that a figure is a number that states a quantity. Each pattern here stands for a way in which a number
with a unit does something else.
"""

from __future__ import annotations

import re
from typing import Any

from dudao.schemes.lexicons import alternatives, load_words

OPENING_QUOTES = frozenset('“‘「『"')
RANKED = frozenset(("名", "位", "家", "个", "强", "批", "期", "次", "届", "轮", "区", "校"))

NOT_RANKS = frozenset(
    (
        "先后",
        "前后",
        "此后",
        "学前",
        "目前",
        "当前",
        "此前",
        "之前",
        "以前",
        "今后",
        "以后",
        "之后",
        "最后",
        "课后",
        "年前",
        "年后",
    )
)
"""Words that end in 前 or 后 and rank nothing: 学前0.95万个. Look-alike: 全省前3名."""
GROUP_OF_SIZE = re.compile(
    r"的?(?:超?大班(?!幼儿|儿童)额?|班额|班级|班数|班(?!主任)|小规模|乡村小规模|乡村|农村|学校|教学点|村小|规模)"
)
"""56人以上大班额, 不足100人的小规模学校: the number says which classes or schools are meant."""

RANGE_BEFORE = re.compile(r"[0-9][人名]?(?:[-—–~～－]{1,2}|至|到)$")
"""56—65人大班: both bounds say which classes are meant."""
OF_AGE = re.compile(r"年龄(?:为|达|约|仅)?$|平均$")
DAILY = re.compile(r"每天|每日")
LESS_THAN = re.compile(r"(?:不足|不满|未满|少于|低于|超过|多于)$")
NORM_NAMES = re.compile(r"(?:年|周期)(?:内|不少于|至少)?$")
TIME_OF_DAY = re.compile(r"(?:上午|下午|晚上|晚|早|早上|凌晨|中午|时间|每天|每日|日|至|—|-|～)$")
RATIO_WORDS = re.compile(r"[一-鿿（(，、：:≥≤]$")
LIVING_CIRCLE = re.compile(
    r"(?:生活圈|就学圈|入学圈|服务圈|健身圈|上学圈|步行|车程|通勤|值班|值守|不间断|不打烊|制|开放|在线|全天候)"
)
SET_PHRASE = re.compile(alternatives(load_words("set_phrases_with_numbers")))
UNCOUNTED_NOUN = re.compile(alternatives(load_words("uncounted_nouns")))
NOT_BEFORE_CHINESE = frozenset("第每几数前后这那此其该首头某哪另多好若上下本历同唯统专单万初高星")
BUILT = re.compile(
    r"(?:新建|建成|建设|建有|改建|扩建|改扩建|迁建|新增|增设|开办|开设|设立|投用|创建|撤并|关停|撤销|启用|竣工|设有|现有|有|共|[、和及与])$"
)
COUNTED_ONE = frozenset(("所", "座", "栋", "幢", "家", "名", "处", "间"))
DIVISIONS = frozenset(("县", "区", "镇", "乡", "村", "街道", "乡镇", "社区"))
HAS_DIVISIONS = re.compile(r"(?:辖|共有?|现有|包括|涉及|覆盖|所属|[县区市镇乡村]|下设)$")
HELD = re.compile(r"(?:举办|开办|开展|组织|举行|完成|共|培训班?|[了办])$")
COEFFICIENT = re.compile(
    r"(?:系数|指数|得分|总分|均分|评分|平均分|自评分|分值|比值|综合值|差异率|标准差)(?:[（(][^（）()]{1,12}[)）])?"
    r"(?:分别|均|都|也|已|仅|平均)?(?:由|从|为|是|达到?|降至|降到|升至|控制在|不高于|不超过|低于|小于|高于|[：:])?(?:约|近)?$"
)
DECIMAL_COEFFICIENT = re.compile(r"[0-2]\.[0-9]{1,4}")
OF_COEFFICIENTS = re.compile(r"系数|差异率|校际差异|标准差|基尼")
WANTS_UNIT = re.compile(
    r"(?:投入|支出|经费|资金|拨款|投资|拨付|安排|争取|筹措|人数|学生|教师|幼儿|职工|学校|学位|增长|提高|下降|减少|上升|降低|增加|提升"
    r"|占比|占|比例|比重|[率额度])(?:了|分别|均)?(?:为|达到?|约|至|到|共计?|总计|累计)?$"
)
ENDS = frozenset("，。；、,;）)\n")


def is_look_alike(folded: str, start: int, end: int, base: str, number: Any) -> bool:
    """Whether an Arabic number with a unit is no figure; `base` is the unit without its scale, ":" for a ratio."""
    before = folded[start - 1 : start]
    if before in OPENING_QUOTES and before:
        return True
    if base == ":":
        return not _is_ratio(folded, start, end)
    following = folded[end : end + 1]
    if (
        before == "每"
        or (before in ("前", "后") and base in RANKED and folded[start - 2 : start] not in NOT_RANKS)
        or following in ("+", "×")
        or (following.isascii() and following.isalnum() and base[-1:].isascii() and base[-1:].isalpha())
        or before == "+"
        and folded[start - 2 : start - 1].isalnum()
    ):
        return True
    if base in ("人", "名"):
        return _defines_group(folded, start, end, number)
    if base in ("学时", "课时"):
        return NORM_NAMES.search(folded, max(0, start - 6), start) is not None
    if base == "岁":
        return OF_AGE.search(folded, max(0, start - 10), start) is None
    if base == "小时" and folded.startswith("1小时", start) and DAILY.search(folded, max(0, start - 16), start):
        return True
    if base in ("小时", "分钟"):
        return LIVING_CIRCLE.match(folded, end) is not None or folded.startswith("24小时", start)
    return bool(SET_PHRASE.match(folded, start)) if base in ("个", "项", "条") else False


def _is_ratio(folded: str, start: int, end: int) -> bool:
    """1∶15 after a word for a ratio, and not 8:30 or a score."""
    before = folded[max(0, start - 4) : start]
    if folded[end : end + 1] in "时点分" and folded[end : end + 1]:
        return False
    if TIME_OF_DAY.search(before) and "比" not in folded[max(0, start - 10) : start].rsplit("。", 1)[-1]:
        return False
    text = folded[start:end]
    has_ratio_word = "比" in folded[max(0, start - 12) : start] or text.startswith("1") and text[1:2] in ":：∶比"
    return has_ratio_word and (start == 0 or RATIO_WORDS.search(before) is not None)


def _defines_group(folded: str, start: int, end: int, number: Any) -> bool:
    if GROUP_OF_SIZE.match(folded, end) is None:
        return False
    if number is not None and number.bound is not None:
        return True
    return (
        folded[end : end + 1] == "的"
        and LESS_THAN.search(folded, max(0, start - 3), start) is not None
        or folded.startswith(("大班额", "超大班额"), end)
        or (folded.startswith("大班", end) and RANGE_BEFORE.search(folded, max(0, start - 6), start) is not None)
    )


def may_stand_bare(folded: str, start: int, end: int) -> bool:
    """Whether a number without a unit states a quantity: a coefficient or score, or an amount whose unit was forgotten."""
    before = folded[max(0, start - 24) : start]
    if COEFFICIENT.search(before):
        return True
    text = folded[start:end]
    if DECIMAL_COEFFICIENT.fullmatch(text):
        sentence = max(folded.rfind("。", 0, start), folded.rfind("\n", 0, start), start - 200)
        return OF_COEFFICIENTS.search(folded, max(0, sentence), start) is not None
    is_year = len(text) == 4 and text[:2] in ("19", "20")
    return (
        not is_year
        and len(text) > 1
        and (end >= len(folded) or folded[end] in ENDS)
        and WANTS_UNIT.search(before) is not None
    )


def is_chinese_look_alike(folded: str, start: int, end: int, numeral: str, base: str) -> bool:
    """Whether a Chinese numeral with a measure word counts nothing: 第三次, 一个, 三个方面, 两级, “三区”."""
    before = folded[start - 1 : start]
    is_barred = bool(before) and (before in NOT_BEFORE_CHINESE or before in OPENING_QUOTES or before.isdigit())
    if is_barred and folded[start - 2 : start] not in ("先后", "前后", "此后"):
        return True
    if SET_PHRASE.match(folded, start):
        return True
    if numeral == "一":
        return base not in ("倍",) and not (base in COUNTED_ONE and BUILT.search(folded, max(0, start - 4), start))
    if base == "分":
        return len(numeral) < 2 or numeral == "十"
    if base == "元":
        return len(numeral) < 2
    if base in DIVISIONS:
        return HAS_DIVISIONS.search(folded, max(0, start - 3), start) is None
    if base in ("期", "类"):
        return base == "类" or HELD.search(folded, max(0, start - 4), start) is None
    if base == "批" and before == "分":
        return True
    return base in ("个", "项", "条", "次") and UNCOUNTED_NOUN.match(folded, end) is not None
