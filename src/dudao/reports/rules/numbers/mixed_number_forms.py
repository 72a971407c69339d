"""Numbers of one kind are written in several forms through one text (数字形式不统一)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.extract.stretches import dimension_of
from dudao.reports.model import Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("数字形式不统一", "Numbers in mixed forms"),
    message=Bilingual(
        "“{stated}”用了千位分隔号（共{count}处），全文多数四位以上的数不用",
        "{stated} has thousands separators ({count} places); most large numbers here have none",
    ),
    why=Bilingual(
        "同一文件中同类数字用同一形式，便于阅读和核对。",
        "Numbers of one kind in one form are easier to read and to check.",
    ),
    authority=Bilingual(
        "GB/T 15835-2011《出版物上数字用法》：同一场合的数字形式应统一（局部体例一致）",
        "GB/T 15835-2011: one form of numbers through one text",
    ),
    help=Bilingual("全文统一为一种形式。", "Use one form throughout."),
    variants={
        "no_separators": Bilingual(
            "“{stated}”没有千位分隔号（共{count}处），全文多数四位以上的数有",
            "{stated} has no thousands separators ({count} places); most large numbers here have them",
        ),
        "per_cent_in_words": Bilingual(
            "“{stated}”用汉字写百分数，其他百分数用“%”", "{stated} is a per cent in words, others are written with %"
        ),
        "percent_signs": Bilingual(
            "“％”与“%”混用：“{stated}”（共{count}处）与其他处不一致", "％ and % are mixed: {stated} ({count} places)"
        ),
        "measure_in_words": Bilingual(
            "“{stated}”是带单位的统计数，宜用阿拉伯数字，与其他处一致",
            "{stated} is a measured quantity; digits, as elsewhere, are better",
        ),
        "two_scales": Bilingual(
            "“{stated}”一个数里混用两级单位，宜写成一个小数",
            "{stated} mixes two scales in one number; write one decimal",
        ),
        "digit_widths": Bilingual(
            "全角数字与半角数字混用：“{stated}”（共{count}处）与其他处不一致",
            "full-width and half-width digits are mixed: {stated} ({count} places)",
        ),
    },
)

LARGE = re.compile(r"(?P<commas>\d{1,3}(?:,\d{3})+)|\d{4,}")
SHORTEST_LARGE = 4
PER_CENT_IN_WORDS = re.compile(r"百分之(?!百)[〇零一二两三四五六七八九十百点]+")
SECOND_SCALE = re.compile(r"亿\d+万[元人]?|万\d{1,4}[元人名]")
"""The second half of 3亿4500万元; what stands before it is looked at only then."""
DIGITS_BEFORE = re.compile(r"\d+$")
FULL_WIDTH_NUMBER = re.compile(r"[０-９][０-９．，]*")
MEASURED = frozenset(("money", "percent", "points", "person", "institution", "area"))
SMALLEST_MEASURE = 11
"""Small counts (三次会议, 六个协作体) may be in words; so may 十 and less."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    figures = [figure for figure in context.reading.figures if figure.numeral == "arabic"]
    yield from _separators(context, figures)
    yield from _words_for_digits(context, figures)
    yield from _widths(context)
    folded = context.report.folded
    for found in SECOND_SCALE.finditer(folded):
        before = DIGITS_BEFORE.search(folded[max(0, found.start() - 8) : found.start()])
        if before:
            span = Span(found.start() - len(before.group()), found.end())
            yield context.diagnostic(at=span, params={"stated": span.of(context.text)}, variant="two_scales")


def _separators(context: RuleContext, figures: Sequence[Figure]) -> Iterator[Diagnostic]:
    with_commas: list[Figure] = []
    without: list[Figure] = []
    for figure in figures:
        if len(figure.text) > SHORTEST_LARGE and (found := LARGE.search(figure.text)):
            (with_commas if found["commas"] else without).append(figure)
    if not with_commas or not without:
        return
    rare = with_commas if len(with_commas) <= len(without) else without
    variant = None if rare is with_commas else "no_separators"
    yield _once(context, [figure.span for figure in rare], variant=variant)


def _words_for_digits(context: RuleContext, figures: Sequence[Figure]) -> Iterator[Diagnostic]:
    text, folded = context.text, context.report.folded
    if "百分之" in folded and any(dimension_of(figure.unit) == "percent" for figure in figures):
        for found in PER_CENT_IN_WORDS.finditer(folded):
            span = Span(*found.span())
            yield context.diagnostic(at=span, params={"stated": span.of(text)}, variant="per_cent_in_words")
    dimensions = {dimension_of(figure.unit) for figure in figures}
    for figure in context.reading.figures:
        if figure.numeral != "cjk" or figure.value < SMALLEST_MEASURE or figure.approx or figure.bound:
            continue
        dimension = dimension_of(figure.unit)
        if dimension in MEASURED & dimensions and "百分之" not in figure.text:
            yield context.diagnostic(
                at=figure.span,
                params={"stated": figure.span.of(text)},
                variant="measure_in_words",
                subject=figure.metric,
            )


def _widths(context: RuleContext) -> Iterator[Diagnostic]:
    text = context.text
    full, half = text.count("％"), text.count("%")
    if full and half:
        rare = "％" if full <= half else "%"
        spans = [Span(found.start(), found.end()) for found in re.finditer(rf"[\d０-９.．]*{rare}", text)]
        yield _once(context, spans, variant="percent_signs")
    spans = [Span(*found.span()) for found in FULL_WIDTH_NUMBER.finditer(text)]
    half_digits = sum(map(text.count, "0123456789")) if spans else 0
    if spans and half_digits > sum(span.end - span.start for span in spans):
        yield _once(context, spans, variant="digit_widths")


MOST_RELATED = 8
"""Places of one form that are pointed at; the message counts them all."""


def _once(context: RuleContext, spans: Sequence[Span], *, variant: str | None = None) -> Diagnostic:
    """One remark for all places of the rarer form, at the first of them."""
    related = [context.location(span) for span in spans[1 : MOST_RELATED + 1]]
    params = {"stated": spans[0].of(context.text), "count": len(spans)}
    return context.diagnostic(at=spans[0], params=params, related=related, variant=variant)


RULE = Rule(code="NUM022", name="mixed-number-forms", severity=Severity.NOTE, find=find, texts=TEXTS)
