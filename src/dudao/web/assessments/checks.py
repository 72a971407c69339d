"""What the core says of a narrative: figures that the data contradict, claims that they do not bear out."""

from __future__ import annotations

from dataclasses import dataclass

from dudao.diagnostics.model import Diagnostic, Severity
from dudao.facts.known import KnownFacts
from dudao.reports.bind.bind import bind_reading
from dudao.reports.check import check_reading
from dudao.reports.extract.reading import extract_reading
from dudao.reports.rules.contract import Given
from dudao.reports.rules.registry import all_rules
from dudao.reports.settings import CheckSettings
from dudao.reports.structure.build import report_from_text
from dudao.values.periods import parse_period
from dudao.web.assessments.figures import as_bindings
from dudao.web.assessments.models import SelfAssessment
from dudao.web.pages.handed_in import language

FAMILIES = ("FAC", "CLM", "NUM", "TAB")
"""Figures against data, claims, arithmetic: what can be said of a passage; form and completeness are for the whole report."""
LEFT_OUT = ("figure-without-fact",)
"""Said of every figure that is no fact: for the report, not while one is writing."""
TONES = {Severity.ERROR: "bad", Severity.WARNING: "waiting", Severity.NOTE: "off"}


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: the words it is about, what is wrong, what to do."""

    code: str
    quote: str
    message: str
    help: str
    tone: str


def remarks_on(found: SelfAssessment, known: KnownFacts) -> list[Remark]:
    """Remarks on a narrative in the order of the text, the whole of it read as the body's own report of the round's year."""
    if not found.narrative.strip():
        return []
    evaluated = found.evaluated
    title = f"{evaluated.name}人民政府履行教育职责情况的自评报告\n"
    reading = extract_reading(report_from_text(title + found.narrative))
    period = parse_period(evaluated.round.period)
    saved = as_bindings(found.figures, len(title))
    bindings = bind_reading(reading, known, period=period, saved=saved)
    settings = CheckSettings(period=period)
    given = Given(reading=reading, settings=settings, facts=known, bindings=bindings)
    rules = tuple(
        rule
        for rule in all_rules()
        if rule.family in FAMILIES and rule.name not in LEFT_OUT and rule.needs <= {"facts"}
    )
    return [_remark(each) for each in check_reading(given, rules).diagnostics]


def _remark(each: Diagnostic) -> Remark:
    quote = each.location.quote if each.location else ""
    lang = language()
    return Remark(each.code, quote, each.message(lang), each.help(lang), TONES[each.severity])
