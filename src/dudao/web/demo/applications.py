"""A district's round on quality balance: its schools' data, the self-assessment, the application, half of the city's review."""

from __future__ import annotations

from dudao.web.assessments.actions import (
    Given,
    accept_point,
    apply_for_review,
    declare_gate,
    review_part,
    submit_point,
    write_application,
    write_point,
)
from dudao.web.assessments.applications import application_of, parts_of_application
from dudao.web.datasets.tables import tables_asked
from dudao.web.demo.cast import PROVINCE, department
from dudao.web.demo.data import accept, fill, hand_in
from dudao.web.demo.days import APPLYING_STAGES
from dudao.web.demo.ground import EDITIONS
from dudao.web.demo.stage import Stage
from dudao.web.rounds.actions import Notice, Share, assign_tasks, change_round, draft_round, open_round
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.schemes.editions import edition_of

LOGIN, CODE, CITY = "lancheng", "990202", "lanjiang"
EDUCATION = "901"
TEXT = (
    "现就%(year)d年县域义务教育优质均衡发展督导评估有关事项通知如下。\n"
    "有关县（市、区）逐校填报资源配置等数据，按方案逐组自查，达到申报条件的提出申报，由市级复核。"
)
SAID = {
    "A": "逐校核对骨干教师、体音美教师、用房、场地和设备等资源配置指标，未达到的学校已列入改善计划。",
    "B": "按学校布局规划建设学校，落实编制、经费、教师工资、交流轮岗和招生入学等政府保障责任。",
    "C": "巩固义务教育普及水平，规范学校管理，按国家课程方案开齐开足课程，质量监测结果保持较高水平。",
    "D": "组织学生、家长、教师、校长、人大代表和政协委员参加社会认可度调查。",
}
"""What the district writes of each group of indicators."""
FORM = {
    "recognised_by": "国家教育督导检查组对云岭省义务教育均衡发展督导检查反馈意见",
    "monitoring": "通过基本均衡认定以来，各年度监测指标保持稳定。",
    "statement": "经自查，我区具备申报条件，特申请市级复核。",
    "contact": "尤联络员",
    "telephone": "0990-0000002",
}
REVIEWED = ("form", "report", "policies")
"""Parts of the application that the city has looked at; the rest waits for it."""


def apply_for_quality_balance(stage: Stage) -> None:
    """From the notice to the middle of the city's review."""
    _open(stage)
    evaluated, by = stage.evaluated(CODE), stage.acting(LOGIN)
    shares = [Share(task.point, department(CODE, EDUCATION)) for task in evaluated.tasks.all()]
    assign_tasks(evaluated_id=evaluated.pk, shares=shares, by=by, at=stage.days.at(-57, 10))
    for table in tables_asked(evaluated):
        fill(stage, LOGIN, evaluated, table, day=-50)
        hand_in(stage, LOGIN, evaluated, table, day=-40)
        accept(stage, LOGIN, evaluated, table, day=-38)
    _assess(stage, evaluated)
    found = application_of(evaluated)
    write_application(evaluated_id=evaluated.pk, version=found.version, columns=FORM, by=by, at=stage.days.at(-12, 10))
    apply_for_review(evaluated_id=evaluated.pk, by=by, at=stage.days.at(-11, 9))
    _review(stage, evaluated)


def _open(stage: Stage) -> None:
    days, by = stage.days, stage.acting("supervisor")
    first = APPLYING_STAGES[StageKind.TASKS][0]
    notice = Notice(
        f"{days.year}年县域义务教育优质均衡发展督导评估",
        str(days.year),
        f"云教督〔{days.day(first).year}〕6号",
        "云岭省人民政府教育督导委员会办公室",
        TEXT % {"year": days.year},
    )
    found = draft_round(notice=notice, edition=EDITIONS[1], office_code=PROVINCE, by=by, at=days.at(first - 5))
    stages = days.stages(APPLYING_STAGES)
    change_round(address=found.address, notice=notice, stages=stages, codes=[CODE], by=by, at=days.at(first - 5, 11))
    open_round(address=found.address, by=by, at=days.at(first, 8, 30))


def _assess(stage: Stage, evaluated: RoundBody) -> None:
    by, days = stage.acting(LOGIN), stage.days
    for number, (point, words) in enumerate(SAID.items()):
        given = Given(0, {"is_met": True, "narrative": words})
        found = write_point(evaluated_id=evaluated.pk, point=point, given=given, by=by, at=days.at(-30, 9, number))
        submit_point(evaluated_id=evaluated.pk, point=point, by=by, at=days.at(-28, 10, number))
        accept_point(evaluated_id=evaluated.pk, point=point, version=found.version, by=by, at=days.at(-26, 15, number))
    for gate in edition_of(evaluated.round.edition).gates:
        declare_gate(
            evaluated_id=evaluated.pk, gate=gate.code, is_occurred=False, reason="经核查，没有发生。", by=by,
            at=days.at(-25, 16),
        )  # fmt: skip


def _review(stage: Stage, evaluated: RoundBody) -> None:
    by = stage.acting(CITY)
    for part in parts_of_application(application_of(evaluated)):
        if part.code in REVIEWED:
            review_part(
                evaluated_id=evaluated.pk, part=part.code, digest=part.digest, is_confirmed=True, reason="", by=by,
                at=stage.days.at(-5, 10),
            )  # fmt: skip
