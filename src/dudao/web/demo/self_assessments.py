"""Self-assessments: one city has all points accepted, one is in the middle of it, with a point that came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dudao.web.acting import Acting
from dudao.web.assessments.actions import Given, accept_point, declare_gate, return_point, submit_point, write_point
from dudao.web.assessments.known import measured_of
from dudao.web.assessments.machine import proposal_for
from dudao.web.assessments.points import marked_points
from dudao.web.demo.cast import CITIES, EDUCATION, FINANCE, PERSONNEL
from dudao.web.demo.rounds import LEADS
from dudao.web.demo.stage import LAST, THIS, Stage
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of

LOGINS = {EDUCATION: "edu", FINANCE: "fin", PERSONNEL: "hr"}
"""Who writes for a department: the city's login, a dot, and this."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a city says of a point; `lost` marks, with the reason for them."""

    narrative: str
    lost: str = "0"
    reason: str = ""


SAID: dict[str, Said] = {
    "1.1": Said(
        "成立市委教育工作领导机构，制定工作规则和年度工作要点，定期召开会议研究教育工作。"
        "市党政主要负责同志联系学校，到校调研并讲授思政课，有关情况逐项登记台账。"
    ),
    "1.2": Said(
        "组织学习深化新时代教育评价改革总体方案，制定工作清单和负面清单，明确举措、时间节点和责任单位，对照负面清单开展自查。",
        "1",
        "个别改革任务未按时间节点完成",
    ),
    "1.3": Said("制定教育方针贯彻落实专项行动方案，明确时间安排和目标任务，各级各类学校将要求落实到日常管理和教学之中。"),
    "2.4": Said(
        "健全教育投入机制，一般公共预算教育支出和按在校学生人数平均的支出只增不减，各学段生均公用经费标准落实到校，"
        "加强经费使用管理，按规定公开预算和决算。"
    ),
    "2.5": Said(
        "制定消除大班额规划和年度目标并纳入县级考核，完成城镇小区配套幼儿园治理，按计划增加公办幼儿园和义务教育学位。",
        "2",
        "部分区仍有大班额，公办园在园幼儿占比有待提高",
    ),
    "2.6": Said("按规划推进县域义务教育优质均衡发展，推行学区化集团化办学，开展幼儿园办园行为督导评估和示范园认定。"),
    "2.7": Said(
        "加强师德师风建设和教师培训，落实义务教育教师工资待遇保障要求，核定并统筹使用教职工编制，推进“县管校聘”改革。",
        "1.5",
        "两个县“县管校聘”改革尚未完成",
    ),
    "2.8": Said("优化职业教育布局，推进产教融合和校企合作，加强中等职业学校达标建设，完成年度招生任务。", "1", "个别学校办学条件尚未达标"),
}  # fmt: skip
ABOVE = "测算只计已登记的台账和已审定的数据，另有部分工作的材料已列入佐证目录，请审核。"
RETURNED, IN_HAND, WAITING = "2.5", ("1.3", "2.4"), ("1.1", "2.7")
"""Points of the city in the middle: one came back, two are being written, two wait for the coordinator."""


def assess_last_year(stage: Stage) -> None:
    """Last year all cities had everything accepted."""
    for login in CITIES:
        accept_all(stage, login, tuple(SAID), day=-365, which=LAST)


def assess_this_year(stage: Stage) -> None:
    """The first city is through, the second halfway, the third has not begun."""
    accept_all(stage, "yunzhou", tuple(SAID), day=-14)
    evaluated = stage.evaluated(CITIES["lanjiang"][0])
    for point in (*IN_HAND, *WAITING, RETURNED):
        write(stage, "lanjiang", evaluated, point, day=-9)
    for point in (*WAITING, RETURNED):
        submit_point(
            evaluated_id=evaluated.pk, point=point, by=writer(stage, "lanjiang", point), at=stage.days.at(-5, 11)
        )
    return_point(
        evaluated_id=evaluated.pk,
        point=RETURNED,
        reason="大班额的年度目标没有写明，请补充各县完成情况。",
        by=stage.acting("lanjiang"),
        at=stage.days.at(-2, 16),
    )


def accept_all(stage: Stage, login: str, points: Sequence[str], *, day: int, which: int = THIS) -> None:
    """A city writes, hands in and accepts its points, and declares that no veto occurred."""
    evaluated, by = stage.evaluated(CITIES[login][0], which), stage.acting(login)
    for number, point in enumerate(points):
        found = write(stage, login, evaluated, point, day=day, minute=5 * number)
        submit_point(
            evaluated_id=evaluated.pk,
            point=point,
            by=writer(stage, login, point),
            at=stage.days.at(day + 1, 10, number),
        )
        accept_point(
            evaluated_id=evaluated.pk, point=point, version=found, by=by, at=stage.days.at(day + 3, 15, number)
        )
    for gate in edition_of(evaluated.round.edition).gates:
        declare_gate(
            evaluated_id=evaluated.pk, gate=gate.code, is_occurred=False, reason="经核查，本年度没有发生。", by=by,
            at=stage.days.at(day + 3, 17),
        )  # fmt: skip


def write(stage: Stage, login: str, evaluated: RoundBody, point: str, *, day: int, minute: int = 0) -> int:
    """The leading department writes a point: narrative, score, reason. Returns the version."""
    said, marked = SAID[point], marked_points(evaluated.round.edition)[point]
    columns: dict[str, object] = {"narrative": said.narrative, "reason": said.reason}
    if marked.marks is None:
        columns["is_met"] = True
    else:
        score = columns["score"] = marked.marks - Decimal(said.lost)
        most = proposal_for(marked, measured_of(evaluated)).most
        if most is not None and score > most:
            columns["above_reason"] = ABOVE
    found = write_point(
        evaluated_id=evaluated.pk, point=point, given=Given(0, columns), by=writer(stage, login, point),
        at=stage.days.at(day, 9, minute),
    )  # fmt: skip
    return found.version


def writer(stage: Stage, login: str, point: str) -> Acting:
    """Who writes a point for a city: the reporter of the department that leads it."""
    return stage.acting(f"{login}.{LOGINS[LEADS[point][0]]}")
