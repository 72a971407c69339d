"""Signing and sending: last year the first city's submission was received; this year it stands on public notice."""

from __future__ import annotations

from dudao.web.acting import VISITOR
from dudao.web.demo.cast import CITIES
from dudao.web.demo.stage import LAST, THIS, Stage
from dudao.web.jobs.worker import work_off
from dudao.web.submissions.actions import (
    agree_as_department,
    answer_objection,
    end_notice,
    freeze_submission,
    make_objection,
    publish_notice,
    send_submission,
    sign_submission,
)
from dudao.web.submissions.actions.freezing import SEAL_JOB
from dudao.web.submissions.actions.sending import PACK_JOB
from dudao.web.submissions.actions.showing import Said
from dudao.web.submissions.models import PublicNotice, Submission

DEPARTMENTS = ("edu", "fin", "hr")
LACKING = "纸质材料正在扫描，报送后补充。"
QUESTION = Said("公示中新建公办幼儿园的完成数，与我们看到的不一样，请说明统计截至什么时候。", "王先生", "0990-0000000")
ANSWER = "公示数为截至9月底的完成数，年底前完工的项目未计入，已在报告中注明。"


def send_last_year(stage: Stage) -> None:
    """From freezing to the receipt, a year ago."""
    notice = _show(stage, "yunzhou", day=-350, which=LAST)
    by, address = stage.acting("yunzhou"), notice.submission.address
    said = make_objection(notice=notice.address, said=QUESTION, by=VISITOR, at=stage.days.at(-347, 20))
    answer_objection(objection=said.address, answer=ANSWER, by=by, at=stage.days.at(-346, 10))
    end_notice(address=address, by=by, at=stage.days.at(-335, 9))
    send_submission(address=address, by=by, at=stage.days.at(-334, 10))
    work_off(PACK_JOB, at=stage.days.at(-334, 10))


def show_this_year(stage: Stage) -> None:
    """Sealed, agreed to, signed and shown; somebody of the public asked, and nobody has answered yet."""
    notice = _show(stage, "yunzhou", day=-9, which=THIS)
    make_objection(notice=notice.address, said=QUESTION, by=VISITOR, at=stage.days.at(-6, 20))


def _show(stage: Stage, login: str, *, day: int, which: int) -> PublicNotice:
    evaluated, by = stage.evaluated(CITIES[login][0], which), stage.acting(login)
    address = freeze_submission(
        evaluated_id=evaluated.pk, lacking_reason=LACKING, by=by, at=stage.days.at(day, 9)
    ).address
    work_off(SEAL_JOB, at=stage.days.at(day, 9))
    seen = Submission.objects.get(address=address).hash
    for number, part in enumerate(DEPARTMENTS):
        acting = stage.acting(f"{login}.{part}")
        agree_as_department(address=address, seen=seen, by=acting, at=stage.days.at(day, 10, 10 * number))
    sign_submission(address=address, seen=seen, by=stage.acting(f"{login}.leader"), at=stage.days.at(day, 15))
    return publish_notice(address=address, by=by, at=stage.days.at(day, 16))
