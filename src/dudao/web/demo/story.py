"""The story in its order: each scene with the words that the terminal shows while it is played."""

from __future__ import annotations

from collections.abc import Callable

from dudao.web.demo import (
    applications,
    catalogues,
    data,
    ground,
    ledgers,
    library,
    reports,
    rounds,
    self_assessments,
    sendings,
    voices,
)
from dudao.web.demo.stage import Stage

Scene = Callable[[Stage], None]
SCENES: tuple[tuple[str, Scene], ...] = (
    ("机构和学校 / bodies and schools", ground.found_province),
    ("人员 / people", ground.let_people_in),
    ("方案 / schemes", ground.publish_schemes),
    ("上一年的轮次 / last year's round", rounds.open_last_round),
    ("上一年的台账 / last year's ledgers", ledgers.write_ledgers_of_last_year),
    ("上一年的数据 / last year's data", data.fill_last_year),
    ("上一年的佐证 / last year's evidence", catalogues.hand_in_evidence_of_last_year),
    ("上一年的自评 / last year's self-assessments", self_assessments.assess_last_year),
    ("上一年的报告 / last year's report", reports.finish_reports_of_last_year),
    ("上一年的报送 / last year's submission", sendings.send_last_year),
    ("上一年的轮次结束 / last year's round ends", rounds.close_last_round),
    ("今年的轮次 / this year's round", rounds.open_this_round),
    ("台账 / ledgers", ledgers.write_ledgers),
    ("数据填报 / data", data.fill_this_year),
    ("佐证材料 / evidence", catalogues.hand_in_evidence),
    ("自查自评 / self-assessments", self_assessments.assess_this_year),
    ("自评报告 / reports", reports.write_reports),
    ("审签和公示 / signing and public notice", sendings.show_this_year),
    ("优质均衡申报和复核 / quality balance: application and review", applications.apply_for_quality_balance),
    ("催办 / a reminder", rounds.remind_the_third),
)
WITH_LIBRARY = (
    *SCENES,
    ("报告库 / the library", library.open_library),
    ("评论、投诉和收藏 / comments, complaints, favourites", voices.let_people_speak),
)
"""Reading the documents takes as long as all the rest."""


def play(stage: Stage, scenes: tuple[tuple[str, Scene], ...] = SCENES) -> None:
    """Fill the site, scene by scene."""
    for words, scene in scenes:
        stage.tell(words)
        scene(stage)
