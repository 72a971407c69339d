"""A dated event is not in the ledger, or stands there on another day (台账没有这件事，或日期不同)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.bind.happenings import printed_day
from dudao.reports.bind.model import Binding, BindingState
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.known.lookups import known_of

TEXTS = Texts(
    summary=Bilingual("台账没有这件事，或日期不同", "An event is not in the ledger, or stands there on another day"),
    message=Bilingual("台账里没有“{quote}”这件事", "the ledger does not hold {quote}"),
    why=Bilingual(
        "写进报告的调研、会议、培训等要有台账和记录，实地核查时逐件查验。",
        "Visits, meetings and trainings in the report are looked up in the ledger one by one at the inspection.",
    ),
    authority=Bilingual("所给台账（ledger）", "the ledger handed over"),
    help=Bilingual(
        "核对日期、人员和地点；确有其事的补记台账并附记录。",
        "Check day, person and place; if it took place, enter it in the ledger with its record.",
    ),
    variants={
        "other-date": Bilingual(
            "“{quote}”的日期与台账不同：台账记的是{expected}（{entry}）",
            "{quote} stands in the ledger on {expected} ({entry})",
        )
    },
    variant_help={
        "other-date": Bilingual(
            "以会议纪要、调研记录等原始材料为准，改正报告或台账。",
            "Go by the record of the event; mend the report or the ledger.",
        )
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for binding in context.given.bindings:
        if binding.subject_kind != "event" or binding.status != "proposed":
            continue
        if binding.state is BindingState.UNBOUND:
            yield context.diagnostic(
                at=binding.span, params={"quote": binding.quote.exact}, subject=binding.quote.exact
            )
        elif binding.state is BindingState.DIFFERS:
            yield _other_date(context, binding)


def _other_date(context: RuleContext, binding: Binding) -> Diagnostic:
    entry = known_of(context.given).ledger.get(binding.fact.key) if binding.fact else None
    return context.diagnostic(
        at=binding.span,
        params={
            "quote": binding.quote.exact,
            "expected": printed_day(entry.date) if entry else "",
            "entry": f"{entry.number}，{entry.place}" if entry else "",
        },
        variant="other-date",
        subject=str(binding.fact),
    )


RULE = Rule(
    code="FAC004",
    name="event-not-in-ledger",
    severity=Severity.WARNING,
    kind=Kind.REVIEW,
    find=find,
    texts=TEXTS,
    needs=frozenset({"facts"}),
)
