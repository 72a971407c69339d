"""A word that the list of terms says must be masked stands in the text (应遮蔽的词未遮蔽)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.structure.fold import fold
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("应遮蔽的词未遮蔽", "A word that must be masked is printed"),
    message=Bilingual("“{word}”列在应遮蔽的词中", "{word} is on the list of words to be masked"),
    why=Bilingual("用语表规定这个词不得出现在报告里。", "The list of terms says that it must not appear."),
    authority=Bilingual("所给用语表（terms）的遮蔽词", "the words to be masked in the terms handed over"),
    help=Bilingual("按用语表的要求遮蔽或改写。", "Mask or reword it as the list asks."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    folded = context.report.folded
    for word in context.facts.terms.masked:
        key = fold(word)
        start = folded.find(key) if key else -1
        while start >= 0:
            yield context.diagnostic(at=Span(start, start + len(key)), params={"word": word}, subject=word)
            start = folded.find(key, start + len(key))


RULE = Rule(
    code="MSK006",
    name="word-to-mask-printed",
    severity=Severity.ERROR,
    find=find,
    texts=TEXTS,
    needs=frozenset({"facts"}),
)
