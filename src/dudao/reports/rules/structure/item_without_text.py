"""An item of an enumeration has no text (列举项没有内容): 一是；二是；三是。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("列举项没有内容", "An item has no text"),
    message=Bilingual("“{item}”后面没有内容", "nothing follows {item}"),
    why=Bilingual(
        "只有序数词没有内容，说明这一项没有写完。", "An item of which only the number stands was never written."
    ),
    authority=DRAFTING,
    help=Bilingual("补写这一项，或删去并顺改后面的序数。", "Write the item, or remove it and renumber."),
)

_BARE_ITEM = re.compile(r"[一二三四五六七八九十]是(?=[；;。，,]|[：:]?\s*\n)")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    folded = context.report.folded
    for item in _BARE_ITEM.finditer(folded):
        before = folded[item.start() - 1 : item.start()]
        if not before or before in "\n；;。：:，, ":
            yield context.diagnostic(at=Span(*item.span()), params={"item": item[0]})


RULE = Rule(code="STR033", name="item-without-text", severity=Severity.WARNING, find=find, texts=TEXTS)
