"""Sweeping claims that one of the report's own figures contradicts: a table of what kind of claim which figures refute.

A claim is looked for by its words; a figure refutes it only where both speak of one thing (shared words, one stage),
the figure says what was reached, and the claim is not of what is yet to come.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dudao.reports.model import Figure, Role
from dudao.reports.rules.claims.falls import any_that_falls, not_steady, spending_that_falls
from dudao.reports.rules.claims.passages import (
    IS_REACHED,
    clause_of,
    figures_in,
    is_problem,
    is_under_way,
    lead_of,
    may_be_same_stage,
    paragraph_span,
    sentence_of,
    shares_words,
)
from dudao.reports.rules.contract import Given
from dudao.values.spans import Span


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A claim, the figure that refutes it, and what kind of claim it is."""

    claim: Span
    figure: Figure
    kind: str


@dataclass(frozen=True, slots=True)
class Sweep:
    """A kind of sweeping claim: its words, and which figures refute it. `example` holds such words, `look_alike` none."""

    kind: str
    words: re.Pattern[str]
    refuted_by: Callable[[Given, Span], Figure | None]
    example: str
    look_alike: str


def contradictions(given: Given) -> tuple[Contradiction, ...]:
    """Every contradicted claim once, in the order of the text."""
    return given.once("contradictions", lambda given: tuple(sorted(_find(given), key=lambda each: each.claim.start)))


def _find(given: Given) -> Iterator[Contradiction]:
    folded = given.report.folded
    for sweep in SWEEPS:
        for found in sweep.words.finditer(folded):
            claim = _widened(folded, *found.span())
            if _DENIED.search(folded, max(0, claim.start - 10), claim.start):
                continue
            figure = sweep.refuted_by(given, claim)
            if figure is not None:
                yield Contradiction(claim, figure, sweep.kind)


_DENIED = re.compile(
    r"(?:未能?|没有|尚未|不能|无法|难以|并非|不|非)(?:完全|全面|真正|有效)?(?:实现|做到|达到|落实|执行|完成|体现)?$"
)
_LEADS = re.compile(r"(?:[“\"]?两个[“\"]?)$")


def _widened(folded: str, start: int, end: int) -> Span:
    """A claim with 两个 and the quotation mark before it."""
    lead = _LEADS.search(folded, max(0, start - 4), start)
    return Span(lead.start() if lead else start, end)


def _text(given: Given, span: Span) -> str:
    return span.of(given.report.folded)


def _classes_left(given: Given, claim: Span) -> Figure | None:
    """大班额全面消除, refuted by a count or share of such classes above zero in the time the report is about."""
    if is_under_way(given, claim) or is_problem(given, claim.start):
        return None
    clause = _text(given, clause_of(given, claim))
    if PARTIAL.search(clause):
        return None
    is_extra = "超大班额" in clause
    allowed = 5 if "基本" in clause else 0
    for figure in _class_figures(given):
        is_figure_extra = "超大班额" in figure.metric
        share = figure.unit == "%"
        if is_figure_extra != is_extra or figure.value <= (allowed if share else 0) or (allowed and not share):
            continue
        if _is_of_the_time(given, figure) and may_be_same_stage(clause, figure.metric):
            return figure
    return None


PARTIAL = re.compile(r"起始年级|新增|一年级|七年级|高一|城区|乡镇|县城")
"""A claim of some classes only, which a number of all of them does not refute."""


def _class_figures(given: Given) -> list[Figure]:
    return given.once(
        "class_figures",
        lambda given: [
            figure for figure in given.reading.figures if "大班额" in figure.metric and figure.role in IS_REACHED
        ],
    )


def _is_of_the_time(given: Given, figure: Figure) -> bool:
    """Whether a figure may stand for the time the report is about: no earlier year is named for it."""
    year = given.year or given.day.year
    return figure.when is None or figure.when.last_year >= year


def _not_done(given: Given, claim: Span) -> Figure | None:
    """全部完成, refuted by a completion below 100 % in the same sentence; past a semicolon only if of the same thing."""
    if is_under_way(given, claim):
        return None
    folded = given.report.folded
    clause = _text(given, clause_of(given, claim))
    for figure in figures_in(given, sentence_of(given, claim.start)):
        if figure.role is not Role.COMPLETION or figure.unit != "%" or figure.value >= 100:
            continue
        between = folded[min(claim.end, figure.end) : max(claim.start, figure.start)]
        if not re.search(r"[；;]", between) or shares_words(clause, figure.metric):
            return figure
    return None


_STILL_OPEN = re.compile(
    r"[^，。；;]{0,6}(?:未|没有|尚缺|不到位|不达标)[^，。；;]{0,4}(?P<what>到位|完成|达标|落实|整改|消除|拨付|建成|配备|覆盖)"
)


def _still_open(given: Given, claim: Span) -> Figure | None:
    """全部到位, refuted by an amount or a number that the report says is not yet there, of the same thing."""
    if is_under_way(given, claim):
        return None
    clause = _text(given, clause_of(given, claim))
    for figure, what in _open_figures(given):
        if what in clause and shares_words(clause.replace(what, ""), _text(given, sentence_of(given, figure.start))):
            return figure
    return None


def _open_figures(given: Given) -> list[tuple[Figure, str]]:
    def gather(given: Given) -> list[tuple[Figure, str]]:
        folded = given.report.folded
        found = ((figure, _STILL_OPEN.match(folded, figure.end)) for figure in given.reading.figures)
        return [(figure, match["what"]) for figure, match in found if match and figure.value > 0]

    return given.once("open_figures", gather)


def _paid_less(given: Given, claim: Span) -> Figure | None:
    """教师工资不低于公务员, refuted by the two printed averages."""
    if is_under_way(given, claim):
        return None
    pay = [
        figure
        for figure in figures_in(given, paragraph_span(given, claim.start))
        if figure.role in IS_REACHED | {Role.BASE}
        and re.search(r"工资|收入|待遇", figure.metric + lead_of(given, figure))
    ]
    teachers = [each for each in pay if "教师" in each.metric and "公务员" not in each.metric]
    others = [each for each in pay if "公务员" in each.metric]
    for mine in teachers:
        for theirs in others:
            if mine.unit == theirs.unit and _is_surely_less(mine, theirs):
                return mine
    return None


def _below_average(given: Given, claim: Span) -> Figure | None:
    """高于全省平均水平, refuted by the average printed right behind it."""
    sentence = sentence_of(given, claim.start)
    figures = [each for each in figures_in(given, sentence) if each.role in IS_REACHED | {Role.BASE, Role.STANDARD}]
    before = [each for each in figures if each.end <= claim.start]
    after = [each for each in figures if claim.end <= each.start <= claim.end + 8]
    if not before or not after:
        return None
    mine, theirs = before[-1], after[0]
    if mine.unit != theirs.unit or not _is_surely_less(mine, theirs):
        return None
    gap = given.report.folded[claim.end : theirs.start]
    is_average = re.fullmatch(r"(?:水平|值|数|标准)?[（(，,]?(?:为|是|的)?", gap) is not None
    return mine if is_average else None


def _is_surely_less(one: Figure, other: Figure) -> bool:
    """Whether a printed value is below another whatever their rounding."""
    high, low = one.interval.high, other.interval.low
    return one.value < other.value and high is not None and low is not None and high <= low


def _some_left(given: Given, claim: Span) -> Figure | None:
    """零辍学, refuted by a number of such pupils above zero."""
    if is_under_way(given, claim) or is_problem(given, claim.start):
        return None
    noun = next(
        (noun for noun in ("辍学", "失学", "安全责任事故", "安全事故", "拖欠") if noun in _text(given, claim)),
        "辍学" if "控辍" in _text(given, claim) else "",
    )
    for figure in given.reading.figures if noun else ():
        if noun not in figure.metric or figure.role not in IS_REACHED or figure.value <= 0:
            continue
        around = figure.metric + lead_of(given, figure)[-12:]
        if not re.search(r"劝返|复学|控辍|防|演练|培训|排查|降|清理|清欠|偿还|化解|整治", around) and _is_of_the_time(
            given, figure
        ):
            return figure
    return None


def _not_all_covered(given: Given, claim: Span) -> Figure | None:
    """全覆盖, refuted by a coverage below 100 % of the same thing in the same paragraph."""
    if is_under_way(given, claim):
        return None
    folded = given.report.folded
    subject = folded[clause_of(given, claim).start : claim.start]
    for figure in figures_in(given, paragraph_span(given, claim.start)):
        is_coverage = figure.unit == "%" and "覆盖" in figure.metric and figure.role in IS_REACHED
        if (
            is_coverage
            and figure.value < 100
            and shares_words(subject, figure.metric)
            and _is_of_the_time(given, figure)
        ):
            return figure
    return None


def _below_the_bound(given: Given, claim: Span) -> Figure | None:
    """均达到95%以上，其中…93.1%: one of the figures named for it is below the bound."""
    sentence = sentence_of(given, claim.start)
    figures = figures_in(given, sentence)
    bound = next((each for each in figures if claim.start <= each.start < claim.end + 2), None)
    if bound is None or bound.role in (Role.TARGET, Role.STANDARD) or is_under_way(given, claim):
        return None
    listed = re.compile(r"其中|分别")
    for figure in figures:
        if figure.start <= bound.start or figure.unit != bound.unit or figure.role not in IS_REACHED:
            continue
        if listed.search(given.report.folded, bound.end, figure.start) and figure.value < bound.value:
            return figure
    return None


_BUT_SOME = re.compile(r"[尚仍还另]有$")
_LACK = re.compile(r"[^，。；;]{0,6}(?:未|没有|不)[^，。；;]{0,6}")


def _some_lack_it(given: Given, claim: Span) -> Figure | None:
    """持证上岗率100%，尚有46名教师未取得资格证: a number right behind a full rate that has it not."""
    folded = given.report.folded
    sentence = sentence_of(given, claim.start)
    for figure in figures_in(given, Span(claim.end, min(sentence.end, claim.end + 24))):
        if _BUT_SOME.search(folded, claim.end, figure.start) and _LACK.match(folded, figure.end):
            return figure if shares_words(_text(given, clause_of(given, claim)), figure.metric, 2) else None
    return None


SWEEPS = (
    Sweep(
        "never_falls",
        re.compile(r"只增不减[”\"]?"),
        spending_that_falls,
        "实现“两个只增不减”",
        "有增有减",
    ),
    Sweep(
        "all_rise",
        re.compile(
            r"(?:均|都|全部|各项)(?:有所|实现(?:了)?|保持|持续|较上年|比上年|同比|稳步)*(?:增长|提高|上升|增加)(?!\d|了?\d)"
        ),
        any_that_falls,
        "均较上年有所增长",
        "均衡提高质量",
    ),
    Sweep(
        "none_left",
        re.compile(r"(?:全面|全部|彻底|已|基本|完全)(?:消除|清零|化解|消灭)(?:了)?[^，。；;]{0,8}?大班额[”\"]?"),
        _classes_left,
        "全面消除了义务教育大班额",
        "大班额比例下降",
    ),
    Sweep(
        "none_left",
        re.compile(r"大班额[”\"]?(?:问题|现象)?(?:已|全部|全面|基本|彻底|已经|实现)*(?:消除|清零|归零|为零)"),
        _classes_left,
        "大班额问题已全面消除",
        "大班额逐步减少",
    ),
    Sweep("none_left", re.compile(r"(?:无|没有|未出现)超?大班额"), _classes_left, "各校无大班额", "大班额无法一次消除"),
    Sweep(
        "all_done",
        re.compile(r"(?:全部|全面|均已|都已|已经?全部)(?:按期|如期|按时)?(?:完成|建成|竣工|投入使用|交付|完工)"),
        _not_done,
        "全部建成",
        "全部招生计划",
    ),
    Sweep(
        "all_there",
        re.compile(
            r"(?:全部|全面|均已|都已|全额|足额)(?:及时|按时|足额)?(?:到位|达标|落实|整改到位|拨付到位|拨付|配备)"
        ),
        _still_open,
        "全部足额到位",
        "全部到达会场",
    ),
    Sweep(
        "not_below_civil_servants",
        re.compile(r"(?:不低于|高于|超过|持平于)[^，。；;]{0,6}公务员"),
        _paid_less,
        "不低于当地公务员",
        "公务员招录",
    ),
    Sweep(
        "above_average",
        re.compile(r"(?:高于|超过|高出)(?:全国|全省|全市|省|市|国家|全县)?(?:平均|均值)"),
        _below_average,
        "高于全省平均",
        "高于预期",
    ),
    Sweep(
        "none_at_all",
        re.compile(r"(?:零|无|没有|未发生(?:一起|一例)?|杜绝(?:了)?)(?:辍学|失学|(?:校园)?安全(?:责任)?事故|拖欠)"),
        _some_left,
        "实现零辍学",
        "防范安全事故",
    ),
    Sweep(
        "none_again",
        re.compile(r"(?:[辍失]学(?:学生|人数|现象)?|控辍保学(?:工作)?)(?:实现|保持)?(?:动态)?(?:清零|为零)"),
        _some_left,
        "辍学学生动态清零",
        "辍学学生劝返",
    ),
    Sweep("all_have_it", re.compile(r"100%"), _some_lack_it, "上岗率100%", "占10%"),
    Sweep("all_covered", re.compile(r"全覆盖|100%覆盖"), _not_all_covered, "实现普惠园全覆盖", "覆盖面扩大"),
    Sweep(
        "all_at_least",
        re.compile(r"(?:均|都|全部)(?:已)?(?:达到|在|超过|高于|不低于|保持在|稳定在)\s?(?=\d)"),
        _below_the_bound,
        "均达到95%以上",
        "均在校内举行",
    ),
    Sweep(
        "steady",
        re.compile(
            r"(?:逐年|连续[两二三四五六七八九十\d]+年|持续|稳步)(?:实现)?(?:提高|增长|上升|增加|提升|下降|减少|降低|缩小)"
        ),
        not_steady,
        "逐年提高",
        "逐年安排",
    ),
)
