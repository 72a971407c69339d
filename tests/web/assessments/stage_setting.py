"""A round that evaluates counties, with points handed to departments and a stage of self-assessment under way."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from dudao.schemes.load import CATALOGUE
from dudao.web.assessments.actions import Given, write_point
from dudao.web.assessments.models import SelfAssessment
from dudao.web.datasets.models import Sheet, TableVersion
from dudao.web.datasets.states import VersionState
from dudao.web.datasets.versions import hash_of
from dudao.web.rounds.actions import Notice, Share, assign_tasks, change_round, draft_round, open_round
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.schemes.actions import publish_shipped, publish_upload, upload_scheme
from tests.web.cast import NOW, acting_as
from tests.web.schemes.files import zip_of

SCHEME = """slug: county-duty
edition: "2026"
title: {zh: 县级人民政府履行教育职责评价（示例）, en: Duties of a county (example)}
status: {zh: 示例，非官方, en: "example, not official"}
official: false
level: county
groups:
  - {code: "1", title: {zh: 党的领导, en: Leadership}}
  - {code: "2", title: {zh: 教育投入, en: Funding}}
points:
  - code: "1.1"
    group: "1"
    title: {zh: 党政领导联系学校, en: Leaders keep contact with schools}
    asks: {zh: 党政主要负责人是否到校调研。, en: Whether the leaders visit schools.}
    words: [调研]
    ledger: [visit, project]
    indicators: []
  - code: "2.1"
    group: "2"
    title: {zh: 教育经费持续增长, en: Spending grows}
    asks: {zh: 一般公共预算教育支出是否只增不减。, en: Whether spending never falls.}
    words: [教育经费, 教育支出]
    ledger: [document]
    indicators: [edu_exp]
ledger_kinds:
  - {id: visit, label: {zh: 调研, en: visit}}
  - {id: project, label: {zh: 项目, en: project}}
  - {id: document, label: {zh: 发文, en: document}}
gates:
  - code: V_FALSIFIED
    name: {zh: 弄虚作假, en: falsified data}
    grain: county
    when: "any(occurred, of: veto, where: item == '弄虚作假')"
    at_most: fail
    basis: [{status: example, source: 示例}]
grades:
  - {code: good, name: {zh: 良好, en: good}, from: 6}
  - {code: unfit, name: {zh: 不合格, en: unfit}, from: 0}
"""
SHIPPED = CATALOGUE / "government-duty-city" / "2021" / "indicators"


def _of_a_county(file: str, code: str, point: str, scoring: str) -> str:
    """An indicator of the shipped scheme for cities as one for counties, scored otherwise."""
    text = (SHIPPED / file).read_text("utf-8")
    for city, county in (
        ("grain: city", "grain: county"),
        ("kind: 'city'", "kind: 'county'"),
        ("      city:", "      county:"),
    ):
        text = text.replace(city, county)
    text = re.sub(r"^scoring: .*$", f"scoring: {scoring}", text, flags=re.MULTILINE)
    text = re.sub(r"^group: .*$", f"group: '{point}'", text, flags=re.MULTILINE)
    return re.sub(r"^code: .*$", f"code: {code}", text, flags=re.MULTILINE)


FOR_LONG = (date(2020, 1, 1), date(2099, 12, 31))
"""Days of a stage that pages find under way whatever the clock says."""
TIMETABLE = {StageKind.TASKS: FOR_LONG, StageKind.SELF_ASSESSMENT: FOR_LONG}
NOTICE = Notice(
    "2026年县级人民政府履行教育职责评价", "2026", "云教督〔2026〕8号", "云州省教育督导办", "现将有关事项通知如下。"
)
SHARES = (
    Share("1.1", "990102-edu", ("990102-fin",)),
    Share("2.1", "990102-fin", ()),
)
FULL: dict[str, Any] = {
    "score": Decimal(4),
    "narrative": "县委主要负责人到校调研2次，讲授思政课1次。",
}


def publish_own() -> str:
    """A scheme of our own, in which points have marks, published."""
    files = {
        "scheme.yaml": SCHEME,
        "indicators/all/E11_VISITS.yaml": _of_a_county(
            "leadership/D11_VISITS.yaml", "E11_VISITS", "1.1", "{method: deduction, marks: 4, step: 1, off: 1}"
        ),
        "indicators/all/E21_EXP.yaml": _of_a_county(
            "funding/D24_EXP.yaml", "E21_EXP", "2.1", "{method: judged, marks: 6, bonus: 2}"
        ),
    }
    with NamedTemporaryFile(suffix=".zip") as file:
        file.write(zip_of(files))
        file.flush()
        sent = upload_scheme(file=Path(file.name), file_name="scheme.zip", by=acting_as("author"), at=NOW)
    assert sent.faults == [], sent.faults
    return publish_upload(upload_id=sent.pk, by=acting_as("supervisor"), at=NOW).pk


def opened(
    edition: str | None = None, stages: dict[StageKind, tuple[date, date]] | None = None, period: str = "2026"
) -> RoundBody:
    """The county of the cast in an open round, its points handed to education and finance."""
    by = acting_as("supervisor")
    notice = replace(NOTICE, period=period)
    found = draft_round(notice=notice, edition=edition or publish_own(), office_code="990000", by=by, at=NOW)
    codes = ["990102", "990103"]
    change_round(
        address=found.address, notice=notice, stages=TIMETABLE if stages is None else stages, codes=codes, by=by, at=NOW
    )
    open_round(address=found.address, by=by, at=NOW)
    evaluated = RoundBody.objects.select_related("round__edition", "round__office").get(round=found, body_id="990102")
    if edition is None:
        assign_tasks(evaluated_id=evaluated.pk, shares=SHARES, by=acting_as("coordinator"), at=NOW)
    return evaluated


def written(evaluated: RoundBody, point: str = "1.1", by: str = "reporter", **columns: Any) -> SelfAssessment:
    """A point as its lead department writes it."""
    before = SelfAssessment.objects.filter(evaluated=evaluated, point=point).first()
    given = Given(before.version if before else 0, FULL | columns)
    return write_point(evaluated_id=evaluated.pk, point=point, given=given, by=acting_as(by), at=NOW)


def address_of_round() -> str:
    """The address of a round on stage."""
    return opened().round.address


# ─────────────── a county's application ───────────────

QUALITY = "quality-balance/2017"
APPLYING = {
    StageKind.SELF_ASSESSMENT: FOR_LONG,
    StageKind.APPLICATION: FOR_LONG,
    StageKind.CITY_REVIEW: FOR_LONG,
}
FORM = {
    "recognised_by": "国家教育督导检查反馈意见",
    "monitoring": "历年监测保持较高水平。",
    "statement": "我县自查达到标准，特申请复核。",
    "contact": "县联络员甲",
    "telephone": "0900-1234567",
}


def applying() -> RoundBody:
    """The county in a round on quality balance, with an application and its review in the timetable."""
    publish_shipped(name=QUALITY, by=acting_as("operator"), at=NOW)
    return opened(QUALITY, APPLYING)


def accept_data(evaluated: RoundBody, recognised_on: str) -> None:
    """Two tables of the county, accepted: the day of recognition, and a judgement on the monitoring since then."""
    contents = {
        "county": f"body_code,period,basic_balance_on\n{evaluated.body_id},2026,{recognised_on}\n",
        "judged": f"body_code,period,item,passed\n{evaluated.body_id},2026,ELIGIBLE_LEVEL,是\n",
    }
    for table, text in contents.items():
        accept(evaluated, table, text)


def accept(evaluated: RoundBody, table: str, text: str) -> None:
    """A table of the county, accepted as it is given."""
    sheet, _new = Sheet.objects.get_or_create(evaluated=evaluated, table=table, period="2026")
    TableVersion.objects.create(
        sheet=sheet,
        number=sheet.versions.count() + 1,
        state=VersionState.ACCEPTED,
        content=text.encode(),
        sha256=hash_of(text.encode()),
        seq=1,
        author="填报员甲",
        submitted_at=NOW,
        decided_at=NOW,
    )


def address_of_application() -> str:
    """The address of a round with an application."""
    return applying().round.address
