"""A point of the scheme is only touched on, or words of a full answer to it occur nowhere (评价要点一带而过)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.coverage import coverage_of

TEXTS = Texts(
    summary=Bilingual("评价要点一带而过", "A point of the scheme is covered only in passing"),
    message=Bilingual(
        "要点{code}“{title}”只在一句话里提到", "point {code}, {title_en}, is spoken of in one sentence only"
    ),
    why=Bilingual(
        "只有一句话的要点没有事实和数据可核，评审时难以给分。",
        "A point answered in one sentence offers no facts to check and can hardly be scored.",
    ),
    authority=Bilingual("评价方案“{scheme}”（{status}）", "the scheme {scheme} ({status_en})"),
    help=Bilingual("对照要点补充事实和数据：{asks}", "Add facts and figures: {asks_en}"),
    variants={
        "lacking": Bilingual(
            "要点{code}“{title}”有所提及，但没有写到：{lacking}",
            "point {code}, {title_en}, is spoken of, but not: {lacking}",
        )
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    scheme = context.given.scheme
    if scheme is None:
        return
    for coverage in coverage_of(context.given):
        point = coverage.point
        is_brief = coverage.heading is None and len(coverage.sentences) == 1
        if coverage.is_beyond_break or not coverage.sentences or not (is_brief or coverage.lacking):
            continue
        yield context.diagnostic(
            at=coverage.heading.span if coverage.heading else coverage.first,
            params={
                "code": point.code,
                "title": point.title_zh,
                "title_en": point.title_en,
                "asks": point.asks_zh,
                "asks_en": point.asks_en,
                "lacking": coverage.lacking,
                "scheme": f"{scheme.slug}/{scheme.edition}",
                "status": scheme.status_zh,
                "status_en": scheme.status_en,
            },
            variant=None if is_brief else "lacking",
            subject=point.code,
        )


RULE = Rule(
    code="STR016",
    name="point-covered-in-passing",
    severity=Severity.NOTE,
    kind=Kind.REVIEW,
    find=find,
    texts=TEXTS,
    needs=frozenset({"scheme"}),
)
