"""Self scores: every point with its score, verdict, bonus, reasons and narrative."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dudao.bundles.manifest import PartKind
from dudao.web.assessments.actions.points import lacks_reason
from dudao.web.assessments.queries import PointScore, is_complete, progress, scores_of
from dudao.web.assessments.states import PointState
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.steps import place_of
from dudao.web.submissions.contents.contract import Gathered, Ingredient, Need
from dudao.web.submissions.contents.tables import Column, table_parts, written

COLUMNS = (
    Column("point", "要点"),
    Column("title", "要点名称"),
    Column("group", "所属部分"),
    Column("marks", "分值", "number"),
    Column("self_score", "自评得分", "number"),
    Column("is_met", "是否达到", "boolean"),
    Column("bonus", "申请加分", "number"),
    Column("bonus_reason", "加分理由"),
    Column("reason", "扣分原因"),
    Column("above_reason", "高于测算分的理由"),
    Column("narrative", "自评说明"),
    Column("state", "状态"),
    Column("version", "版本", "integer"),
)


def needs(evaluated: RoundBody) -> list[Need]:
    """Every point accepted by the coordinator, every veto declared."""
    found = progress(evaluated.round).get(evaluated.pk)
    done, total = (found.done, found.total) if found else (0, 0)
    words = _("自评要点审核通过 %(done)s / %(total)s") % {"done": done, "total": total}
    address = place_of(StageKind.SELF_ASSESSMENT, evaluated)
    found_needs = [Need(StageKind.SELF_ASSESSMENT, words, is_complete(evaluated), address)]
    if above := points_without_reason(evaluated):
        told = _("自评分高于测算得分、没有写理由的要点 %(count)s 个") % {"count": len(above)}
        lines = (f"{told}：{'、'.join(above)}",)
        found_needs.append(Need(StageKind.SELF_ASSESSMENT, told, False, address, is_required=False, lines=lines))
    return found_needs


def points_without_reason(evaluated: RoundBody) -> list[str]:
    """Points accepted that ask for more than data and ledger come to by now, and nobody has said why."""
    rows = evaluated.self_assessments.filter(state=PointState.ACCEPTED, above_reason="").order_by("point")
    return [each.point for each in rows.select_related("evaluated__round__edition") if lacks_reason(each)]


def gather(evaluated: RoundBody, into: Gathered) -> None:
    """All points in the scheme's order."""
    scores = scores_of(evaluated)
    into.sources += table_parts(
        "scores/self-scores", PartKind.SCORES, "自评得分", COLUMNS, [_row(one) for one in scores]
    )
    into.scores = [
        {"point": each.point, "title": each.title, "marks": written(each.marks), "score": written(each.self_score)}
        for each in scores
    ]


def _row(score: PointScore) -> dict[str, Any]:
    row = {each.name: getattr(score, each.name) for each in COLUMNS}
    return row | {"is_met": None if score.is_met is None else str(score.is_met).lower()}


INGREDIENT = Ingredient(StageKind.SELF_ASSESSMENT, needs, gather)
