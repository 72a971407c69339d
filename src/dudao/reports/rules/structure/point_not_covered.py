"""A point of the scheme is nowhere spoken of (评价要点未作答)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.coverage import coverage_of
from dudao.reports.rules.structure.outline import title_span

TEXTS = Texts(
    summary=Bilingual("评价要点未作答", "A point of the scheme is not covered"),
    message=Bilingual("要点{code}“{title}”在全文中没有提到", "point {code}, {title_en}, is nowhere spoken of"),
    why=Bilingual(
        "报告要求对照评价要点逐条自查；没有作答的要点按未开展处理。",
        "The report answers the scheme point by point; one left out counts as not done.",
    ),
    authority=Bilingual("评价方案“{scheme}”（{status}）", "the scheme {scheme} ({status_en})"),
    help=Bilingual(
        "补写这一要点：{asks} 若该要点不适用于本地，请写明理由。",
        "Add this point: {asks_en} If it does not apply here, say why.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    scheme = context.given.scheme
    if scheme is None:
        return
    for coverage in coverage_of(context.given):
        point = coverage.point
        if coverage.sentences or coverage.is_beyond_break:
            continue
        yield context.diagnostic(
            at=title_span(context.report),
            params={
                "code": point.code,
                "title": point.title_zh,
                "title_en": point.title_en,
                "asks": point.asks_zh,
                "asks_en": point.asks_en,
                "scheme": f"{scheme.slug}/{scheme.edition}",
                "status": scheme.status_zh,
                "status_en": scheme.status_en,
            },
            subject=point.code,
        )


RULE = Rule(
    code="STR015",
    name="point-not-covered",
    severity=Severity.WARNING,
    find=find,
    texts=TEXTS,
    needs=frozenset({"scheme"}),
)
