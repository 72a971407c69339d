"""The closed list of units that reports use, what they measure and how they scale.

`万人` is 人 times ten thousand; % and 个百分点 are different dimensions; 名, 人 and 位 count the same people.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    "money": ("元", "元人民币", "块钱"),
    "percent": ("%", "％", "百分比"),
    "points": ("个百分点", "百分点"),
    "permille": ("‰",),
    "person": ("人", "名", "位", "名学生", "名教师"),
    "person_times": ("人次", "人（次）"),
    "institution": ("所", "个", "家", "园", "校"),
    "times": ("次", "场", "场次", "期", "轮", "批", "批次", "届", "节", "堂", "课时", "学时", "起", "例"),
    "thing": (
        "件",
        "项",
        "条",
        "套",
        "台",
        "部",
        "册",
        "本",
        "篇",
        "份",
        "幅",
        "张",
        "间",
        "栋",
        "幢",
        "座",
        "块",
        "辆",
        "处",
        "门",
        "种",
        "类",
        "对",
        "组",
        "支",
        "户",
        "片",
        "级",
        "方面",
        "点",
        "分钟",
        "小时",
        "天",
        "个月",
    ),
    "area": ("平方米", "㎡", "m²", "平米", "亩", "公顷", "平方公里"),
    "length": ("公里", "千米", "米", "km"),
    "weight": ("吨", "公斤", "千克", "克"),
    "score": ("分",),
    "multiple": ("倍",),
    "division": ("镇", "乡", "县", "区", "市", "村", "街道", "乡镇"),
    "class": ("班", "个班", "班级"),
    "place_in_school": ("学位", "个学位", "床位", "个床位"),
}

OWN_FACTORS = {
    "亩": 666.6666666666666,
    "公顷": 10_000,
    "平方公里": 1_000_000,
    "公里": 1000,
    "千米": 1000,
    "km": 1000,
    "吨": 1000,
    "克": 0.001,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed: its name, what it measures, and how many base units one of it is.

    `per` is what it is counted for: 元/生 has `per="生"`; None for a plain unit.
    """

    name: str
    dimension: str
    factor: float
    per: str | None = None


_BASE = {name: dimension for dimension, names in DIMENSIONS.items() for name in names}
_SCALES_LONGEST_FIRST = sorted((scale for scale in SCALES if scale), key=len, reverse=True)


@cache
def parse_unit(name: str) -> Unit | None:
    """A printed unit to a unit; None where the list does not know it.

    >>> parse_unit("亿元").factor, parse_unit("万人次").dimension, parse_unit("个百分点").dimension
    (100000000, 'person_times', 'points')
    >>> parse_unit("元/生").per, parse_unit("万").dimension
    ('生', 'number')
    """
    if "/" in name:
        head, per = name.split("/", 1)
        unit = parse_unit(head)
        return unit and Unit(name, unit.dimension, unit.factor, per)
    if name in SCALES and name:
        return Unit(name, "number", SCALES[name])
    if name in _BASE:
        return Unit(name, _BASE[name], OWN_FACTORS.get(name, 1))
    for scale in _SCALES_LONGEST_FIRST:
        base = name.removeprefix(scale)
        if base != name and base in _BASE:
            return Unit(name, _BASE[base], SCALES[scale] * OWN_FACTORS.get(base, 1))
    return None
