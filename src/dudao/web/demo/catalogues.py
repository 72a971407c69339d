"""Evidence: a full catalogue for the first city, a beginning for the second with a paper that came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from dudao.web.demo.cast import CITIES
from dudao.web.demo.days import LAST_STAGES
from dudao.web.demo.example import Row
from dudao.web.demo.papers import paper_of, picture_of_a_school
from dudao.web.demo.self_assessments import writer
from dudao.web.demo.stage import LAST, THIS, Stage
from dudao.web.evidence.actions import Change, Upload, accept_entries, add_file, change_entries, return_entries
from dudao.web.rounds.states import StageKind

PREFIXES = {"yunzhou": "E", "lanjiang": "澜E", "songlan": "松E"}
"""How the numbers of a city's papers begin in the example."""
KINDS = (
    *(("会议纪要", "会议纪要"), ("负面清单", "负面清单"), ("工作清单", "工作清单"), ("专项行动", "行动方案")),
    *(("调研", "调研记录"), ("评估结果", "认定文件"), ("督导评估报告", "督导报告"), ("督导评估", "督导意见书")),
    *(
        ("工作要点", "工作要点"),
        ("关于成立", "机构设立文件"),
        ("大班额", "大班额专项规划"),
        ("配套幼儿园", "小区配套园治理台账"),
    ),
    *(("经费执行情况", "教育经费统计表"), ("工资对比", "教师工资对比表"), ("职业教育改革", "职业教育改革方案")),
)
"""Words of a title, and the kind of material that the scheme asks for."""


LAST_DAY = LAST_STAGES[StageKind.EVIDENCE][0] + 5
THIS_DAY = -16


def hand_in_evidence_of_last_year(stage: Stage) -> None:
    """What the first city had of that year, all accepted."""
    year = str(stage.days.year - 1)
    papers = [row for row in _of(stage.example.rows("evidence"), "yunzhou") if row["date"].startswith(year)]
    found = [_hand_in(stage, "yunzhou", row, number, LAST) for number, row in enumerate(papers)]
    accept_entries(addresses=found, by=stage.acting("yunzhou"), at=stage.days.at(LAST_DAY + 1, 11))


def hand_in_evidence(stage: Stage) -> None:
    """Files with their lines of the catalogue, judged by the coordinators."""
    papers = stage.example.rows("evidence")
    first = [_hand_in(stage, "yunzhou", row, number) for number, row in enumerate(_of(papers, "yunzhou"))]
    first.append(_hand_in_picture(stage))
    accept_entries(addresses=first, by=stage.acting("yunzhou"), at=stage.days.at(-13, 11))
    second = [_hand_in(stage, "lanjiang", row, number) for number, row in enumerate(_of(papers, "lanjiang")[:4])]
    by = stage.acting("lanjiang")
    accept_entries(addresses=second[:2], by=by, at=stage.days.at(-4, 11))
    reason = "缺发文日期页，请补齐后重新上传。"
    return_entries(addresses=second[2:3], reason=reason, by=by, at=stage.days.at(-4, 11, 5))


def _of(papers: Sequence[Row], login: str) -> list[Row]:
    return [row for row in papers if row["number"].startswith(PREFIXES[login])]


def _hand_in(stage: Stage, login: str, row: Row, number: int, which: int = THIS) -> str:
    name, content = paper_of(row, number)
    columns: dict[str, Any] = {
        "title": row["title"],
        "document_number": row["document_number"],
        "issuer": row["issuer"],
        "date": date.fromisoformat(row["date"]) if row["date"] else None,
        "period": stage.evaluated(CITIES[login][0], which).round.period,
        "pages": row["pages"],
        "kind": next((kind for word, kind in KINDS if word in row["title"]), ""),
    }
    return _add(stage, login, name, content, tuple(row["points"].split("；")), columns, minute=number, which=which)


def _hand_in_picture(stage: Stage) -> str:
    columns = {
        "title": "市长讲授思政课照片",
        "kind": "授课照片",
        "issuer": "云州市教育局",
        "period": str(stage.days.year),
    }
    return _add(stage, "yunzhou", "思政课.png", picture_of_a_school(), ("1.1",), columns, minute=50)


def _add(
    stage: Stage,
    login: str,
    name: str,
    content: bytes,
    points: tuple[str, ...],
    columns: dict[str, Any],
    *,
    minute: int,
    which: int = THIS,
) -> str:
    evaluated, by = stage.evaluated(CITIES[login][0], which), writer(stage, login, points[0])
    day = THIS_DAY if which == THIS else LAST_DAY
    upload = Upload(ContentFile(content), name, points=points)
    entry = add_file(evaluated_id=evaluated.pk, upload=upload, by=by, at=stage.days.at(day, 9, minute)).entry
    change_entries(changes=[Change(entry.address, columns)], by=by, at=stage.days.at(day, 10, minute))
    return entry.address
