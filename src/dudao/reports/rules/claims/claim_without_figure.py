"""A rise, a fall, a level or a comparison is claimed and no figure given for it (表述没有数据)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import Claim
from dudao.reports.rules.authorities import TRUTHFULNESS
from dudao.reports.rules.claims.passages import figures_in, is_planned, paragraph_span
from dudao.reports.rules.claims.told import ATTAINMENT, inner_quotes, kind_of, open_claims
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("表述没有数据", "A claim has no figure"),
    message=Bilingual("“{claim}”没有给出数据", "no figure is given for: {claim}"),
    why=Bilingual(
        "没有数据的升降和达标表述无法核实，评审时一般不予认定。",
        "A rise, fall or level without a figure cannot be checked and is usually not credited.",
    ),
    authority=TRUTHFULNESS,
    help=Bilingual(
        "补上数值、年份和比较的基数；拿不出数据的，删去或改为具体做法。",
        "Add value, year and base; without data, cut it or say what was done.",
    ),
    variants={
        "rise": Bilingual("“{claim}”说有增长或提高，没有给出数值", "a rise is claimed without a figure: {claim}"),
        "fall": Bilingual("“{claim}”说有下降或减少，没有给出数值", "a fall is claimed without a figure: {claim}"),
        "compare": Bilingual("“{claim}”作了比较，没有给出两边的数值", "a comparison without its two figures: {claim}"),
    },
    variant_help={
        "rise": Bilingual(
            "写成“由上年的A提高到B，提高C个百分点（或增长D%）”。", "Write from A to B, up by C points or D per cent."
        ),
        "fall": Bilingual(
            "写成“由上年的A下降到B，下降C个百分点（或D%）”。", "Write from A to B, down by C points or D per cent."
        ),
        "compare": Bilingual(
            "写出比较的双方数值和年份，如“教师年平均工资A万元，公务员B万元（2020年）”。",
            "Give both values and their year.",
        ),
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for claim in open_claims(context.given):
        if kind_of(claim) in ATTAINMENT or is_planned(context.given, claim.span) or _opens_its_figures(context, claim):
            continue
        yield context.diagnostic(
            at=claim.span,
            params={"claim": inner_quotes(claim.text)},
            variant=kind_of(claim) if kind_of(claim) in TEXTS.variants else None,
        )


TOPIC = re.compile(r"(?:[一二三四五六七八九十]是|一方面|另一方面)")


def _opens_its_figures(context: RuleContext, claim: Claim) -> bool:
    """二是队伍建设更加过硬。招聘教师450名……: a sentence that says what the figures after it in its paragraph are about."""
    if TOPIC.match(claim.text) is None or context.report.folded[claim.end : claim.end + 1] != "。":
        return False
    paragraph = paragraph_span(context.given, claim.start)
    return bool(figures_in(context.given, Span(claim.end, paragraph.end)))


RULE = Rule(
    code="CLM001", name="claim-without-figure", severity=Severity.WARNING, kind=Kind.REVIEW, find=find, texts=TEXTS
)
