"""The paper of a Word file is not A4 (纸张不是A4)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import PAPER

A4 = (210.0, 297.0)

TEXTS = Texts(
    summary=Bilingual("纸张不是A4", "The paper is not A4"),
    message=Bilingual("纸张为 {width}×{height} mm，应为A4（210×297 mm）", "the paper is {width} × {height} mm, not A4"),
    why=Bilingual(
        "纸张不对，装订、归档和版心尺寸都会出错。", "Binding, filing and the text block depend on the paper."
    ),
    authority=PAPER,
    help=Bilingual("在“布局—纸张大小”中选A4。", "Choose A4 under Layout, Size."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    tolerance = context.option("tolerance_mm")
    wrong = [
        (setup.width, setup.height)
        for setup in context.source.page_setups
        # tables are often put on pages laid across; the paper is then still A4
        if setup.width and setup.height and not _is_near(sorted((setup.width, setup.height)), tolerance)
    ]
    if wrong:
        width, height = wrong[0]
        yield context.diagnostic(
            at=None, params={"width": f"{width:.0f}", "height": f"{height:.0f}", "count": len(wrong)}
        )


def _is_near(sides: list[float], tolerance: float) -> bool:
    return all(abs(side - due) <= tolerance for side, due in zip(sides, A4, strict=True))


RULE = Rule(
    code="LAY001",
    name="paper-not-a4",
    severity=Severity.WARNING,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
    options={"tolerance_mm": 1.0},
    option_texts={
        "tolerance_mm": Bilingual("宽、高允许的偏差，毫米", "how far width and height may be off, in mm"),
    },
)
