"""The state of a stage of a body in words, for board, steps and workbench."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dudao.web.rounds.queries import Cell


def label_of(cell: Cell) -> str:
    """The state of a stage in words."""
    if cell.tone == "good":
        return _("已完成")
    if cell.tone == "late":
        return _("逾期")
    return {"before": _("未开始"), "inside": _("进行中")}.get(cell.side, _("已截止"))
