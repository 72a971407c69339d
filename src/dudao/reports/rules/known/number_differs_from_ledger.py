"""A number of meetings, or planned and done of a piece of work, is not what the ledger says (与台账不一致)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.bind.model import Binding, BindingState
from dudao.reports.model import Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.known.lookups import bound_figures, in_figure_unit, known_of

TEXTS = Texts(
    summary=Bilingual("与台账不一致", "A number differs from the ledger"),
    message=Bilingual(
        "“{quote}”与台账不一致：“{subject}”台账记的{measure}是{expected}",
        "{quote} differs from the ledger: {measure} of {subject} is {expected}",
    ),
    why=Bilingual(
        "会议、项目的数要靠台账一笔一笔证明；两处不一致，评审时只能按台账认定。",
        "Meetings and projects are proved entry by entry; where the two differ, only the ledger counts.",
    ),
    authority=Bilingual("所给台账：{entries}", "the ledger handed over: {entries}"),
    help=Bilingual(
        "台账漏记的补记并附材料；报告写错的改报告；统计时点不同的，在报告里写明时点。",
        "Complete the ledger, mend the report, or name the statistical date where the two differ.",
    ),
    variants={
        "count": Bilingual(
            "“{quote}”与台账不一致：“{subject}”在这段时间台账记有{expected}",
            "{quote} differs from the ledger, which holds {expected} of {subject} in this time",
        )
    },
)

MEASURES = {"planned": "计划数", "done": "完成数", "completion": "完成率"}


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for binding, figure in bound_figures(context.given, BindingState.DIFFERS):
        if binding.fact is not None and binding.fact.table == "ledger":
            yield _remark(context, binding, figure)


def _remark(context: RuleContext, binding: Binding, figure: Figure) -> Diagnostic:
    ledger = known_of(context.given).ledger
    entries = [ledger[reference.key] for reference in binding.candidates if reference.key in ledger]
    first = entries[0] if entries else None
    is_count = binding.measure == "count"
    return context.diagnostic(
        at=figure.span,
        params={
            "quote": figure.text,
            "subject": (_meetings_of(first.actor) if is_count else first.subject) if first else str(binding.fact),
            "measure": MEASURES.get(binding.measure, ""),
            "expected": in_figure_unit(binding.expected, figure) if binding.expected is not None else "",
            "entries": [f"{entry.number}（{entry.place}）" for entry in entries],
        },
        variant="count" if is_count else None,
        subject=f"{binding.fact}|{binding.measure}",
    )


def _meetings_of(actor: str) -> str:
    """市政府常务会议 is a meeting itself; 市委教育工作领导小组 holds some."""
    return actor if actor.endswith("会议") else f"{actor}的会议"


RULE = Rule(
    code="FAC003",
    name="number-differs-from-ledger",
    severity=Severity.WARNING,
    kind=Kind.REVIEW,
    find=find,
    texts=TEXTS,
    needs=frozenset({"facts"}),
)
