"""A pupil–teacher ratio is not what the printed numbers of pupils and teachers give (生师比不符)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import ARITHMETIC, amount, shown_range
from dudao.values.numerals import parse_arabic_numeral
from dudao.values.quantities import Interval, cut_interval, printed_interval

TEXTS = Texts(
    summary=Bilingual("生师比与学生数、教师数不符", "A pupil–teacher ratio does not follow"),
    message=Bilingual(
        "印出的“{stated}”与所列数不符：学生{pupils}、教师{teachers}，生师比为{computed}:1",
        "the printed {stated} does not follow: {pupils} pupils and {teachers} teachers make {computed}:1",
    ),
    why=Bilingual(
        "生师比由句中的学生数和教师数可以复算，是核编和均衡评估的依据。",
        "The ratio can be recomputed from the sentence, and staffing and balance rest on it.",
    ),
    authority=ARITHMETIC,
    help=Bilingual(
        "核对学生数、教师数和比值；写明分母是专任教师还是教职工，师生比、生师比不要混用。",
        "Check pupils, teachers and ratio; say whether all staff or full-time teachers count, and keep 师生比 and 生师比 apart.",
    ),
)

RATIO = re.compile(r"(?P<one>[\d,]+(?:\.\d+)?)\s*[:∶：比]\s*(?P<other>[\d,]+(?:\.\d+)?)")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for each in context.reading.proportions:
        pupils, teachers = each.numerator, each.denominator
        if each.kind != "ratio" or pupils is None or teachers is None:
            continue
        allowed = amount(pupils).over(amount(teachers))
        stated = stated_ratio(each.rate, context.report.folded)
        if allowed is None or stated is None or any(allowed.overlaps(one) for one in stated):
            continue
        yield context.diagnostic(
            at=each.rate.span,
            labels={"学生数": pupils.span, "教师数": teachers.span},
            params={
                "stated": each.rate.text,
                "pupils": pupils.text,
                "teachers": teachers.text,
                "computed": shown_range(allowed, 2),
            },
            subject=each.rate.metric,
        )


def stated_ratio(rate: Figure, folded: str) -> tuple[Interval, ...] | None:
    """Pupils to one teacher as a printed ratio may mean them, whichever side it names first; None for no ratio."""
    found = RATIO.search(folded[rate.start : rate.end])
    if found is None:
        return (printed_interval(rate.value), cut_interval(rate.value)) if rate.unit is None else None
    one, other = parse_arabic_numeral(found["one"]), parse_arabic_numeral(found["other"])
    if not one or not other:
        return None
    larger, smaller = max(one, other), min(one, other)
    ranges = (printed_interval(larger), cut_interval(larger))
    if smaller == Decimal(1):
        return ranges
    below = printed_interval(smaller)
    quotients = [quotient for each in ranges if (quotient := each.over(below)) is not None]
    return tuple(quotients) or (Interval(Fraction(larger) / Fraction(smaller), Fraction(larger) / Fraction(smaller)),)


RULE = Rule(
    code="NUM011", name="pupil-teacher-ratio-does-not-follow", severity=Severity.WARNING, find=find, texts=TEXTS
)
