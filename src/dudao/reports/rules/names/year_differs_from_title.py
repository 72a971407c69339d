"""Title and opening name different years (标题与正文年度不一)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("标题与正文年度不一", "Title and body name different years"),
    message=Bilingual("标题是{title_year}年，这里写“{year}年”", "the title says {title_year}, here it reads {year}"),
    why=Bilingual(
        "标题年度与正文说明的评价年度不同，全文数字属于哪一年就无法确定，多为沿用上年文稿所致。",
        "If title and opening name different years, it is open which year the figures are for; usually last year's text was reused.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "以当年通知为准统一年度，并逐项核对数字是否已更新。",
        "Take the year from the notice and see that all figures were brought up to date.",
    ),
)

_YEAR = re.compile(r"(20\d\d)\s?年")
_ANNOUNCES = re.compile(
    r"现(?:就|将|把)[^。；\n]{0,30}?(?P<year>20\d\d)\s?年度?(?:人民政府|政府)?[^。；\n]{0,40}?(?:报告|汇报|说明)如下"
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    title = context.report.title or ""
    years = set(_YEAR.findall(title))
    if len(years) != 1 or re.search(r"20\d\d\s?年?\s?[-—－~至]", title):
        return
    title_year = years.pop()
    found = _ANNOUNCES.search(context.report.folded, 0, 3000)
    if found is None or found["year"] == title_year:
        return
    mark = context.report.landmarks.get("title")
    yield context.diagnostic(
        at=Span(found.start("year"), found.end("year") + 1),
        labels={"标题": mark} if mark else None,
        params={"title_year": title_year, "year": found["year"]},
    )


RULE = Rule(code="NAM007", name="year-differs-from-title", severity=Severity.ERROR, find=find, texts=TEXTS)
