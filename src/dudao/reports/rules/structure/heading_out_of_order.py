"""A heading stands after one with a higher number (层次序数颠倒)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import HEADING_NUMBERS
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.outline import marker_of
from dudao.reports.rules.structure.sequence import sequence_faults

TEXTS = Texts(
    summary=Bilingual("层次序数颠倒", "A heading is out of order"),
    message=Bilingual("“{marker}”排在“{other}”之后，顺序颠倒", "{marker} stands after {other}"),
    why=Bilingual(
        "序数颠倒多为移动段落后忘记改号，评审人会按序数找不到内容。",
        "Numbers out of order usually come from moved paragraphs; a reviewer looking by number will not find the text.",
    ),
    authority=HEADING_NUMBERS,
    help=Bilingual(
        "按内容确定先后，再把序数改成连续的。", "Decide on the order by content, then make the numbers run."
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for fault in sequence_faults(context.given):
        if fault.kind != "disorder" or fault.other is None:
            continue
        yield context.diagnostic(
            at=fault.heading.span,
            labels={"前一个": fault.other.span},
            params={
                "marker": fault.heading.marker or marker_of(fault.heading.level, fault.heading.ordinal or 0),
                "other": fault.other.marker or marker_of(fault.other.level, fault.other.ordinal or 0),
            },
        )


RULE = Rule(code="STR003", name="heading-out-of-order", severity=Severity.WARNING, find=find, texts=TEXTS)
