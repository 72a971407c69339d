"""Figures beside the data of a round that was laid out for the public."""

from __future__ import annotations

import pytest

from dudao.web.datasets.models import Sheet
from dudao.web.library.known import compare_figures
from dudao.web.library.points import mark_points
from dudao.web.schemes.editions import scheme_of
from tests.web.assessments.stage_setting import accept
from tests.web.library.stage_setting import received, shown
from tests.web.submissions.stage_setting import on_notice, opened

pytestmark = pytest.mark.usefixtures("cast")
TEXT = """临江县人民政府履行教育职责情况自评报告
2025年，全县一般公共预算教育支出6.2亿元。2025年，全县在校学生数1234人。
2025年，全县一般公共预算教育支出7.1亿元。
"""


def test_a_figure_agrees_with_or_differs_from_the_data_laid_out() -> None:
    evaluated = opened()
    accept(evaluated, "county", f"body_code,period,edu_exp_t\n{evaluated.body_id},2025,61700\n")
    Sheet.objects.update(period="2025")
    document = received(TEXT, "自评报告.txt")
    assert document.body_id == "990102"
    compare_figures(document)
    assert {each.state for each in shown(document).foundfigures.all()} == {"stated"}
    submission = on_notice(evaluated=evaluated).submission
    compare_figures(document)
    told = {each.text: (each.state, each.known) for each in shown(document).foundfigures.all()}
    assert told == {
        "6.2亿元": ("agrees", "评价数据：临江县2025年一般公共预算教育支出61700万元"),
        "7.1亿元": ("differs", "评价数据：临江县2025年一般公共预算教育支出61700万元"),
        "1234人": ("stated", ""),
    }
    point = scheme_of(evaluated.round.edition).points[3]
    document.submission = submission
    shown(document).foundfigures.filter(text="6.2亿元").update(section=f"（四）{point.title_zh}情况")
    assert mark_points(document) == 1
    assert {each.text: each.point for each in shown(document).foundfigures.all()}["6.2亿元"] == point.code
