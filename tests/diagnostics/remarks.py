"""Remarks for the tests: one rule's texts, a place in a sentence, and whatever a test wants different."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Location, Severity, Texts, fingerprint
from dudao.values.spans import Place, Span

TEXTS = Texts(
    summary=Bilingual("增幅与数额不符", "growth does not follow"),
    message=Bilingual("增幅{stated}与前后数额不符", "the growth of {stated} does not follow"),
    why=Bilingual("读者会算。", "Readers compute."),
    authority=Bilingual("本系统约定", "house rule"),
    help=Bilingual("核对{stated}。", "Check {stated}."),
)
PLACE = Location(
    Span(21, 25),
    "8.3%",
    prefix="由58.72亿元增加到60.93亿元，增长",
    suffix="，实现“两个只增不减”。",
    place=Place(page=2, paragraph=11),
)
BASE = Location(Span(1, 8), "58.72亿元", place=Place(page=2, paragraph=11), label="上期数")


def remark(code: str = "NUM001", at: Location | None = PLACE, **changed: Any) -> Diagnostic:
    """A remark of level error, failing, at `PLACE`; its fingerprint is made as a run makes it."""
    made = Diagnostic(
        code=code,
        name="growth-not-from-amounts",
        kind=Kind.FAIL,
        severity=Severity.ERROR,
        texts=TEXTS,
        location=at,
        related=(BASE,),
        params={"stated": "8.3%"},
        fingerprint=fingerprint(code, "支出", at),
    )
    return replace(made, **changed)


NOTE, WARNING = {"severity": Severity.NOTE}, {"severity": Severity.WARNING}
