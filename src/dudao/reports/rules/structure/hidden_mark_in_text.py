"""An invisible character stands inside a figure or a word (不可见字符): zero width, right to left."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("夹有不可见字符", "An invisible character stands in the text"),
    message=Bilingual(
        "“{text}”中夹有不可见字符（零宽或方向控制符）",
        "an invisible character (zero width or direction mark) stands in {text}",
    ),
    why=Bilingual(
        "不可见字符会使显示的数字与实际存储的不同，影响检索、核对和统计。",
        "Invisible characters make what is shown differ from what is stored, and spoil search and comparison.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "删除这几个字后手工重新输入，不要复制。", "Delete these characters and type them again; do not paste."
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for note in context.report.notes:
        if note.code == "hidden_mark":
            yield context.diagnostic(
                at=Span(note.start, max(note.end, note.start + 1)), params={"text": note.text.strip() or "…"}
            )


RULE = Rule(code="STR026", name="hidden-mark-in-text", severity=Severity.WARNING, find=find, texts=TEXTS)
