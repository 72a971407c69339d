"""A target is set that no figure makes measurable (目标没有量化)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import Claim
from dudao.reports.rules.authorities import HOUSE_RULE
from dudao.reports.rules.claims.passages import is_planned, sentence_of
from dudao.reports.rules.claims.told import ATTAINMENT, inner_quotes, kind_of, open_claims
from dudao.reports.rules.contract import Rule, RuleContext

TEXTS = Texts(
    summary=Bilingual("目标没有量化", "A target has no figure"),
    message=Bilingual("“{claim}”作为目标没有量化", "as a target this is not measurable: {claim}"),
    why=Bilingual(
        "没有数值和时限的目标，来年无法检查是否做到。",
        "Without a value and a date nobody can say next year whether it was reached.",
    ),
    authority=HOUSE_RULE,
    help=Bilingual("写明到哪一年、达到多少、由谁负责。", "Say by which year, how much, and who is responsible."),
)

_BY_YEAR = re.compile(r"20\d\d年|“?十[四五六]五”?末|年底前")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for claim in open_claims(context.given):
        if (
            is_planned(context.given, claim.span)
            and "只增不减" not in claim.text
            and not _is_dated_whole(context, claim)
        ):
            yield context.diagnostic(at=claim.span, params={"claim": inner_quotes(claim.text)})


def _is_dated_whole(context: RuleContext, claim: Claim) -> bool:
    """到2025年实现全覆盖 says how much, all, and by when."""
    start = sentence_of(context.given, claim.start).start
    return kind_of(claim) in ATTAINMENT and _BY_YEAR.search(context.report.folded, start, claim.end) is not None


RULE = Rule(
    code="CLM005", name="target-without-figure", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS
)
