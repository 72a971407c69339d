"""The margins of a Word file are not those of the official format (页边距不符)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import MARGINS

DUE = {"top": 37.0, "bottom": 35.0, "left": 28.0, "right": 26.0}
NAMES = {"top": ("上", "top"), "bottom": ("下", "bottom"), "left": ("左", "left"), "right": ("右", "right")}

TEXTS = Texts(
    summary=Bilingual("页边距不符", "The margins are off"),
    message=Bilingual("页边距不符：{found}", "the margins are off: {found_en}"),
    why=Bilingual(
        "页边距决定版心和每页字数，页数要求以此为准。",
        "Margins fix the text block and so how much a page holds; limits in pages rest on it.",
    ),
    authority=MARGINS,
    help=Bilingual(
        "在“页面设置”中将上、下、左、右页边距设为37、35、28、26 mm。",
        "Set top, bottom, left and right to 37, 35, 28 and 26 mm in Page Setup.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    tolerance = context.option("tolerance_mm")
    for setup in context.source.page_setups:
        # a page laid across for a table turns the margins with it
        if setup.width > setup.height or not setup.top:
            continue
        wrong = {
            side: getattr(setup, side)
            for side, due in DUE.items()
            if abs(getattr(setup, side) - due) > tolerance + 0.05
        }
        if wrong:
            found = [f"{NAMES[side][0]}{length:.1f} mm（应为{DUE[side]:.0f}）" for side, length in wrong.items()]
            found_en = ", ".join(
                f"{NAMES[side][1]} {length:.1f} mm for {DUE[side]:.0f}" for side, length in wrong.items()
            )
            yield context.diagnostic(at=None, params={"found": found, "found_en": found_en})
            return


RULE = Rule(
    code="LAY002",
    name="margins-off",
    severity=Severity.WARNING,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
    options={"tolerance_mm": 1.0},
    option_texts={
        "tolerance_mm": Bilingual("天头、订口等允许的偏差，毫米", "how far each margin may be off, in mm"),
    },
)
