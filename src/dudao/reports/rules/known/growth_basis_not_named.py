"""A printed growth holds only on the restated base, and the sentence does not say so (增幅按同口径计算而未写明)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.bind.agreement import compare
from dudao.reports.bind.model import BindingState
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.known.lookups import bound_figures, known_of, shown_value, source_of

TEXTS = Texts(
    summary=Bilingual("增幅按同口径计算而未写明", "A growth on a restated base does not say so"),
    message=Bilingual(
        "“{quote}”是按上年同口径数计算的，与上年公布数相比是{published}，句中没有写明口径",
        "{quote} rests on the restated base; on the published one it is {published}; the sentence does not say which",
    ),
    why=Bilingual(
        "同一个增幅按公布数和按同口径数算得不一样，不写明口径，评审人用公布数一算就会认为有误。",
        "The two bases give two rates; unless the basis is named, anyone who computes it from the published value finds an error.",
    ),
    authority=Bilingual("所给数据：{source}", "the data handed over: {source}"),
    help=Bilingual("在增幅前写明“同口径”或“按可比口径”。", "Write 同口径 or 按可比口径 before the rate."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for binding, figure in bound_figures(context.given, BindingState.AGREES):
        if binding.basis != "restated" or figure.same_basis or binding.measure == "level" or binding.fact is None:
            continue
        known = known_of(context.given)
        fact = known.index.resolve(binding.fact)
        now = known.index.by_reference.get(fact.derived_from[0]) if fact else None
        plain = known.index.growth_of(now, as_difference=binding.measure == "change") if now else None
        if plain is None or plain.value is None or compare(figure, plain.value, plain.unit).agrees:
            continue
        yield context.diagnostic(
            at=figure.span,
            params={
                "quote": figure.text,
                "published": shown_value(plain.value, plain.unit),
                "source": source_of(binding.fact, known),
            },
            subject=str(binding.fact),
        )


RULE = Rule(
    code="FAC002",
    name="growth-basis-not-named",
    severity=Severity.WARNING,
    kind=Kind.REVIEW,
    find=find,
    texts=TEXTS,
    needs=frozenset({"facts"}),
)
