"""A sweeping claim that one of the report's own figures contradicts (表述与本报告数据矛盾)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import Figure, Role
from dudao.reports.rules.authorities import TRUTHFULNESS
from dudao.reports.rules.claims.contradictions import contradictions
from dudao.reports.rules.claims.passages import clause_of
from dudao.reports.rules.claims.told import inner_quotes
from dudao.reports.rules.contract import Rule, RuleContext

TEXTS = Texts(
    summary=Bilingual("表述与本报告数据矛盾", "A claim contradicts the report's own figures"),
    message=Bilingual("“{claim}”与文中“{figure}”矛盾", "{claim} is contradicted by {figure} in this report"),
    why=Bilingual(
        "同一份报告里表述与数据相反，评审人首先会查这一处，并影响自评可信度。",
        "A claim against the report's own data is the first thing a reviewer looks into, and lowers its credibility.",
    ),
    authority=TRUTHFULNESS,
    help=Bilingual(
        "先核实数据；数据无误的，把表述改成与数据相符的程度，未达到的部分写入存在的问题。",
        "Check the figure first; if it stands, make the claim fit it and name what is not reached among the problems.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    told: set[tuple[int, int]] = set()
    for each in contradictions(context.given):
        key = each.claim.start, each.claim.end
        if key in told:
            continue
        told.add(key)
        yield context.diagnostic(
            at=each.claim,
            labels={"相反的数据": each.figure.span},
            params={
                "claim": inner_quotes(each.claim.of(context.text)),
                "figure": _in_words(context, each.figure),
            },
            subject=each.kind,
        )


def _in_words(context: RuleContext, figure: Figure) -> str:
    """A figure with what it measures; a change with its verb (比上年下降0.9%)."""
    if figure.role is not Role.CHANGE:
        return f"{figure.metric}{figure.text}"
    clause = clause_of(context.given, figure.span)
    said = context.text[max(clause.start, figure.start - 24) : figure.end]
    return said if figure.metric in said else f"{figure.metric}{said[-16:]}"


RULE = Rule(code="CLM004", name="claim-contradicted", severity=Severity.ERROR, find=find, texts=TEXTS)
