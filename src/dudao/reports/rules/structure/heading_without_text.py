"""A heading with nothing under it (有标题无内容)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.sections import bare_sections

TEXTS = Texts(
    summary=Bilingual("有标题无内容", "A heading has no text"),
    message=Bilingual("“{heading}”下面没有内容", "nothing stands under {heading}"),
    why=Bilingual(
        "评审人会把空标题当作该项没有开展工作。", "A reviewer reads an empty heading as a duty not carried out."
    ),
    authority=DRAFTING,
    help=Bilingual(
        "补写这一节；确实没有内容的，删去标题并顺改后面的序数。",
        "Write the section; if there is nothing to say, remove the heading and renumber.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for section in bare_sections(context.given):
        if section.omission is None:
            heading = section.heading
            yield context.diagnostic(at=heading.span, params={"heading": heading.marker + heading.title})


RULE = Rule(code="STR007", name="heading-without-text", severity=Severity.WARNING, find=find, texts=TEXTS)
