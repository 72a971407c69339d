"""A number of the outline does not occur (层次序数缺号): 三、 is followed by 五、."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import HEADING_NUMBERS
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.outline import marker_of
from dudao.reports.rules.structure.sequence import sequence_faults

TEXTS = Texts(
    summary=Bilingual("层次序数缺号", "A heading number is missing"),
    message=Bilingual("“{marker}”之前缺少{missing}", "{missing} is missing before {marker}"),
    why=Bilingual(
        "缺号多半意味着删掉了一节、漏写了一节，或者序数打错；评审人对照要点逐条查阅时会认为该条没有作答。",
        "A gap usually means that a section was cut or forgotten, or a number mistyped; a reviewer going point by point "
        "will take it as unanswered.",
    ),
    authority=HEADING_NUMBERS,
    help=Bilingual(
        "先看是否漏了一节：漏了就补上；没有漏，就把“{marker}”及其后的序数依次改正，并核对文中引用这些序数的地方。",
        "See whether a section was left out: if so, put it back; if not, renumber from {marker} on and check places that "
        "refer to these numbers.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for fault in sequence_faults(context.given):
        if fault.kind != "gap":
            continue
        level = fault.heading.level
        first, last = marker_of(level, fault.first), marker_of(level, fault.last)
        yield context.diagnostic(
            at=fault.heading.span,
            labels={"前一个": fault.other.span} if fault.other else None,
            params={
                "marker": fault.heading.marker or marker_of(level, fault.heading.ordinal or 0),
                "missing": f"“{first}”" if first == last else f"“{first}”至“{last}”",
            },
        )


RULE = Rule(code="STR001", name="heading-number-missing", severity=Severity.WARNING, find=find, texts=TEXTS)
