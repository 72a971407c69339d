"""An amount per pupil, class or school is not what the printed total and number give (生均、班均、校均数不符)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.extract.stretches import dimension_of
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import ARITHMETIC, decimals_of, exact_scale, shown_range
from dudao.reports.rules.numbers.quotients import quotient_differs

TEXTS = Texts(
    summary=Bilingual("生均、班均、校均数与总数不符", "An amount per head does not follow"),
    message=Bilingual(
        "印出的“{stated}”与所列数不符：{total}除以{number}为{computed}",
        "the printed {stated} does not follow: {total} over {number} is {computed}",
    ),
    why=Bilingual(
        "平均数可由句中的总数和个数复算；对不上时，三个数至少有一个有误或口径不同。",
        "The mean can be recomputed from total and number; where it differs, one is wrong or counted otherwise.",
    ),
    authority=ARITHMETIC,
    help=Bilingual(
        "核对总数、个数和平均数；如平均数按折算学生数、年初年末平均数等计算，请注明。",
        "Check total, number and mean; if weighted or average numbers of pupils were used, say so.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for each in context.reading.proportions:
        total, number = each.numerator, each.denominator
        if each.kind != "per_head" or total is None or number is None:
            continue
        computed = quotient_differs(total, number, each.rate, 1 / exact_scale(each.rate.unit))
        if computed is None:
            continue
        is_money = dimension_of(each.rate.unit) == "money"
        yield context.diagnostic(
            at=each.rate.span,
            labels={"总数": total.span, "个数": number.span},
            params={
                "stated": each.rate.text,
                "total": total.text,
                "number": number.text,
                "computed": shown_range(computed, max(1, decimals_of(each.rate)), each.rate.unit or ""),
            },
            kind=Kind.REVIEW if is_money else None,
            subject=each.rate.metric,
        )


RULE = Rule(code="NUM010", name="per-head-does-not-follow", severity=Severity.WARNING, find=find, texts=TEXTS)
