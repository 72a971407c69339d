"""A heading stands two levels below the one above it (越级标题), in a report that uses the level between."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import Heading
from dudao.reports.rules.authorities import HEADING_NUMBERS
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.outline import marker_of

TEXTS = Texts(
    summary=Bilingual("标题越级", "A heading level is skipped"),
    message=Bilingual(
        "“{marker}”直接放在“{above}”之下，跳过了“{between}”一层",
        "{marker} stands right under {above}; the level {between} is skipped",
    ),
    why=Bilingual(
        "全文其他地方用了中间这一层，这里跳过会使同类内容层次不一。",
        "The report uses the level between elsewhere; skipping it here puts like content on unlike levels.",
    ),
    authority=HEADING_NUMBERS,
    help=Bilingual(
        "把这些标题改为“{between}”一层；只有两个层次的公文才可以从“一、”直接到“1.”，且全文应一致。",
        "Raise these headings to the level {between}; only a document with two levels may go from 一、 to 1., and then throughout.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    used = {heading.level for heading in context.report.headings}
    path: list[Heading] = []
    told: set[int] = set()
    for heading in context.report.headings:
        while path and path[-1].level >= heading.level:
            path.pop()
        above = path[-1] if path else None
        path.append(heading)
        if above is None or heading.level - above.level < 2 or above.start in told:
            continue
        if not set(range(above.level + 1, heading.level)) & used:
            continue  # the whole report does without that level
        told.add(above.start)
        yield context.diagnostic(
            at=heading.span,
            labels={"上级标题": above.span},
            params={
                "marker": heading.marker or marker_of(heading.level, heading.ordinal or 1),
                "above": above.marker or above.title,
                "between": marker_of(above.level + 1, 1),
            },
        )


RULE = Rule(code="STR004", name="heading-level-skipped", severity=Severity.NOTE, find=find, texts=TEXTS)
