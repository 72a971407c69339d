"""Reports: the first city's, drafted from its facts, filled in and final; the second's, a bad one that it uploaded itself."""

from __future__ import annotations

import re
from io import BytesIO

from dudao.reports.draft.amounts import printed_day
from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.word import render_word
from dudao.web.demo.cast import CITIES
from dudao.web.demo.stage import LAST, THIS, Stage
from dudao.web.jobs.worker import work_off
from dudao.web.report_desk.actions import (
    ask_exception,
    change_front,
    change_part,
    decide_exception,
    draft_report,
    remove_part,
    save_copy,
    settle_version,
    upload_report,
)
from dudao.web.report_desk.actions.exceptions import Wish
from dudao.web.report_desk.models import ReportVersion, VersionCheck, WorkingCopy
from dudao.web.report_desk.outcome import is_contradiction
from dudao.web.report_desk.tasks import CHECKING
from dudao.web.rounds.models import RoundBody

GAP = "【待补："
SENTENCE = re.compile(r"[^。]+。?")
HEADINGS = ((re.compile(r"[一二三四五六七八九十]+、.{2,30}"), PartKind.HEADING_1),)
PROBLEMS = "一是城区学位仍然紧张，部分学校班额偏大；二是部分县教师结构性缺编，音体美教师不足。"
MEASURES = "市教育局牵头，按年度计划新增学位，逐校化解大班额；市委编办、市人社局统筹编制和招聘，优先补充紧缺学科教师。"
PROFILE = "辖区、学校、学生和教师的基本数据见所附数据表。"
WORDS = {"基本情况": PROFILE, "存在问题": PROBLEMS, "下一步措施": MEASURES}
"""What the coordinator writes under headings that facts cannot fill."""


def finish_reports_of_last_year(stage: Stage) -> None:
    """Last year the first city's report was final."""
    finish(stage, "yunzhou", day=-360, which=LAST)


def write_reports(stage: Stage) -> None:
    """The first city finishes its report; the second uploads one that does not fit its data."""
    finish(stage, "yunzhou", day=-11)
    evaluated = stage.evaluated(CITIES["lanjiang"][0])
    content = render_word(_bad_report(stage))
    upload_report(
        evaluated=evaluated, content=BytesIO(content), name="澜江市自评报告（初稿）.docx", size=len(content),
        note="初稿", by=stage.acting("lanjiang"), at=stage.days.at(-3, 17),
    )  # fmt: skip
    work_off(CHECKING)


def finish(stage: Stage, login: str, *, day: int, which: int = THIS) -> ReportVersion:
    """Draft, write what facts cannot say, have the leader agree to what remains, and make it final."""
    evaluated, by = stage.evaluated(CITIES[login][0], which), stage.acting(login)
    draft_report(evaluated=evaluated, by=by, at=stage.days.at(day, 9))
    fill_gaps(stage, evaluated, login, day=day)
    version = save_copy(evaluated=evaluated, note="补齐内容", by=by, at=stage.days.at(day, 15))
    work_off(CHECKING)
    _accept_errors(stage, login, version, day=day)
    return settle_version(version=version, by=by, at=stage.days.at(day, 17))


def fill_gaps(stage: Stage, evaluated: RoundBody, login: str, *, day: int) -> None:
    """Write over what is open: known words under some headings, no sentence where a fact was not collected."""
    by, at = stage.acting(login), stage.days.at(day, 11)
    copy, heading = WorkingCopy.objects.get(desk__evaluated=evaluated), ""
    for part in list(copy.parts.all()):
        if part.kind != PartKind.TEXT.value:
            heading = part.text.partition("、")[2]
        elif GAP in part.text:
            text = "".join(each for each in SENTENCE.findall(part.text) if GAP not in each) + WORDS.get(heading, "")
            if text:
                change_part(
                    evaluated=evaluated, key=part.key, text=text, kind=part.kind, revision=part.revision, by=by, at=at
                )
            else:
                remove_part(evaluated=evaluated, key=part.key, revision=part.revision, by=by, at=at)
    front = {name: getattr(copy, name) for name in ("title", "addressee", "signatory")}
    change_front(evaluated=evaluated, columns={**front, "date": printed_day(stage.days.day(day))}, by=by, at=at)


def _accept_errors(stage: Stage, login: str, version: ReportVersion, *, day: int) -> None:
    """What the check still calls wrong, or contradicted by the data, is explained by a department and agreed to by the leader."""
    result = VersionCheck.objects.get(version=version).result
    at = stage.days.at(day, 16)
    wish = Wish("definition", "按省定统计口径，与原始报表一致。", stage.days.day(day + 60))
    for each in result["remarks"]:
        if each["level"] == "error" or is_contradiction(each):
            asked = ask_exception(version=version, key=each["key"], wish=wish, by=stage.acting(f"{login}.edu"), at=at)
            decide_exception(address=asked.address, move="agree", by=stage.acting(f"{login}.leader"), at=at)


def _bad_report(stage: Stage) -> OfficialDocument:
    """The example's report of another city under this city's name: its figures are not this city's."""
    path = stage.example.folder.parent / "yunzhou" / "report.txt"
    text = stage.example.words(path.read_text("utf-8")).replace("云州", "澜江")
    title, addressee, *lines = [line.strip() for line in text.splitlines() if line.strip()]
    *body, signatory, day = lines
    parts = tuple(Part(_kind(line), line) for line in body)
    return OfficialDocument(title=title, addressee=addressee.rstrip("："), parts=parts, signatory=signatory, date=day)


def _kind(line: str) -> PartKind:
    return next((kind for pattern, kind in HEADINGS if pattern.fullmatch(line)), PartKind.TEXT)
