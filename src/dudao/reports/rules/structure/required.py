"""Sections that a self-assessment must have, and whether a report speaks of them at all."""

from __future__ import annotations

import re

from dudao.reports.rules.contract import Given
from dudao.reports.rules.structure.outline import is_formal, is_self_assessment

PROBLEMS = re.compile(
    r"存在(?:着|的)?(?:一些|主要|突出|以下|如下|的|和)*(?:问题|困难|不足|短板|差距|弱项|薄弱)|(?:主要|突出)问题|问题(?:和|与|及)(?:不足|困难|原因)"
    r"|(?:困难|不足|短板|差距)(?:和|与|及)(?:问题|不足|困难|弱项|短板)|薄弱环节|短板弱项|面临的(?:问题|困难|挑战)|仍(?:然)?存在|不足之处"
    r"|问题(?:分析|整改|清单|剖析)"
)
NEXT_STEPS = re.compile(
    r"下一?步|下阶段|下一阶段|今后(?:的)?(?:工作|打算|努力|一段|发展)|工作(?:打算|计划|思路|设想)|整改(?:措施|方向|打算|计划)|改进(?:措施|方向|意见|举措)"
    r"|努力(?:方向|目标)|(?:明年|来年|20\d\d年)(?:工作)?(?:打算|计划|安排|思路)|对策(?:措施|与建议|建议|和建议)?|后续(?:工作|措施|打算)|意见(?:和|与)建议"
)


CLOSING_SECTION = re.compile(
    r"(?:存在|主要|突出)(?:的|着)?(?:[一-鿿]{0,4})?(?:问题|不足|困难|短板)|问题(?:和|与|及)|下一?步|今后|打算|工作(?:计划|思路)|整改|改进|努力方向"
)
"""A heading of the parts after the work done: problems, next steps, rectification."""

_HEADINGS = {
    "problems": re.compile(r"问题|不足|困难|短板|差距|薄弱"),
    "next_steps": re.compile(r"措施|打算|计划|下一步|建议|方向|安排|整改|思路|对策|努力"),
}


def lacks(given: Given, section: str, pattern: re.Pattern[str]) -> bool:
    """Whether a whole self-assessment never speaks of a section: neither in the scheme's words nor in the usual ones."""
    report = given.report
    if report.truncated or not is_formal(report) or not is_self_assessment(report):
        return False
    if any(_HEADINGS[section].search(heading.title) for heading in report.headings if heading.level <= 2):
        return False
    words = next((each.words for each in given.scheme.sections if each.code == section), ()) if given.scheme else ()
    return pattern.search(report.folded) is None and not any(word in report.folded for word in words)
