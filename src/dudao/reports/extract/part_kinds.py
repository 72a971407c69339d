"""Kinds of parts that a whole falls into: stages, ownership, places, levels of government. From the nouns of a list it is
told whether its parts can overlap and whether they are all there are.
"""

from __future__ import annotations

import re
from functools import lru_cache

Facet = tuple[tuple[str, frozenset[str]], ...]


def _facet(*entries: tuple[str, str]) -> Facet:
    return tuple((word, frozenset(atoms.split())) for word, atoms in entries)


FACETS: dict[str, Facet] = {
    "stage": _facet(
        ("高中阶段", "senior vocational"),
        ("普通高等|高等|高校|大学|高职|本科院校|专科院校", "higher"),
        ("中等职业|中职|职业高中|职业中学|职中|职高|职业学校|职业教育|职教|技工|中专|中等专业", "vocational"),
        ("特殊教育|特教|特校", "special"),
        ("专门学校|工读", "correctional"),
        ("十二年一贯制", "twelve"),
        ("九年一贯制|九年制", "nine"),
        ("完全中学|完中", "full"),
        ("教学点", "point"),
        ("义务教育", "primary junior"),
        ("中小学", "primary junior senior"),
        ("学前|幼儿|幼教", "preschool"),
        ("小学", "primary"),
        ("初级中学|初中", "junior"),
        ("高级中学|普通高中|普高|高中", "senior"),
        ("普通中学|中学", "junior senior"),
    ),
    "ownership": _facet(
        ("非普惠性?民办|营利性民办", "dear"),
        ("普惠性?民办", "fair"),
        ("公办|公立", "public"),
        ("民办|私立", "fair dear"),
    ),
    "exchange": _facet(
        ("(?:县?城|市)[区镇市]?(?:学校)?(?:到|至|向|流向)(?:乡|农|村)", "down"),
        ("(?:乡|农|村)[村镇]?(?:学校)?(?:到|至|向|流向)(?:县?城|市)", "up"),
    ),
    "area": _facet(
        ("城镇", "city town"),
        ("城市|城区|主城", "city"),
        ("县城|县镇|镇区|集镇", "town"),
        ("农村|乡村|乡镇|山区", "rural"),
    ),
    "sex": _facet(("男", "male"), ("女", "female")),
    "funder": _facet(
        ("中央", "central"),
        ("省[级本]?|自治区[级本]?", "province"),
        ("市[级本]级?|市(?=财政|投)|地市", "city"),
        ("区县|县[（(]?区|县市区?|市县", "county"),
        ("[县区][级本]级?|县(?=财政|投)", "county"),
        ("乡镇|镇级|镇村|街道", "town"),
        ("自筹|自有|社会|捐", "own"),
        ("债券|专项债|贷款", "debt"),
    ),
    "rank": _facet(
        ("国家级|部级", "nation"),
        ("省级|省属", "province"),
        ("市级|市属|市直", "city"),
        ("县级|区级|县属|区属", "county"),
    ),
    "title": _facet(
        ("正高", "full"),
        ("副高", "senior"),
        ("高级", "full senior"),
        ("中级|一级教师", "middle"),
        ("初级|二级教师|三级教师|员级|助理", "junior"),
        ("未定级|未评|无职称", "none"),
    ),
    "degree": _facet(
        ("博士", "doctor"),
        ("硕士", "master"),
        ("研究生", "doctor master"),
        ("本科", "bachelor"),
        ("专科|大专", "college"),
        ("中专|高中", "school"),
    ),
    "work": _facet(
        ("改扩建|改建扩建", "rebuild"),
        ("新建", "new"),
        ("改建|改造", "alter"),
        ("扩建", "extend"),
        ("迁建", "move"),
        ("续建", "go-on"),
    ),
    "staff": _facet(
        ("专任教师|专任", "teacher"),
        ("行政", "office"),
        ("教辅", "aid"),
        ("工勤|后勤", "service"),
        ("管理人员|管理岗", "manage"),
        ("保育员", "nurse"),
        ("保安", "guard"),
    ),
    "grade": _facet(
        *((f"初{word}", f"junior-{word}") for word in "一二三"),
        *((f"高{word}(?!级)", f"senior-{word}") for word in "一二三"),
        *((f"{word}年级", f"grade-{word}") for word in "一二三四五六七八九"),
        *(("小班", "k3"), ("中班", "k4"), ("大班(?!额)", "k5")),
    ),
    "source": _facet(
        ("一般公共预算|公共财政预算", "budget"),
        ("政府性基金", "fund"),
        ("国有资本", "capital"),
        ("捐赠|捐资|社会捐", "gift"),
    ),
    "hire": _facet(
        ("特岗", "special"),
        ("公费师范|免费师范|定向", "bound"),
        ("人才引进|引进", "talent"),
        ("公开招聘|公开考[录招]|招考", "open"),
        ("三支一扶", "village"),
        ("选调|遴选", "moved"),
    ),
    "spending": _facet(
        ("人员经费|人员支出|工资福利", "staff"),
        ("公用经费|公用支出", "running"),
        ("基本建设|基建", "building"),
        ("项目支出|项目经费", "project"),
        ("基本支出", "staff running"),
    ),
    "result": _facet(("优秀", "a"), ("良好", "b"), ("不合格|不达标", "d"), ("基本合格", "c-"), ("合格|达标", "c")),
}
"""For each facet its words and the atoms they stand for, the longer word first. Parts with an atom in common overlap."""

LADDERS: dict[str, tuple[str, ...]] = {
    "degree": ("doctor", "master", "bachelor", "college", "school"),
    "title": ("full", "senior", "middle", "junior", "none"),
    "rank": ("nation", "province", "city", "county"),
}
"""Facets whose atoms stand above one another, the highest first: 本科及以上 counts the masters too."""

CLOSED: dict[str, tuple[frozenset[str], ...]] = {
    "ownership": (frozenset(("public", "fair", "dear")),),
    "area": (frozenset(("city", "town", "rural")),),
    "sex": (frozenset(("male", "female")),),
}
"""Sets of atoms that are all there is. Stages never are by themselves: 九年一贯制 or 教学点 may be missing."""

REST = re.compile(r"其他|其它|其余|另有|剩余|余下")
ONE_YEAR = re.compile(r"(?:19|20)\d\d年度?")
WHOLE_OF_YEARS = re.compile(r"[两二三四五六]年|累计|合计|总计|共")
NAMED_PLACE = re.compile(r"[一-龥]{1,7}[省市县区州旗盟镇乡]$")
NOT_A_PLACE = re.compile(
    r"(?:社区|小区|校区|学区|片区|山区|城区|镇区|市区|[0-9一二三四五六七八九十两]个?[县区市镇乡])$"
)
WHOLE_OF_ALL_STAGES = re.compile(r"各级各类|各类|全部|全市|全县|全区|全省|全国|共有|现有")
STAGES_OF_ALL = 5
"""So many kinds of school after 各级各类学校 are meant to be all."""


@lru_cache(maxsize=4096)
def atoms_in(facet: str, noun: str) -> frozenset[str]:
    """What a noun stands for in a facet; empty where it says nothing of it.

    >>> sorted(atoms_in("stage", "义务教育学校")), atoms_in("sex", "小学")
    (['junior', 'primary'], frozenset())
    >>> sorted(atoms_in("degree", "本科及以上学历"))
    ['bachelor', 'doctor', 'master']
    """
    for word, atoms in FACETS[facet]:
        if re.search(word, noun):
            return _up_or_down(facet, noun, atoms)
    return frozenset()


def _up_or_down(facet: str, noun: str, atoms: frozenset[str]) -> frozenset[str]:
    """The atoms with all above them for 及以上, with all below them for 及以下."""
    steps = LADDERS.get(facet)
    if steps is None or ("以上" not in noun and "以下" not in noun):
        return atoms
    places = [steps.index(atom) for atom in atoms]
    return atoms | frozenset(steps[: max(places)] if "以上" in noun else steps[min(places) :])


@lru_cache(maxsize=4096)
def facet_of(nouns: tuple[str, ...]) -> str | None:
    """The facet in which all nouns say something and none overlaps another; the rest (其他) fits any.

    >>> facet_of(("幼儿园", "小学", "初中")), facet_of(("女教师", "高级教师")), facet_of(("临江县", "白石区"))
    ('stage', None, 'place')
    """
    named = [noun for noun in nouns if not REST.search(noun)]
    if not named:
        return None
    for facet in FACETS:
        seen: set[str] = set()
        for noun in named:
            atoms = atoms_in(facet, noun)
            if not atoms or atoms & seen:
                break
            seen |= atoms
        else:
            return facet
    if all(ONE_YEAR.fullmatch(noun) for noun in named) and len(set(named)) == len(named) == len(nouns):
        return "year"
    if len(named) < len(nouns) and len(set(named)) == len(named):
        return "rest"  # a list that ends in 其他 means to leave nothing out and to count nothing twice
    places = all(NAMED_PLACE.fullmatch(noun) and not NOT_A_PLACE.search(noun) for noun in named)
    return "place" if places and len(set(named)) == len(named) else None


PLAIN_ENDING = r"(?:学校|学生|教师|在校生|在园幼儿|儿童|生|园|校|地区|职称|学历|教育|阶段|资金|经费|学段|班级|户籍|及以上|以上|人数|所?)*"


@lru_cache(maxsize=4096)
def is_bare_kind(facet: str, noun: str) -> bool:
    """Whether a noun says nothing but its kind: 小学 and 城区学生, not 小学女生 or 初中大班额.

    >>> is_bare_kind("stage", "小学"), is_bare_kind("area", "城区学生"), is_bare_kind("stage", "初中大班额")
    (True, True, False)
    """
    if REST.match(noun):
        return True
    return any(re.fullmatch(f"(?:{word}){PLAIN_ENDING}", noun) for word, _ in FACETS.get(facet, ()))


def are_all(whole: str, nouns: tuple[str, ...], facet: str | None) -> bool:
    """Whether the parts are by their kinds all there are of the whole.

    >>> are_all("幼儿园", ("公办园", "民办园"), "ownership"), are_all("学校", ("小学", "初中"), "stage")
    (True, False)
    """
    if facet is None:
        return False
    if any(REST.search(noun) for noun in nouns):
        return True
    if facet == "year":
        return len(nouns) > 1 and WHOLE_OF_YEARS.search(whole) is not None
    covered = frozenset().union(*(atoms_in(facet, noun) for noun in nouns)) if facet != "place" else frozenset()
    if any(covered >= closed for closed in CLOSED.get(facet, ())):
        return True
    return facet == "stage" and len(nouns) >= STAGES_OF_ALL and WHOLE_OF_ALL_STAGES.search(whole) is not None
