"""Signatory or date at the end of the text do not stand at the right (署名、成文日期位置不符)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import SIGNATURE_PLACE
from dudao.reports.rules.layout.set_text import SetText, landmark, states_indents

TEXTS = Texts(
    summary=Bilingual("署名、成文日期位置不符", "Signatory or date are misplaced"),
    message=Bilingual("{what}没有排在右侧", "the {what_en} does not stand at the right"),
    why=Bilingual("署名和成文日期居右排布，便于用印。", "Both stand at the right, where the seal goes."),
    authority=SIGNATURE_PLACE,
    help=Bilingual(
        "设为右对齐；加盖印章的成文日期右空四字，署名以成文日期为准居中。",
        "Align it right; sealed, the date ends four characters from the edge and the body is centred on it.",
    ),
    variants={
        "edge": Bilingual(
            "{what}紧靠右边，没有右空（加盖印章的，成文日期右空四字；不加盖的，署名右空二字）",
            "the {what_en} touches the right edge (sealed, the date ends four characters from it; unsealed, the body two)",
        )
    },
)

NAMES = {"signatory": ("署名", "signatory"), "date": ("成文日期", "date")}
SURELY_RIGHT = 8.0
"""Characters of indent or typed blanks from which a line stands at the right by hand."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    report = context.report
    if not states_indents(context.source):
        return
    after = max((heading.start for heading in report.headings), default=len(report.text) // 2)
    lines = {name: found for name in NAMES if (found := landmark(report, name)) and found.span.start > after}
    for name, line in lines.items():
        variant = _fault(line, may_touch=name == "signatory")
        if variant is not None:
            what, what_en = NAMES[name]
            params = {"what": what, "what_en": what_en}
            yield context.diagnostic(at=line.span, params=params, variant=variant or None, subject=name)


def _fault(line: SetText, *, may_touch: bool) -> str | None:
    """None where it is in place or cannot be known; "" at the left; "edge" at the very right."""
    style = line.style
    if style.align == "right":
        inside = (style.right_chars or 0.0) + line.trailing_blanks
        # the name of a long body may reach the edge when it is centred on the date
        return "edge" if inside < 1 and not may_touch else None
    if style.align == "center":
        return None if (style.left_chars or 0.0) >= SURELY_RIGHT else ""
    moved = line.leading_blanks + (style.left_chars or 0.0) + (style.first_line_chars or 0.0)
    return "" if moved < SURELY_RIGHT else None


RULE = Rule(
    code="LAY012",
    name="signature-misplaced",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
)
