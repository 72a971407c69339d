"""A heading is glued to the text or table before it (标题与前文相连)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import HEADING_NUMBERS
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("标题与前文相连", "A heading is glued to what stands before it"),
    message=Bilingual("标题“{text}”没有另起一段", "the heading {text} does not begin a paragraph of its own"),
    why=Bilingual("标题没有另起段时，层次和序数难以辨认。", "A heading inside a paragraph hides the outline."),
    authority=HEADING_NUMBERS,
    help=Bilingual(
        "在标题前换行，并按层次设置字体。",
        "Begin a new paragraph before the heading and set it in the font of its level.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for note in context.report.notes:
        if note.code == "heading_glued":
            yield context.diagnostic(
                at=Span(note.start, max(note.end, note.start + 1)), params={"text": note.text.strip() or "…"}
            )


RULE = Rule(code="STR024", name="heading-glued", severity=Severity.NOTE, find=find, texts=TEXTS)
