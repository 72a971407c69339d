"""Running text is not set in size 3 (正文字号不符)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import BODY_TYPE
from dudao.reports.rules.layout.fonts import size_in_words
from dudao.reports.rules.layout.set_text import running_text

TEXTS = Texts(
    summary=Bilingual("正文字号不符", "Running text is in the wrong size"),
    message=Bilingual(
        "正文有{count}段用{sizes}，应为三号（16磅）（首处在此）",
        "{count} paragraphs are set in {sizes}, not 16 pt (first one here)",
    ),
    why=Bilingual(
        "字号决定每页字数，页数要求以此为准。", "The size fixes what a page holds; limits in pages rest on it."
    ),
    authority=BODY_TYPE,
    help=Bilingual("选中正文，将字号设为三号。", "Set the text in size 三号 (16 pt)."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    due = context.option("size")
    sized = [(each, each.style.size) for each in running_text(context) if each.style.size is not None]
    wrong = [(each, size) for each, size in sized if size != due]
    if wrong:
        sizes = [size_in_words(size) for size, _ in Counter(size for _, size in wrong).most_common(3)]
        yield context.diagnostic(at=wrong[0][0].span, params={"count": len(wrong), "sizes": sizes})


RULE = Rule(
    code="LAY006",
    name="body-size-wrong",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
    options={"size": 16.0},
    option_texts={
        "size": Bilingual("正文字号，磅（三号为16磅）", "size of the body in points"),
    },
)
