"""A printed completion rate is not what is done of what was planned (完成率与计划数、完成数不符)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import ARITHMETIC, decimals_of, shown_range
from dudao.reports.rules.numbers.quotients import quotient_differs

TEXTS = Texts(
    summary=Bilingual("完成率与计划数、完成数不符", "A completion rate is not what is done of what was planned"),
    message=Bilingual(
        "印出的完成率“{stated}”与所列数不符：计划{planned}、已完成{done}，为{computed}",
        "the printed rate of {stated} does not follow: {done} of {planned} is {computed}",
    ),
    why=Bilingual(
        "完成率是督导核查的重点，计划数、完成数和完成率三者应当互相印证。",
        "Completion is what inspectors verify first; plan, progress and rate must bear each other out.",
    ),
    authority=ARITHMETIC,
    help=Bilingual(
        "核对计划数、完成数和完成率；如完成率按投资额、进度等另行计算，请写明。",
        "Check plan, progress and rate; if the rate is of investment or progress, say so.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for each in context.reading.proportions:
        done, planned = each.numerator, each.denominator
        if each.kind != "completion" or done is None or planned is None:
            continue
        computed = quotient_differs(done, planned, each.rate, 100)
        if computed is None:
            continue
        yield context.diagnostic(
            at=each.rate.span,
            labels={"计划数": planned.span, "完成数": done.span},
            params={
                "stated": each.rate.text,
                "planned": planned.text,
                "done": done.text,
                "computed": shown_range(computed, max(1, decimals_of(each.rate)), "%"),
            },
            subject=each.rate.metric,
        )


RULE = Rule(code="NUM007", name="completion-not-done-of-planned", severity=Severity.ERROR, find=find, texts=TEXTS)
