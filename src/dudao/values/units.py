"""The closed list of units that reports use, what they measure and how they scale.

`万人` is 人 times ten thousand; % and 个百分点 are different dimensions; 名, 人 and 位 count the same people. Printed numbers are
in `quantities`, Chinese numerals in `numerals`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "万亿": 1_000_000_000_000,
}

DIMENSIONS: dict[str, tuple[str, ...]] = {
    "money": ("元", "元人民币", "块钱", "美元", "港元", "欧元"),
    "percent": ("%", "％", "﹪", "百分比"),
    "points": ("个百分点", "百分点"),
    "permille": ("‰",),
    "tenths": ("成",),
    "person": ("人", "名", "位", "名学生", "名教师", "人口"),
    "person_times": ("人次", "人（次）", "人(次)"),
    "institution": ("所", "个", "家", "园", "校"),
    "times": (
        *(
            "次",
            "场",
            "场次",
            "期",
            "轮",
            "轮次",
            "批",
            "批次",
            "班次",
            "届",
            "节",
            "堂",
            "课时",
            "学时",
            "起",
            "例",
            "趟",
        ),
        *("车次", "节次", "课次", "例次", "起次", "期次", "校次", "回", "遍"),
    ),
    "thing": (
        *("件", "项", "条", "套", "台", "部", "册", "本", "篇", "份", "幅", "张", "间", "栋", "幢", "座", "块", "辆"),
        *("处", "门", "种", "类", "对", "组", "支", "户", "片", "级", "方面", "点", "只", "枚", "颗", "株", "棵", "艘"),
        *("架", "口", "面", "层", "段", "盏", "卷", "封", "宗", "笔", "款", "副", "具", "把", "列", "排", "道", "首"),
        *("集", "版", "台套", "台（套）", "台(套)", "套件", "件套", "户次", "件次", "项次", "人份", "册次", "枚次"),
        *("字", "万字", "辆次", "架次", "条次", "篇次", "家次", "样"),
    ),
    "duration": ("分钟", "小时", "天", "个月", "个工作日", "工作日", "个小时"),
    "age": ("岁", "周岁"),
    "area": ("平方米", "㎡", "m²", "m2", "平米", "平方", "亩", "公顷", "平方公里", "平方千米"),
    "volume": ("立方米", "m³", "升", "毫升"),
    "length": ("公里", "千米", "米", "km", "厘米", "里"),
    "weight": ("吨", "公斤", "千克", "克", "斤"),
    "storage": ("G", "GB", "TB", "T", "M", "MB", "兆", "Mbps", "Gbps"),
    "power": ("千瓦", "千瓦时", "度"),
    "score": ("分",),
    "multiple": ("倍",),
    "doublings": ("番",),
    "division": (
        *(
            "镇",
            "乡",
            "县",
            "区",
            "市",
            "村",
            "街道",
            "乡镇",
            "社区",
            "县区",
            "县市区",
            "镇街",
            "行政村",
            "自然村",
            "旗",
        ),
        *("州", "盟", "省", "团场", "师"),
    ),
    "class": ("班", "个班", "班级", "教学班", "个教学班"),
    "place_in_school": ("学位", "个学位", "床位", "个床位", "座位", "个座位", "席", "餐位"),
    "staff_post": ("岗位", "个岗位", "编制", "个编制"),
}

OWN_FACTORS: dict[str, Fraction] = {
    "亩": Fraction(2000, 3),
    "公顷": Fraction(10_000),
    "平方公里": Fraction(1_000_000),
    "平方千米": Fraction(1_000_000),
    "公里": Fraction(1000),
    "千米": Fraction(1000),
    "km": Fraction(1000),
    "里": Fraction(500),
    "厘米": Fraction(1, 100),
    "吨": Fraction(1000),
    "克": Fraction(1, 1000),
    "斤": Fraction(1, 2),
    "万字": Fraction(10_000),
    "小时": Fraction(60),
    "个小时": Fraction(60),
    "毫升": Fraction(1, 1000),
}
"""Base units: yuan, square metre, metre, kilogram, litre, minute; days and months have no fixed length in minutes here."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed: its name, what it measures, and how many base units one of it is.

    `per` is what it is counted for: 元/生 has `per="生"`; None for a plain unit.
    """

    name: str
    dimension: str
    factor: float
    per: str | None = None

    def measures_like(self, other: Unit) -> bool:
        """Whether two quantities in these units can be added or compared: the same dimension, per the same thing.

        >>> parse_unit("万元").measures_like(parse_unit("元")), parse_unit("%").measures_like(parse_unit("个百分点"))
        (True, False)
        """
        return self.dimension == other.dimension and self.per == other.per


_BASE = {name: dimension for dimension, names in DIMENSIONS.items() for name in names}
_SCALES_LONGEST_FIRST = sorted((scale for scale in SCALES if scale), key=len, reverse=True)


@cache
def parse_unit(name: str) -> Unit | None:
    """A printed unit to a unit; None where the list does not know it.

    >>> parse_unit("亿元").factor, parse_unit("万人次").dimension, parse_unit("个百分点").dimension
    (100000000, 'person_times', 'points')
    >>> parse_unit("元/生").per, parse_unit("万").dimension, parse_unit("元/生·年").per
    ('生', 'number', '生·年')
    """
    if "/" in name:
        head, per = name.split("/", 1)
        unit = parse_unit(head)
        return unit and Unit(name, unit.dimension, unit.factor, per)
    if name in SCALES and name:
        return Unit(name, "number", SCALES[name])
    if name in _BASE:
        return Unit(name, _BASE[name], _plain(OWN_FACTORS.get(name, Fraction(1))))
    for scale in _SCALES_LONGEST_FIRST:
        base = name.removeprefix(scale)
        if base != name and base in _BASE:
            return Unit(name, _BASE[base], _plain(SCALES[scale] * OWN_FACTORS.get(base, Fraction(1))))
    return None


def _plain(factor: Fraction) -> float:
    return factor.numerator if factor.denominator == 1 else float(factor)


def exact_factor(unit: Unit) -> Fraction:
    """How many base units one of a unit is, exactly: a 亩 is 2000/3 square metres.

    >>> exact_factor(parse_unit("万亩")), exact_factor(parse_unit("亿元"))
    (Fraction(20000000, 3), Fraction(100000000, 1))
    """
    head = unit.name.split("/", 1)[0]
    for scale in ("", *_SCALES_LONGEST_FIRST):
        base = head.removeprefix(scale)
        if (not scale or base != head) and base in OWN_FACTORS:
            return SCALES[scale] * OWN_FACTORS[base]
    return Fraction(unit.factor)


def convert(value: Decimal | Fraction, unit: Unit, to: Unit) -> Fraction | None:
    """A value in another unit, exactly; None where the units measure different things.

    >>> convert(Decimal("1.5"), parse_unit("亿元"), parse_unit("万元"))
    Fraction(15000, 1)
    >>> convert(Decimal(2), parse_unit("%"), parse_unit("个百分点")) is None
    True
    """
    if not unit.measures_like(to):
        return None
    return Fraction(value) * exact_factor(unit) / exact_factor(to)
