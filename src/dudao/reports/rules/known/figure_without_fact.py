"""A figure that the data tables should hold has no value there (数字没有数据支撑)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.bind.figures import NO_FACT, PLANNED
from dudao.reports.bind.model import BindingState
from dudao.reports.model import Role
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.known.lookups import bound_figures

TEXTS = Texts(
    summary=Bilingual("数字没有数据支撑", "A figure that no known fact supports"),
    message=Bilingual("“{quote}”（{metric}）在所给数据里没有对应的数", "the data hold nothing for {quote} ({metric})"),
    why=Bilingual(
        "没有出处的数字核查时无法认定；数据齐全，报告才能一一对上。",
        "A figure without a source cannot be credited; with complete data every figure can be matched.",
    ),
    authority=Bilingual("所给数据和台账", "the data and the ledger handed over"),
    help=Bilingual(
        "在数据表或台账里补上这一项，或写明数字的来源；确实不在数据范围内的，写明理由，接受为例外。",
        "Add it to the data or the ledger, or name its source; where it is rightly outside them, make it an exception with a reason.",
    ),
)

COUNTED_ROLES = frozenset((Role.LEVEL, Role.SHARE, Role.BASE, Role.CHANGE, Role.RATIO, Role.COMPLETION))


def find(context: RuleContext) -> Iterator[Diagnostic]:
    """Only measures that the tables have a column for; with `all` every figure that is bound to nothing."""
    wants_all = bool(context.option("all"))
    for binding, figure in bound_figures(context.given, BindingState.UNBOUND):
        if binding.status != "proposed" or figure.role not in COUNTED_ROLES or binding.why == PLANNED.why:
            continue
        if binding.why == NO_FACT.why or wants_all:
            yield context.diagnostic(
                at=figure.span, params={"quote": figure.text, "metric": figure.metric}, subject=figure.metric
            )


RULE = Rule(
    code="FAC007",
    name="figure-without-fact",
    severity=Severity.NOTE,
    kind=Kind.REVIEW,
    find=find,
    texts=TEXTS,
    needs=frozenset({"facts"}),
    options={"all": False},
    option_texts={
        "all": Bilingual(
            "true 时每个没有对应数据的数字都提示；false 时只提示数据表里有这项指标的数字",
            "true: remark on every figure without a fact; false: only on figures of measures that the data hold",
        ),
    },
)
