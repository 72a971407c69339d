"""Two rounds: last year's, which is over, and this year's, in which each city stands somewhere else."""

from __future__ import annotations

from dudao.web.demo.cast import CITIES, EDUCATION, FINANCE, PERSONNEL, POSTS, PROVINCE, SUPERVISION, department
from dudao.web.demo.days import LAST_STAGES, NOW_STAGES, Span
from dudao.web.demo.ground import EDITIONS
from dudao.web.demo.stage import LAST, THIS, Stage
from dudao.web.rounds.actions import (
    Notice,
    Share,
    assign_tasks,
    change_round,
    close_round,
    draft_round,
    open_round,
    remind_bodies,
)
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind

TEXT = (
    "现就%(year)d年度市级人民政府履行教育职责评价有关事项通知如下。\n"
    "各市按时间表完成任务分解、数据填报、佐证整理、自查自评和报告撰写，经政府主要负责同志审签并公示后，在规定时间内报送。\n"
    "数据以教育、财政、人社、编办等部门的法定统计和决算为准，谁填报谁负责。"
)
LEADS: dict[str, tuple[str, tuple[str, ...]]] = {
    "1.1": (EDUCATION, (SUPERVISION,)),
    "1.2": (EDUCATION, (PERSONNEL,)),
    "1.3": (EDUCATION, (SUPERVISION,)),
    "2.4": (FINANCE, (EDUCATION,)),
    "2.5": (EDUCATION, (FINANCE,)),
    "2.6": (EDUCATION, (SUPERVISION,)),
    "2.7": (PERSONNEL, (EDUCATION, POSTS)),
    "2.8": (EDUCATION, (PERSONNEL, FINANCE)),
}
"""Each point: the department that leads, and those that help."""


def open_last_round(stage: Stage) -> None:
    """Last year's round, for all cities."""
    _open(stage, LAST_STAGES, LAST, "7号")
    for login in CITIES:
        hand_out(stage, login, day=LAST_STAGES[StageKind.TASKS][0] + 3, which=LAST)


def close_last_round(stage: Stage) -> None:
    """Last year's round is over."""
    day = LAST_STAGES[StageKind.SUBMISSION][1] + 4
    close_round(address=stage.round(LAST).address, by=stage.acting("supervisor"), at=stage.days.at(day, 16))


def open_this_round(stage: Stage) -> None:
    """This year's round: two cities hand out their tasks at once, the third has to be reminded."""
    _open(stage, NOW_STAGES, THIS, "5号")
    first = NOW_STAGES[StageKind.TASKS][0]
    hand_out(stage, "yunzhou", day=first + 1)
    hand_out(stage, "lanjiang", day=first + 4)


def remind_the_third(stage: Stage) -> None:
    """The city that has not begun is reminded, once its time is over."""
    found = stage.round()
    late = found.stages.get(kind=StageKind.TASKS)
    bodies: list[RoundBody] = [stage.evaluated(CITIES["songlan"][0])]
    text = "任务分解尚未完成，请尽快办理。"
    remind_bodies(stage_id=late.pk, evaluated=bodies, text=text, by=stage.acting("supervisor"), at=stage.days.at(-3))


def hand_out(stage: Stage, login: str, *, day: int, which: int = THIS) -> None:
    """A city's coordinator hands every point to its departments."""
    evaluated = stage.evaluated(CITIES[login][0], which)
    code = evaluated.body_id
    due = stage.days.day(day + 30)
    shares = [
        Share(point, department(code, lead), tuple(department(code, each) for each in partners), due)
        for point, (lead, partners) in LEADS.items()
    ]
    assign_tasks(evaluated_id=evaluated.pk, shares=shares, by=stage.acting(login), at=stage.days.at(day, 10))


def _open(stage: Stage, spans: dict[StageKind, Span], which: int, number: str) -> None:
    days, by = stage.days, stage.acting("supervisor")
    year, first = days.year - which, spans[StageKind.TASKS][0]
    notice = Notice(
        f"{year}年度市级人民政府履行教育职责评价",
        str(year),
        f"云教督〔{days.day(first).year}〕{number}",
        "云岭省人民政府教育督导委员会办公室",
        TEXT % {"year": year},
    )
    found = draft_round(notice=notice, edition=EDITIONS[0], office_code=PROVINCE, by=by, at=days.at(first - 5))
    codes = [code for code, _name in CITIES.values()]
    change_round(
        address=found.address, notice=notice, stages=days.stages(spans), codes=codes, by=by, at=days.at(first - 5, 11)
    )
    open_round(address=found.address, by=by, at=days.at(first, 8, 30))
