"""A number of the outline occurs twice (层次序数重复), or the numbering starts again in mid-sequence."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import HEADING_NUMBERS
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.outline import marker_of
from dudao.reports.rules.structure.sequence import sequence_faults

TEXTS = Texts(
    summary=Bilingual("层次序数重复", "A heading number is doubled"),
    message=Bilingual("序数“{marker}”重复，前面的“{other}”已经用过", "{marker} is used twice, first in {other}"),
    why=Bilingual(
        "同一层次两个相同序数，后面的引用和对照表就会指错地方。",
        "With two equal numbers at one level, references and comparison tables point to the wrong place.",
    ),
    authority=HEADING_NUMBERS,
    help=Bilingual(
        "把后一个“{marker}”改为下一个序数，其后的标题依次顺延。",
        "Give the second {marker} the next number and renumber those after it.",
    ),
    variants={
        "restart": Bilingual(
            "序数从“{marker}”重新开始，但前后仍在同一层次之下（前一个是“{other}”）",
            "numbering starts again at {marker} although the parent heading is the same (before it: {other})",
        )
    },
    variant_help={
        "restart": Bilingual(
            "如果这里另起一章，请补上一级标题；否则把序数接着“{other}”往下编。",
            "If a new chapter begins here, put its heading back; else go on numbering from {other}.",
        )
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for fault in sequence_faults(context.given):
        if fault.kind not in ("doubled", "restart") or fault.other is None:
            continue
        yield context.diagnostic(
            at=fault.heading.span,
            labels={"已用过" if fault.kind == "doubled" else "前一个": fault.other.span},
            params={
                "marker": fault.heading.marker or marker_of(fault.heading.level, fault.heading.ordinal or 0),
                "other": fault.other.marker + fault.other.title,
            },
            variant="restart" if fault.kind == "restart" else None,
        )


RULE = Rule(code="STR002", name="heading-number-doubled", severity=Severity.WARNING, find=find, texts=TEXTS)
