"""Full attainment is claimed and no evidence named (全面达到的表述没有佐证): 全部, 全覆盖, 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.bind.model import BindingState
from dudao.reports.model import Figure, Role
from dudao.reports.rules.authorities import TRUTHFULNESS
from dudao.reports.rules.claims.passages import clause_of, figures_in, is_planned, sentence_of, shares_words
from dudao.reports.rules.claims.told import ATTAINMENT, EVIDENCE, inner_quotes, kind_of, open_claims
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("全面达到的表述没有佐证", "Full attainment is claimed without evidence"),
    message=Bilingual("“{claim}”没有给出总数、实数或佐证", "no total, count or evidence is given for: {claim}"),
    why=Bilingual(
        "“全部”“全覆盖”只要有一例不符就不成立，是现场核查的重点。",
        "One counter-example refutes 全部 or 全覆盖; such claims are what site visits look into.",
    ),
    authority=TRUTHFULNESS,
    help=Bilingual(
        "写明应有多少、已有多少、截至何时，并注明佐证材料编号；做不到全部的，如实写比例。",
        "Say how many there should be, how many there are, as of when, and name the evidence; else give the true share.",
    ),
    variants={
        "none": Bilingual("“{claim}”没有说明时间范围和佐证", "neither period nor evidence is given for: {claim}"),
        "hundred": Bilingual(
            "“{claim}”只有百分比，没有总数、实数或佐证", "{claim}: a rate without total, count or evidence"
        ),
    },
)

_COUNTS_IT = re.compile(r"参与|参加|共|其中|涉及|惠及|受益|覆盖|达|累计|即|现有|已有")
_NONE_AT_ALL = re.compile(r"未发生|未出现|没有发生|零(?:辍学|失学|事故|发生|投诉)|无(?:一例|一起|一人|辍学|失学)")
_STANDING_PHRASE = re.compile(r"开齐|开足|全面贯彻|全面加强")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    told: set[int] = set()
    for claim in open_claims(context.given):
        sentence = sentence_of(context.given, claim.start)
        told.add(sentence.start)
        if kind_of(claim) not in ATTAINMENT or is_planned(context.given, claim.span):
            continue
        if _STANDING_PHRASE.search(claim.text) or _is_counted(context, claim.span):
            continue
        if EVIDENCE.search(context.report.folded, sentence.start, sentence.end) is None:
            is_none = _NONE_AT_ALL.search(claim.text) is not None
            yield context.diagnostic(
                at=claim.span,
                params={"claim": inner_quotes(claim.text)},
                variant="none" if is_none else None,
                severity=Severity.NOTE if is_none else None,
            )
    yield from _hundreds(context, told)


def _is_counted(context: RuleContext, claim: Span) -> bool:
    """Whether a clause beside a claim counts what it is about: 建立党组织312个，实现党组织全覆盖; …全覆盖，参与学生21.6万人."""
    folded = context.report.folded
    sentence = sentence_of(context.given, claim.start)
    before = clause_of(context.given, Span(max(sentence.start, claim.start - 2), max(sentence.start, claim.start - 1)))
    after = clause_of(context.given, Span(min(claim.end + 1, sentence.end), min(claim.end + 1, sentence.end)))
    near = before.start >= sentence.start and shares_words(before.of(folded), claim.of(folded), 2)
    spans = [before] if near and before.end <= claim.start else []
    spans += [after] if after.start > claim.end - 1 and _COUNTS_IT.match(folded, after.start) else []
    figures = [figure for span in spans for figure in figures_in(context.given, span)]
    return any(figure.unit not in ("%", "个百分点", None) for figure in figures)


def _hundreds(context: RuleContext, told: set[int]) -> Iterator[Diagnostic]:
    """Rates of exactly 100 % whose sentence gives no count, no evidence, and no claim that was remarked on."""
    agreed = {binding.span for binding in context.given.bindings if binding.state is BindingState.AGREES}
    for figure in context.reading.figures:
        if figure.unit != "%" or figure.value != 100 or not _is_attainment(figure) or figure.span in agreed:
            continue
        sentence = sentence_of(context.given, figure.start)
        if sentence.start in told or is_planned(context.given, figure.span):
            continue
        told.add(sentence.start)
        has_count = any(each.unit not in ("%", "个百分点", None) for each in figures_in(context.given, sentence))
        if has_count or EVIDENCE.search(context.report.folded, sentence.start, sentence.end):
            continue
        yield context.diagnostic(
            at=figure.span,
            params={"claim": _named(context, figure)},
            variant="hundred",
            severity=Severity.NOTE,
        )


def _is_attainment(figure: Figure) -> bool:
    return figure.cell is None and figure.role in (Role.LEVEL, Role.SHARE, Role.COMPLETION)


def _named(context: RuleContext, figure: Figure) -> str:
    if figure.subject_start is not None and figure.start - 30 < figure.subject_start < figure.start:
        return Span(figure.subject_start, figure.end).of(context.text)
    return f"{figure.metric}{figure.text}"


RULE = Rule(
    code="CLM002",
    name="attainment-without-evidence",
    severity=Severity.WARNING,
    kind=Kind.REVIEW,
    find=find,
    texts=TEXTS,
)
