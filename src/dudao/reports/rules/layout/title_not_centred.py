"""The title is not centred (标题没有居中)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import TITLE_TYPE
from dudao.reports.rules.layout.set_text import landmark

TEXTS = Texts(
    summary=Bilingual("标题没有居中", "The title is not centred"),
    message=Bilingual("标题没有居中排布", "the title is not centred"),
    why=Bilingual("公文标题居中排布。", "Titles of official documents are centred."),
    authority=TITLE_TYPE,
    help=Bilingual("将标题段落设为居中，首行不缩进。", "Centre the title's paragraph, without an indent."),
)

BY_OTHER_MEANS = 2.0
"""Characters of indent or typed blanks from which the title may have been centred by hand."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    title = landmark(context.report, "title")
    if title is None or title.style.align == "center":
        return
    style = title.style
    moved = max(title.leading_blanks, style.left_chars or 0.0)
    if style.align == "right" or moved <= BY_OTHER_MEANS:
        yield context.diagnostic(at=title.span)


RULE = Rule(
    code="LAY004",
    name="title-not-centred",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
)
