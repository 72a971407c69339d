"""Half-width punctuation in Chinese text (中文用了半角标点)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import PUNCTUATION
from dudao.reports.rules.layout.marks import HALF_WIDTH
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("中文用了半角标点", "Half-width punctuation in Chinese text"),
    message=Bilingual(
        "中文里有{count}处半角标点 {marks}（首处在此）",
        "{count} half-width marks {marks} in Chinese text (first one here)",
    ),
    why=Bilingual(
        "全角、半角标点混用，版面和文意都受影响。", "Mixed widths look careless and can change what is read."
    ),
    authority=PUNCTUATION,
    help=Bilingual("用“查找和替换”改为全角标点。", "Replace them by full-width marks."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    found = list(HALF_WIDTH.pattern.finditer(context.text))
    if found:
        shown = [f"{each[0][0]}{each[0][-1]}" if len(each[0]) > 1 else each[0] for each in found]
        first = found[0]
        yield context.diagnostic(
            at=Span(max(first.start() - 1, 0) if len(first[0]) == 1 else first.start(), first.end()),
            params={"count": len(found), "marks": " ".join(dict.fromkeys(shown))},
        )


RULE = Rule(
    code="LAY014",
    name="half-width-punctuation",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
)
