"""The growth of an amount is written in percentage points where per cent is meant (百分点与百分比混用)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Fix, Severity, Texts
from dudao.reports.extract.stretches import CHANGE_DIMENSIONS, dimension_of
from dudao.reports.rules.contract import Rule, RuleContext

TEXTS = Texts(
    summary=Bilingual("应写“%”处写成“个百分点”", "Percentage points where per cent is meant"),
    message=Bilingual(
        "{now}是数额，其增减幅度不能用“{stated}”，应写“{value}%”",
        "{now} is an amount; its growth cannot be {stated}, but {value}%",
    ),
    why=Bilingual(
        "百分点只用于两个百分比之差；数额的增减幅度用百分比。",
        "Points are for the difference of two rates only; the growth of an amount is in per cent.",
    ),
    authority=Bilingual(
        "统计用语惯例：数额的增减以百分比计；本系统约定", "statistical usage: amounts grow by per cent; house rule"
    ),
    help=Bilingual(
        "把“{stated}”改为“{value}%”；如指占比或增速的变动，请写明是哪个比率。",
        "Write {value}%; if the change of a share or a growth rate is meant, name that rate.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for comparison in context.reading.comparisons:
        points, now = comparison.change or comparison.difference, comparison.now
        if points is None or now is None or dimension_of(points.unit) != "points" or now.cell is not None:
            continue
        if context.report.folded[now.start - 1] in "（(":
            continue  # a remark between the rate and its change: 67.3%的初中（1000M以上），提高4个百分点
        if dimension_of(now.unit) in CHANGE_DIMENSIONS or dimension_of(now.unit) in ("", "score"):
            continue
        value = points.text.replace("个百分点", "").replace("百分点", "")
        yield context.diagnostic(
            at=points.span,
            labels={"数额": now.span},
            params={"stated": points.text, "now": now.text, "value": value},
            fixes=[Fix(points.span, f"{value}%")],
            subject=now.metric,
        )


RULE = Rule(code="NUM003", name="points-for-percent", severity=Severity.ERROR, find=find, texts=TEXTS)
