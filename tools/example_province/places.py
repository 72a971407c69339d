"""The places of the example: who belongs to whom and since when, and what is particular about each county.

Each county shows something worth explaining; `story` says what, and the README of the example repeats it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

PROVINCE = "990000"
YEARS = (2020, 2021)
BANDS = (25, 30, 35, 40, 45, 50, 55, 60, 65, 66)
LIMITS_OF_BAND = {25: (14, 25), 66: (66, 70)} | {each: (each - 4, each) for each in BANDS[1:-1]}
"""Pupils of the smallest and of the largest class of a band."""
SOUND_MIX = {25: 0.18, 30: 0.14, 35: 0.2, 40: 0.28, 45: 0.2}
"""Shares of classes by band in a county that keeps the standard class size."""
CROWDED = (0.72, 1.75)
SOUND = (1.06, 1.5)
"""How far resources of a school lie from their limits, as factors."""


@dataclass(frozen=True, slots=True)
class Place:
    """A county: what it has, in round terms. `classes` by stage in 2021; empty where examples/yunzhou prints its figures."""

    code: str
    name: str
    city: str
    story_zh: str
    story_en: str
    schools: dict[str, int] = field(default_factory=dict)
    classes: dict[str, int] = field(default_factory=dict)
    population: int = 0
    towns: int = 0
    gdp: int = 0
    pay: int = 0
    basic_balance_on: str = "2017-12-18"
    managed_posts_on: str = "2020-09-15"
    resources: tuple[float, float] = CROWDED

    @property
    def is_sound(self) -> bool:
        """Whether its schools are meant to reach the limits, save where the story says otherwise."""
        return self.resources == SOUND


CITIES = {"990100": "云州市", "990200": "澜江市", "990300": "松岚市"}
COUNTIES = (
    Place("990102", "云东区", "990100", "大城区，学校多，班额偏大；学前教育已获认定", "a large district: many schools, large classes; recognised for preschool"),
    Place("990103", "云西区", "990100", "班额偏大，有学校达不到余项85%", "large classes; schools that miss the 85 % of the remaining indicator"),
    Place("990121", "临江县", "990100", "仍有大班额；普惠性幼儿园名单没有公布", "large classes remain; the list of inclusive kindergartens is not published"),
    Place("990122", "青溪县", "990100", "质量监测校际差异率正好0.15，应低于0.15，未达到", "the difference between schools is 0.15 where less than 0.15 is asked"),
    Place("990123", "石桥县", "990100", "社会认可度正好85%，达到", "satisfaction is 85 % where at least 85 % is asked"),
    Place("990124", "望山县", "990100", "教师工资低于公务员；“有编不补”一票否决；基本均衡认定未满三年", "teachers paid less than civil servants; a veto; recognised for basic balance less than three years ago"),
    Place("990202", "澜城区", "990200", "一所小学七项只达到五项；高密度中心城区学校、2010年及之前建成的大校按例外达到",
          "one school meets 5 of 7; a very dense central-city school and a large old one pass by the exceptions",
          {"primary": 12, "junior": 5, "nine": 2, "point": 0, "senior": 2, "special": 1, "kindergarten": 26},
          {"primary": 318, "junior": 126, "senior": 60}, 318_000, 6, 2_360_000, 89_600, resources=SOUND),
    Place("990221", "平沙县", "990200", "小学设备值差异系数正好0.50，达到；教育支出比上年下降，“两个只增不减”未达到；有乡村小规模学校的几种例外",
          "the coefficient of variation of equipment is 0.50 exactly and passes; spending on education fell; exceptions of small rural schools",
          {"primary": 8, "junior": 4, "nine": 0, "point": 2, "senior": 1, "special": 1, "kindergarten": 14},
          {"primary": 112, "junior": 48, "senior": 24}, 141_000, 9, 720_000, 81_300, resources=SOUND),
    Place("990222", "永溪市", "990200", "2021年6月撤县设市，由永溪县更名；一所学校缺多媒体教室数，一类答卷不予公开，结论为缺数据；教育支出按公布数下降、按同口径上升",
          "renamed from county to county-level city in June 2021; a blank and a withheld cell leave the verdict open; spending fell as published and grew on the restated base",
          {"primary": 11, "junior": 5, "nine": 1, "point": 1, "senior": 2, "special": 0, "kindergarten": 18},
          {"primary": 196, "junior": 84, "senior": 40}, 236_000, 12, 1_180_000, 83_900, resources=SOUND),
    Place("990302", "松城区", "990300", "各项全部达到", "meets everything",
          {"primary": 10, "junior": 4, "nine": 2, "point": 0, "senior": 2, "special": 1, "kindergarten": 20},
          {"primary": 236, "junior": 96, "senior": 48}, 268_000, 5, 1_960_000, 90_800, "2016-12-20", "2019-08-30", SOUND),
    Place("990321", "竹坪县", "990300", "2020年7月由澜江市划归松岚市；一所小学有3个班超过45人，班额未达到，其余全部达到；名额分配正好50%",
          "moved from Lanjiang to Songlan in July 2020; three classes of one school are over 45, all else is met; places allotted are 50 % exactly",
          {"primary": 9, "junior": 4, "nine": 1, "point": 1, "senior": 1, "special": 1, "kindergarten": 13},
          {"primary": 128, "junior": 54, "senior": 26}, 158_000, 10, 810_000, 82_700, resources=SOUND),
)  # fmt: skip
RENAMED = {"990222": ("永溪县", "2021-06-01")}
MOVED = {"990321": ("990200", "2020-07-01")}
DEPARTMENTS = ("教育局", "财政局", "人民政府教育督导室")
TOWNS = (
    "城关", "柳林", "沙湾", "枫树", "竹园", "松坪", "石门", "清水", "白鹤", "桃源", "梅岭", "金鸡", "龙潭", "马鞍", "双井", "大洼",
    "小河", "三合", "五里", "西坡", "南屏", "北坝", "东岗", "茶园", "杏花", "榆树", "槐荫", "月亮湾", "青石", "黄泥", "红旗", "新民", "永安",
    "太平", "兴隆", "福田",
)  # fmt: skip
