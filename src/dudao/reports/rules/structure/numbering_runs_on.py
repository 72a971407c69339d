"""Second-level numbers do not start again under a new chapter but run on (序数跨章连续编号)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.authorities import HEADING_NUMBERS
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.outline import marker_of
from dudao.reports.rules.structure.sequence import sequence_faults

TEXTS = Texts(
    summary=Bilingual("序数跨章连续编号", "Numbering runs on across chapters"),
    message=Bilingual(
        "“{marker}”接着上一章的“{other}”编号，没有从头开始", "{marker} goes on from {other} of the chapter before"
    ),
    why=Bilingual(
        "公文中下一层序数一般在每个上级标题下重新从一编起；跨章连续编号只在通知要求按评价要点统一编号时才这样用。",
        "In official documents a lower level usually starts again under each heading; running on is used only where the "
        "notice numbers its points through.",
    ),
    authority=HEADING_NUMBERS,
    help=Bilingual(
        "通知要求按要点连续编号的，保留即可；否则从“{first}”重新编起。本提示每个层次只出现一次。",
        "Keep it where the notice numbers the points through; else start again at {first}. Said once for each level.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for fault in sequence_faults(context.given):
        if fault.kind != "runs_on" or fault.other is None:
            continue
        level = fault.heading.level
        yield context.diagnostic(
            at=fault.heading.span,
            labels={"上一章末尾": fault.other.span},
            params={
                "marker": fault.heading.marker or marker_of(level, fault.heading.ordinal or 0),
                "other": fault.other.marker or marker_of(level, fault.other.ordinal or 0),
                "first": marker_of(level, 1),
            },
        )


RULE = Rule(code="STR006", name="numbering-runs-on", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS)
