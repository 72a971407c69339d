"""Names of one kind are masked in two ways (遮蔽方式不统一): 张某某 and 李XX."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import HOUSE_RULE
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.masking.what_is_masked import name_span, place_level, stands_for
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("遮蔽方式不统一", "Names are masked in two ways"),
    message=Bilingual("这里写“{text}”，别处写“{usual}”，遮蔽方式不一致", "masked as {text} here, as {usual} elsewhere"),
    why=Bilingual(
        "同一类名称用两种方式遮蔽，读者分不清是不是同一处、同一人，也说明遮蔽没有统一规则。",
        "Two ways of masking leave open whether one person or place is meant, and show that no rule was followed.",
    ),
    authority=HOUSE_RULE,
    help=Bilingual("全文统一为一种写法，如都用“{usual}”。", "Use one form throughout, such as {usual}."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    people = [name_span(context, person) for person in context.reading.people if person.masked]
    yield from _odd_ones(context, [(span, span.of(context.text)) for span in people])
    places: dict[str | None, list[tuple[Span, str]]] = {}
    for placeholder in context.reading.placeholders:
        level = place_level(placeholder.text)
        if level is not None and stands_for(placeholder) == "place":
            places.setdefault(level, []).append((placeholder.span, placeholder.text))
    for group in places.values():
        if sum(_style(text) == "mou" for _, text in group) != 1:  # one 某市 among XX市 speaks of some place or other
            yield from _odd_ones(context, group)


def _odd_ones(context: RuleContext, named: Sequence[tuple[Span, str]]) -> Iterator[Diagnostic]:
    """Those in another style than the first of the usual one; the earliest style is usual where counts are equal."""
    styles = Counter(_style(text) for _, text in named if text)
    if len(styles) < 2:
        return
    usual = styles.most_common(1)[0][0]
    model = next((span, text) for span, text in named if _style(text) == usual)
    for span, text in named:
        if text and _style(text) != usual:
            yield context.diagnostic(
                at=span,
                labels={"另一种写法": model[0]},
                params={"text": span.of(context.text), "usual": model[0].of(context.text)},
            )


def _style(text: str) -> str:
    """Which marks mask a name: letters, stars, crosses, lines or 某.

    >>> [_style(text) for text in ("XX市", "李xx", "某某县", "**", "张××")]
    ['letters', 'letters', 'mou', 'stars', 'crosses']
    """
    for style, marks in _STYLES:
        if any(mark in text for mark in marks):
            return style
    return ""


_STYLES = (
    ("mou", "某"),
    ("letters", "XxＸｘ"),
    ("stars", "*＊﹡"),
    ("crosses", "×╳✕○◯〇□■△▲◇◆"),
    ("lines", "_＿"),
)

RULE = Rule(code="MSK005", name="masked-in-two-ways", severity=Severity.NOTE, find=find, texts=TEXTS)
