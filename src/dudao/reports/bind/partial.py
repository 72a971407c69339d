"""Whether a figure that differs from a fact may speak of something narrower: a part, a sample, one project, a standard.

Asked only where a figure differs: 全市327所小学全部达标 agrees whatever follows, 已有3所小学通过验收 contradicts nothing.
Each cue has an example and a look-alike, run as tests; the figure stands in 〈〉.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dudao.facts.known import Fact
from dudao.reports.bind.agreement import kind_of_unit
from dudao.reports.bind.wordings import stage_pattern
from dudao.reports.model import Figure, Report

FLOWS = frozenset(
    (
        "places_added",
        "schools_built",
        "teachers_trained",
        "teachers_recruited",
        "teachers_shortage",
        "teachers_honoured",
    )
    + ("aid_students", "leader_visits", "leader_lectures", "topics_studied")
)
"""What is done in a year piece by piece: a sentence may tell of one piece of it."""
COUNTED = frozenset(("counted", "person", "person_times"))
AHEAD = 30

_STOP = re.compile(r"[，。；、：;,:（(）)\n]|和|及|与|的(?=\d)|$")
_NAMED = re.compile(
    r"(?:名|位|个)?(?:学校|幼儿园|中小学|教师|专任教师|教职工|学生|在校学生|在校生|在园幼儿|幼儿|儿童|班级|班|县|区|市|乡镇)*"
)
_SAMPLE = re.compile(
    r"(?:选取|选定|抽取|抽查|抽样|抽检|抽测|随机|已有|另有|还有|仍有|尚有|部分|试点|首批|第[一二三四五]批|遴选|评选|支持|指导|帮扶|涉及|覆盖|惠及|走访|检查|督导|撤并)[^，。；]{0,8}$"
)
_SIZES = re.compile(r"\d+(?:[—\-–~至到]+\d+)?人(?:及以上|以上|以下|以内)?的?(?:超?大班额)?$")
_GRADE = re.compile(r"[一二三四五六七八九]年级|起始年级|毕业班|毕业年级|新生|应届|小班|中班")
_PART = re.compile(r"市直|市本级|本级|县直|区直|市属|县属|直属|城区|主城区|农村|乡村|镇区|民办|公办|寄宿制|试点|薄弱")
_WHOLE = re.compile(r"全[市县区省州]|[我本][市县区省州]|各级各类|全年|共|总|累计")
_OTHER = re.compile(r"\d[余多万亿]*(?:元|所|个|人|名|次|平方米)")
_NORM = re.compile(r"标准|定额|基准|不低于|最低")
_YEARLY = re.compile(r"每年|年均|每学期|每月|逐年|平均每")


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure in its sentence: the text before its phrase, the text before and after its number, and the fact it differs from."""

    figure: Figure
    fact: Fact
    led_by: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign that a figure may speak of something narrower; `why` is in Chinese, for the list of bindings."""

    why: str
    holds: Callable[[Seen], bool]
    example: str
    look_alike: str


def _is_followed(seen: Seen) -> bool:
    """The number stands before its noun, and more than the noun follows: 3所小学通过验收."""
    if kind_of_unit(seen.figure.unit) not in COUNTED or seen.figure.cell is not None:
        return False
    stop = _STOP.search(seen.after)
    noun = seen.after[: stop.start()] if stop else seen.after
    return bool(noun) and _without_nouns(noun) != ""


def _without_nouns(text: str) -> str:
    rest = stage_pattern().sub("", text)
    return _NAMED.sub("", rest)


def _is_sample(seen: Seen) -> bool:
    return _SAMPLE.search(seen.led_by) is not None


def _is_size(seen: Seen) -> bool:
    return _SIZES.search(seen.led_by) is not None or _SIZES.search(seen.before) is not None


def _is_grade(seen: Seen) -> bool:
    return _GRADE.search(seen.before) is not None


def _is_kind(seen: Seen) -> bool:
    """A word for a part stands before the phrase and is no word of the measure itself."""
    found = _PART.search(seen.led_by)
    return found is not None and found.group() not in seen.fact.label


def _is_stage(seen: Seen) -> bool:
    """The phrase names no stage, but the sentence named one before: 小学327所，班级7000个."""
    return seen.fact.stage in ("total", "compulsory", "k12") and stage_pattern().search(seen.led_by) is not None


def _is_piece(seen: Seen) -> bool:
    """One piece of work with its own cost and size, where nothing says that all of the year's are meant."""
    return seen.fact.metric in FLOWS and _OTHER.search(seen.before) is not None and _WHOLE.search(seen.before) is None


def _is_norm(seen: Seen) -> bool:
    is_money = kind_of_unit(seen.figure.unit) == "money" and "per_student" in seen.fact.metric
    return is_money and _NORM.search(seen.before + seen.after) is not None


def _is_yearly(seen: Seen) -> bool:
    return _YEARLY.search(seen.before) is not None


CUES: tuple[Cue, ...] = (
    Cue("说的可能只是其中一部分", _is_followed, "已有〈3所〉小学通过验收。", "全市有〈3所〉小学。"),
    Cue("说的可能是抽取的一部分", _is_sample, "抽取了2所幼儿园、〈3所〉小学。", "现有2所幼儿园、〈3所〉小学。"),
    Cue("说的是某种规模的班级", _is_size, "小学36—40人的班级〈921个〉。", "班级〈42个〉。"),
    Cue("说的是某个年级", _is_grade, "小学一年级招生33800人，班级〈760个〉。", "班级〈760个〉。"),
    Cue("说的可能是其中一类", _is_kind, "民办学校中，小学〈12所〉。", "小学〈12所〉。"),
    Cue("说的可能是前面说到的学段", _is_stage, "全市小学布局合理，班级〈5000个〉。", "全市班级〈5000个〉。"),
    Cue("说的可能是其中一项", _is_piece, "投入2.3亿元，新增学位〈8200个〉。", "全市新增学位〈8200个〉。"),
    Cue(
        "说的可能是标准",
        _is_norm,
        "生均公用经费小学〈650元〉，初中850元的省定标准全面落实。",
        "小学生均公用经费〈650元〉。",
    ),
    Cue(
        "说的是每年的数", _is_yearly, "每年，全市一般公共预算教育支出〈2亿元〉。", "全市一般公共预算教育支出〈2亿元〉。"
    ),
)


def why_narrower(figure: Figure, fact: Fact, report: Report) -> str:
    """Why a figure may not be the whole of a fact that it differs from; "" where nothing in its sentence says so."""
    sentence = report.sentences[report.sentence_index(figure.start)]
    start = figure.start if figure.subject_start is None else min(figure.start, figure.subject_start)
    seen = Seen(
        figure,
        fact,
        report.folded[sentence.start : max(start, sentence.start)],
        report.folded[sentence.start : figure.start],
        report.folded[figure.end : min(figure.end + AHEAD, sentence.end)],
    )
    return next((cue.why for cue in CUES if cue.holds(seen)), "")
