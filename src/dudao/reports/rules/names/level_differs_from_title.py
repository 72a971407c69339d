"""Title and body speak of different levels (标题与正文层级不一): 县人民政府 in the title, 我市 in the body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.names.own_name import own_ending
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("标题与正文层级不一", "Title and body speak of different levels"),
    message=Bilingual(
        "标题是{level}级政府的报告，正文却自称“{self}”（{count}处）",
        "the title is of a {level}; the body calls itself {self} ({count} times)",
    ),
    why=Bilingual(
        "自称与标题不符，多为套用上级或他地材料。",
        "A body that calls itself otherwise than its title was usually copied.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "统一自称；套用他级材料的段落，数字和事项都要逐项核实。",
        "Use one name for the body; check figures and facts of copied passages.",
    ),
    variants={
        "lower": Bilingual("{level}级政府的报告中自称“{self}”", "the report of a {level} calls itself {self}"),
    },
)

_SELF = re.compile(r"我([省市县区州旗])(?![内外级])")
_SPEAKS_OF_ITSELF = re.compile(r"(?:高度重视|认真|始终|坚持|切实|教育事业|把教育|紧紧围绕|积极)")
_HEIGHT = {"省": 4, "市": 3, "州": 3, "县": 2, "区": 2, "旗": 2}


def find(context: RuleContext) -> Iterator[Diagnostic]:
    own = own_ending(context.given)
    if own is None or own not in _HEIGHT:
        return
    mentions = [(found[1], found.start()) for found in _SELF.finditer(context.report.folded)]
    counts = Counter(ending for ending, _ in mentions)
    told: set[str] = set()
    for ending, start in mentions:
        if ending == own or ending in told or _HEIGHT[ending] == 4:
            continue
        told.add(ending)
        is_mostly = counts[ending] >= 2 and counts[ending] > counts[own]
        is_lower = _HEIGHT[ending] < _HEIGHT[own]
        speaks = _SPEAKS_OF_ITSELF.match(context.report.folded, start + 2) is not None
        if not (is_mostly or is_lower or speaks or counts[own] == 0):
            continue  # 我市 in a county's report may well be the city above it
        title = context.report.landmarks.get("title")
        yield context.diagnostic(
            at=Span(start, start + 2),
            labels={"标题": title} if title else None,
            params={"level": own, "self": f"我{ending}", "count": counts[ending]},
            variant=None if is_mostly or not is_lower else "lower",
            kind=Kind.REVIEW if speaks and not is_mostly and counts[own] else None,
        )


RULE = Rule(code="NAM006", name="level-differs-from-title", severity=Severity.WARNING, find=find, texts=TEXTS)
