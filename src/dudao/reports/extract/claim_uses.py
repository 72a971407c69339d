"""When a claiming word claims in earnest: the uses named in `claim_words.csv`, each with an example and a look-alike.

An aim (推动质量提升), a shortcoming (尚未消除) and a word in passing claim nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dudao.reports.extract.clause_spans import Clause
from dudao.schemes.lexicons import alternatives, load_words
from dudao.values.records import record


@record
class Hit:
    """A claiming word in its clause, with its kind and use."""

    clause: Clause
    start: int
    end: int
    kind: str
    use: str


@dataclass(frozen=True, slots=True)
class Use:
    """One way in which words claim: the test, a clause that claims by it and one that does not."""

    claims: Callable[[str, Hit], bool]
    example: str
    look_alike: str


STRONG_DEGREES = load_words("claim_degrees")
_WEAK = load_words("claim_weak_degrees")
_DEGREE = re.compile(rf"(?:{alternatives(STRONG_DEGREES | _WEAK)})(?:得到|的|地|了)?\Z")
_LONGEST_DEGREE = max(len(word) for word in STRONG_DEGREES | _WEAK) + 3
_CLOSERS = r"[”’\"」』）)》】\]]*"
_AT_END = re.compile(rf"了?(?P<degree>明显|显著|较快|较大|很大|迅速|突出|稳定)?(?:的?(?:态势|趋势|局面))?{_CLOSERS}\Z")
_IN_BRACKETS = re.compile(r"[(（][^()（）]{0,60}[)）]\Z")
_REACHED = re.compile(r"实现|做到|达到|基本|完成")
_CONFORMS = re.compile(rf"了?[^，,]{{1,20}}(?:标准|要求|规定|水平|目标|条件){_CLOSERS}\Z")
_EVERY = re.compile(
    r"[^，,]{0,16}?(?:[均都]|全部|通过了?|达到?标?|配备|配齐|建成|建有|实现|完成|纳入|开设|接入|设立|安装|做到)"
)
_DOUBLED = re.compile(r"([一-鿿]{1,2})尽\1")
_NOT_ALL = re.compile(
    r"学校|教师|学生|内容|过程|经费|资金|工作|课程|的|是|时间|力量|精力|支出|收入|家当|任务|心|人口|幼儿|班级"
)
_COMPARED = re.compile(r"(?:较|比|相比)(?:上|去|前|往|20|19|同期|年初|.{1,4}年)|同比|环比")
_MEASURABLE = re.compile(alternatives(load_words("measurable_subjects")))
_NOT_MEASURABLE = tuple(load_words("not_measurable_subjects"))
_LINKS = (
    r"(?:[一二三四五六七八九十]是|同时|并且?|也|还|又|均|已|现|目前|近年来|[一二三]年来|\d{4}年|今年|全年|其中|此外|另外|第[一二三四]"
    r"|[我全][省市县区州旗])*"
)
_AIM = re.compile(rf"{_LINKS}(?:{alternatives(load_words('claim_aims'))})")
_SOFT_AIM = re.compile(rf"{_LINKS}(?:{alternatives(load_words('claim_aims_soft'))})")
_INDICATOR = re.compile(r"高于规定学历(?:的)?(?:专任)?教师")
"""Words in the name of an indicator (每百名学生拥有高于规定学历教师数), which claim nothing."""
_OPEN = re.compile(alternatives(load_words("claim_open_words")))


def claims_in_earnest(folded: str, hit: Hit) -> bool:
    """Whether a word claims something measurable where it stands; figures are not looked at here."""
    clause = hit.clause
    if _AIM.match(folded, clause.start, hit.start) or _OPEN.search(folded, clause.start, clause.end):
        return False
    if _INDICATOR.match(folded, hit.start):
        return False
    return USES[hit.use].claims(folded, hit)


def word_end(folded: str, hit: Hit) -> int:
    """Where the claiming word ends as printed: 应助尽助 is found by its 应."""
    doubled = _DOUBLED.match(folded, hit.end) if hit.use == "doubled" else None
    return doubled.end() if doubled else hit.end


def _anywhere(folded: str, hit: Hit) -> bool:
    return True


def _all(folded: str, hit: Hit) -> bool:
    return _NOT_ALL.match(folded, hit.end) is None


def _every(folded: str, hit: Hit) -> bool:
    acts_on_them = folded[hit.clause.start] in "对向在由要从按"
    return not acts_on_them and _EVERY.match(folded, hit.end, hit.clause.end) is not None


def _doubled(folded: str, hit: Hit) -> bool:
    return _DOUBLED.match(folded, hit.end, hit.clause.end) is not None


def _reached(folded: str, hit: Hit) -> bool:
    return _REACHED.search(folded, hit.clause.start, hit.start) is not None or _at_end(folded, hit)


def _compared(folded: str, hit: Hit) -> bool:
    return hit.clause.end - hit.end >= 2 and _has_measurable(folded, hit.clause.start, hit.start)


def _conforms(folded: str, hit: Hit) -> bool:
    conforms = _CONFORMS.match(folded, hit.end, hit.clause.end) is not None
    return conforms and _has_measurable(folded, hit.clause.start, hit.start)


def _at_end(folded: str, hit: Hit) -> bool:
    return _predicate(folded, hit) is not None


def _measured(folded: str, hit: Hit) -> bool:
    predicate = _predicate(folded, hit)
    return predicate is not None and _has_measurable(folded, hit.clause.start, predicate.subject_end)


def _by_degree(folded: str, hit: Hit) -> bool:
    predicate = _predicate(folded, hit)
    if predicate is None:
        return False
    if predicate.is_strong or _COMPARED.search(folded, hit.clause.start, predicate.subject_end):
        return True
    return predicate.has_degree and _has_measurable(folded, hit.clause.start, predicate.subject_end)


@record
class _Predicate:
    """A word that ends its clause: where its subject ends, and the degree beside it."""

    subject_end: int
    has_degree: bool
    is_strong: bool


def _predicate(folded: str, hit: Hit) -> _Predicate | None:
    """The word as the predicate that ends its clause; None where it does not end it, or is an aim, or has no fit subject."""
    clause = hit.clause
    bracket = _IN_BRACKETS.search(folded, hit.end, clause.end)
    tail = _AT_END.match(folded, hit.end, bracket.start() if bracket else clause.end)
    if tail is None or _SOFT_AIM.match(folded, clause.start, hit.start):
        return None
    degree = _DEGREE.search(folded, max(clause.start, hit.start - _LONGEST_DEGREE), hit.start)
    subject_end = degree.start() if degree else hit.start
    if subject_end - clause.start < 2 or folded.endswith(_NOT_MEASURABLE, clause.start, subject_end):
        return None
    is_strong = bool(tail["degree"]) or (degree is not None and _is_strong(degree.group()))
    return _Predicate(subject_end, degree is not None, is_strong)


def _is_strong(degree: str) -> bool:
    return any(degree.startswith(word) or degree.endswith(word) for word in STRONG_DEGREES)


def _has_measurable(folded: str, start: int, end: int) -> bool:
    return _MEASURABLE.search(folded, start, end) is not None


USES = {
    "any": Use(_anywhere, "控辍保学实现动态清零", "推进控辍保学动态清零"),
    "all": Use(_all, "校舍隐患全部销号", "落实全部工作经费"),
    "every": Use(_every, "所有学校均配备校医", "对所有学校开展检查"),
    "doubled": Use(_doubled, "资助对象应助尽助", "教师应当尽职"),
    "reached": Use(_reached, "督导实现全覆盖", "开展全覆盖培训"),
    "compared": Use(_compared, "生均经费高于全省水平", "安全高于一切"),
    "conform": Use(_conforms, "班额符合规定要求", "工作程序符合规定要求"),
    "end": Use(_at_end, "教师学历达标", "达标学校名单"),
    "measured": Use(_measured, "学位供给充足", "准备工作充足"),
    "degree": Use(_by_degree, "教师待遇进一步改善", "服务意识进一步增强"),
}
