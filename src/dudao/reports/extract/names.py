"""Chinese personal names beside a post: where one begins, how long it is, and which words only look like one."""

from __future__ import annotations

import re

from dudao.schemes.lexicons import load_words

SURNAMES = load_words("surnames")
AMBIGUOUS = load_words("surnames_ambiguous")
_COMPOUND = frozenset(surname for surname in SURNAMES if len(surname) == 2)
_NOT_NAMES = load_words("not_names")
_NOT_GIVEN = frozenset(
    "的了在到赴和与及等为对带主持率向由从把将被就也还均以或其各每个该此有是任兼作做上下会员长委局部厅处科校园"
)
_FOLLOWS = re.compile(
    r"[、，,。；;：:！!？?\s）)】\]》”’\"·(（]|\Z|同志|先生|女士|老师|等|到|赴|在|带[队头领]|主[持讲动]|率|深入|出席|参[加与]|为|对|就|强调|指出|要求"
    r"|讲|先后|亲自|多次|分别|一行|和|及|与|担任|任|兼|调研|走[访进]|前往|作|做|牵头|联系|召[集开]|检查|督[导查办]|看望|慰问|分管|表示|介绍|汇报|宣布"
    r"|代表|陪同|上[门好台了]?|听取|会见|专[题程]|实地|现场|组织|批示|签|挂|包[保联抓]|来到|也|还|均|向|以|接受|获|荣获|被|从|现|负责|履|暗访|视察|考察|授课"
    r"|致[辞欢]|发言|总结|部署|安排|高度|始终|十分|非常|及时|积极|每|坚持|是|随|领衔|点评|莅临|下[沉乡到]|抵|说|认为|审|逐|带着|约谈|进[行校]|利用|结合|通过|一直|常|经常|围绕|以身|身"
)
_STRICT = re.compile(
    r"[、，,。；;：:！!？?\s）)】\]》”’\"(（]|\Z|同志|先生|女士|等(?:[一二两三四五六七八九十\d]|[人名位]|同志|专家|教师|老师|代表|骨干)|荣获|获评|被评|获得|授课"
)


def name_end(folded: str, start: int, *, strict: bool = False) -> int:
    """Where a name ends that begins at a position; 0 where none does.

    A surname and one or two characters, then something that follows names (同志, 到, 带队, a mark); `strict` asks for a mark,
    a form of address or an honour, as behind 教师 and 学生, where an ordinary word may follow as well.

    >>> folded = "县长陈志远带头讲课，书记张强强调"
    >>> folded[2:name_end(folded, 2)], folded[12:name_end(folded, 12)], name_end("县长任组长", 2)
    ('陈志远', '张强', 0)
    """
    foreign = _other_name_end(folded, start)
    if foreign:
        return foreign
    length = 2 if folded[start : start + 2] in _COMPOUND else 1
    surname = folded[start : start + length]
    if surname not in SURNAMES or folded[start : start + 2] in _NOT_NAMES and length == 1:
        return 0
    follows = _STRICT if strict else _FOLLOWS
    for given in (2, 1):
        end = start + length + given
        name = folded[start + length : end]
        if len(name) < given or not _is_given(name) or follows.match(folded, end) is None:
            continue
        if given == 1 and length == 1 and surname in AMBIGUOUS and _STRICT.match(folded, end) is None:
            continue
        return end
    return 0


_DOTTED = re.compile(r"[一-鿿]{1,7}(?:[·•・][一-鿿]{1,8}){1,3}")
_OTHER_BEGINNINGS = load_words("name_beginnings_of_other_peoples")


_OTHER_NAME = re.compile(r"(?:(?![的了在到赴和与及等为对带主持率同])[一-鿿])+")


def _other_name_end(folded: str, start: int) -> int:
    """Where a name without a surname ends: 买买提·艾力, 扎西多杰; 0 where none begins."""
    dotted = _DOTTED.match(folded, start)
    if dotted is not None:
        last = max(folded.rfind(dot, start, dotted.end()) for dot in "·•・")
        ends = range(last + 2, min(last + 9, len(folded)) + 1)
        return next((end for end in ends if _FOLLOWS.match(folded, end)), 0)
    if folded[start : start + 2] not in _OTHER_BEGINNINGS:
        return 0
    for length in (5, 4, 3, 2):
        end = start + length
        if end <= len(folded) and _OTHER_NAME.fullmatch(folded, start, end) and _FOLLOWS.match(folded, end):
            return end
    return 0


def name_start(folded: str, end: int) -> int:
    """Where a name begins that ends at a position, before a post (陈志远县长); -1 where none does."""
    for length in (4, 3, 2):
        start = end - length
        surname = folded[start : start + 2] if length == 4 else folded[start : start + 1]
        if start < 0 or surname not in SURNAMES or folded[start : start + 2] in _NOT_NAMES:
            continue
        before = folded[start - 1] if start else "\n"
        is_marked = not "一" <= before <= "鿿"
        if not is_marked and before not in _LEADS and folded[start - 2 : start] not in _LEADING_WORDS:
            continue
        if not _is_given(folded[start + len(surname) : end]):
            continue
        if surname in AMBIGUOUS and (length == 2 or not is_marked):
            continue
        return start
    return -1


_LEADS = frozenset("由和与及请随同让受")
_LEADING_WORDS = frozenset(("陪同", "时任", "邀请"))


def _is_given(name: str) -> bool:
    return _NOT_GIVEN.isdisjoint(name) and all("一" <= character <= "鿿" for character in name)
