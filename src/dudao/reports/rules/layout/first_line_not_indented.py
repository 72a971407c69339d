"""Paragraphs of running text are not indented by two characters (首行没有缩进二字)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import INDENT
from dudao.reports.rules.layout.set_text import SetText, running_text, states_indents

TEXTS = Texts(
    summary=Bilingual("首行没有缩进二字", "Paragraphs are not indented by two characters"),
    message=Bilingual(
        "正文有{count}段首行没有左空二字（首处在此）",
        "{count} paragraphs are not indented by two characters (first one here)",
    ),
    why=Bilingual("每个自然段左空二字，回行顶格。", "Each paragraph begins two characters in; its other lines do not."),
    authority=INDENT,
    help=Bilingual("将正文段落设为“首行缩进2字符”。", "Set a first-line indent of 2 characters."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    if not states_indents(context.source):
        return
    low, high = context.option("least_characters"), context.option("most_characters")
    # a number that Word makes brings its own indent and tab; where its text begins is not stated
    texts = [each for each in running_text(context) if not each.block.numbering]
    wrong = [each for each in texts if not low <= _indent(each) <= high]
    if wrong:
        yield context.diagnostic(at=wrong[0].span, params={"count": len(wrong)})


def _indent(text: SetText) -> float:
    """How far the first line is in, by setting or by typed blanks; Word sets it at the edge where nothing is said."""
    style = text.style
    return (style.first_line_chars or 0.0) + (style.left_chars or 0.0) + text.leading_blanks


RULE = Rule(
    code="LAY009",
    name="first-line-not-indented",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
    options={"least_characters": 1.5, "most_characters": 3.5},
    option_texts={
        "least_characters": Bilingual("首行缩进的下限，字", "least indent of a first line, in characters"),
        "most_characters": Bilingual("首行缩进的上限，字", "greatest indent of a first line, in characters"),
    },
)
