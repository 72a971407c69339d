"""The lines of running text are not 28 to 30 points apart (行距不符)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import TextStyle
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import LINE_PITCH
from dudao.reports.rules.layout.set_text import SetText, running_text

TEXTS = Texts(
    summary=Bilingual("行距不符", "The line pitch is off"),
    message=Bilingual(
        "正文有{count}段行距为{pitch}磅，应为{low}至{high}磅固定值（首处在此）",
        "{count} paragraphs have a line pitch of {pitch} pt, not {low} to {high} pt exact (first one here)",
    ),
    why=Bilingual(
        "行距决定每页行数（22行），页数要求以此为准。",
        "The pitch fixes the lines of a page; limits in pages rest on it.",
    ),
    authority=LINE_PITCH,
    help=Bilingual(
        "将正文行距设为固定值28.95磅（28至30磅均可）。", "Set the line spacing to exactly 28.95 pt (28 to 30 will do)."
    ),
    variants={
        "multiple": Bilingual(
            "正文有{count}段行距为{pitch}倍，不是{low}至{high}磅固定值（首处在此）",
            "{count} paragraphs have {pitch} lines of spacing, not {low} to {high} pt exact (first one here)",
        )
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    low, high = context.option("lowest_points"), context.option("highest_points")
    setups = context.source.page_setups
    grid = setups[0].grid_pitch if setups else None
    exact: list[tuple[SetText, float]] = []
    multiple: list[tuple[SetText, float]] = []
    for each in running_text(context):
        style = each.style
        if style.line_pitch is not None:
            if not low <= style.line_pitch <= high:
                exact.append((each, style.line_pitch))
        elif style.line_multiple is not None and not _is_on_grid(style, grid, low, high):
            multiple.append((each, style.line_multiple))
    for variant, wrong in ((None, exact), ("multiple", multiple)):
        if wrong:
            pitches = [f"{pitch:g}" for pitch in dict.fromkeys(pitch for _, pitch in wrong)][:3]
            params = {"count": len(wrong), "pitch": pitches, "low": f"{low:g}", "high": f"{high:g}"}
            yield context.diagnostic(at=wrong[0][0].span, params=params, variant=variant, subject=variant or "exact")


def _is_on_grid(style: TextStyle, grid: float | None, low: float, high: float) -> bool:
    """Whether the page's grid puts the lines where they belong (22 lines a page, single spacing)."""
    return grid is not None and style.line_multiple is not None and low <= grid * style.line_multiple <= high


RULE = Rule(
    code="LAY008",
    name="line-pitch-off",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
    options={"lowest_points": 28.0, "highest_points": 30.0},
    option_texts={
        "lowest_points": Bilingual("行距下限，磅", "least line pitch in points"),
        "highest_points": Bilingual("行距上限，磅", "greatest line pitch in points"),
    },
)
