"""A figure is printed whose value the data leave out (报告有数而数据未采集)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.facts.known import Fact
from dudao.reports.bind.model import BindingState
from dudao.reports.model import Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.known.lookups import Known, bound_figures, described, known_of, source_of
from dudao.values.reference import FactReference

TEXTS = Texts(
    summary=Bilingual("报告有数而数据没有", "A figure whose value the data leave out"),
    message=Bilingual(
        "“{quote}”无法核对：{subject}在数据里是“{state}”", "{quote} cannot be checked: {subject} is {state} in the data"
    ),
    why=Bilingual(
        "报告写出的数字应当先填进数据表；数据缺了，这个数字就没有依据。",
        "What the report prints must be in the data first; without it the figure rests on nothing.",
    ),
    authority=Bilingual("所给数据：{source}", "the data handed over: {source}"),
    help=Bilingual("在数据表里补填{missing}，或说明缺的原因。", "Fill in {missing}, or say why it is missing."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    """One remark a missing fact, at the first figure that needs it; the other figures are named beside it."""
    waiting: dict[FactReference, list[Figure]] = defaultdict(list)
    for binding, figure in bound_figures(context.given, BindingState.UNDECIDED):
        if binding.fact is not None and binding.fact.table != "ledger" and binding.expected is None:
            waiting[binding.fact].append(figure)
    known = known_of(context.given) if waiting else None
    for reference, figures in waiting.items():
        fact = known.index.resolve(reference) if known else None
        if known is None or fact is None:
            continue
        first, *others = figures
        yield context.diagnostic(
            at=first.span,
            labels={f"也要用到它：{figure.text}": figure.span for figure in others},
            params={
                "quote": first.text,
                "subject": described(fact, known.names),
                "state": fact.state.label_zh,
                "source": source_of(reference, known),
                "missing": _missing(fact, known) or [fact.label],
            },
            subject=str(reference),
        )


def _missing(fact: Fact, known: Known) -> list[str]:
    """The labels of the inputs that have no value, for a derived fact."""
    parts = [known.index.by_reference.get(reference) for reference in fact.derived_from]
    return [
        f"{part.label}（{part.place}）" if part.place else part.label for part in parts if part and part.value is None
    ]


RULE = Rule(
    code="FAC008",
    name="fact-not-collected",
    severity=Severity.WARNING,
    kind=Kind.OPEN,
    find=find,
    texts=TEXTS,
    needs=frozenset({"facts"}),
)
