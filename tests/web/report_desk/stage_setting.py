"""A county's report on stage: a round under way, a ledger that the report's figures stand on, versions of both kinds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from dudao.web.report_desk.actions import draft_report, upload_report
from dudao.web.report_desk.models import ReportVersion
from dudao.web.rounds.models import RoundBody
from tests.web.assessments.stage_setting import opened, written
from tests.web.cast import NOW, acting_as
from tests.web.ledger.entries import written_entry

REPORT = """临江县人民政府履行教育职责情况自评报告

云州省教育督导办：

2026年，我县对照评价要点开展了自查自评。现将有关情况报告如下：

一、党政领导联系学校

2026年，全县新建公办幼儿园60所，已建成24所，完成率40%。教育质量稳步提高。

二、教育经费持续增长

2026年，全县一般公共预算教育支出XX亿元，比上年增长5%。

临江县人民政府
2026年5月6日
"""
PROJECT = {
    "number": "T001",
    "date": date(2026, 1, 12),
    "subject": "新建公办幼儿园",
    "planned": Decimal(60),
    "done": Decimal(24),
}


def evaluated_county() -> RoundBody:
    """临江县 in a round, with an entry in its ledger."""
    evaluated = opened()
    written_entry(**PROJECT)
    return evaluated


def uploaded(
    evaluated: RoundBody | None = None, text: str = REPORT, content: bytes = b"", **more: Any
) -> ReportVersion:
    """A report of one's own as a text file, or as another file with its content."""
    blob = content or text.encode()
    given: dict[str, Any] = {
        "name": "自评报告.txt",
        "size": len(blob),
        "by": acting_as("coordinator"),
        "at": NOW,
    } | more
    return upload_report(evaluated=evaluated or evaluated_county(), content=BytesIO(blob), **given)


def drafted(evaluated: RoundBody | None = None) -> ReportVersion:
    """A draft from points and what a department wrote."""
    evaluated = evaluated or evaluated_county()
    written(evaluated, narrative="2026年，全县计划新建公办幼儿园60所，已建成24所。")
    return draft_report(evaluated=evaluated, by=acting_as("coordinator"), at=NOW)
