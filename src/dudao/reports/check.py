"""Run the chosen rules over a reading, contain one that breaks, and give each remark its name."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts, fingerprint
from dudao.diagnostics.verdict import Verdict, verdict_of
from dudao.reports.rules.contract import Given, Rule, RuleContext
from dudao.reports.rules.registry import all_rules

BROKEN_RULE = Texts(
    summary=Bilingual("规则运行出错", "A rule broke"),
    message=Bilingual(
        "规则 {rule} 运行出错（{trouble}），其余规则照常运行", "rule {rule} broke ({trouble}); the others ran"
    ),
    why=Bilingual(
        "这条规则没有得出结论，检查结果不完整。", "This rule reached no conclusion, so the run is incomplete."
    ),
    authority=Bilingual("本系统约定", "house rule"),
    help=Bilingual(
        "请把报告和这条信息交给系统维护人员。", "Send the report and this message to whoever maintains the system."
    ),
)

MOST_REMARKS = 10_000
"""Remarks of one rule; a file made of a million placeholders would else give a gigabyte that nobody reads."""

REMARKS_LEFT_OUT = Texts(
    summary=Bilingual("同类问题过多，其余未列出", "Too many remarks of one kind; the rest is not listed"),
    message=Bilingual(
        "规则 {rule} 发现的问题超过 {most} 处，只列出前 {most} 处",
        "rule {rule} found more than {most} places; only the first {most} are listed",
    ),
    why=Bilingual(
        "同一问题成千上万处，多半是文件本身不对，逐条列出没有用处。",
        "So many places of one kind mean, as a rule, that the file itself is wrong.",
    ),
    authority=Bilingual("本系统约定", "house rule"),
    help=Bilingual(
        "请先核对是否给错了文件；确是报告的，改好已列出的再检查一次。",
        "See whether this is the right file; if it is, mend what is listed and check again.",
    ),
)


@dataclass(frozen=True, slots=True)
class RuleRun:
    """That a rule was run: how many remarks, how long in seconds, and its trouble if it broke."""

    code: str
    found: int
    seconds: float
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a run of the rules gave: remarks in the order of the text, and every rule that ran."""

    given: Given
    diagnostics: tuple[Diagnostic, ...]
    runs: tuple[RuleRun, ...]

    @property
    def is_incomplete(self) -> bool:
        return any(run.trouble for run in self.runs)

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.diagnostics, is_incomplete=self.is_incomplete)


def chosen_rules(given: Given) -> tuple[Rule, ...]:
    """The rules that have what they need and that the settings do not leave out."""
    present = {"facts"} if given.facts is not None else set()
    present |= {"scheme"} if given.scheme is not None else set()
    present |= {"word"} if given.report.source.kind == "docx" else set()
    return tuple(rule for rule in all_rules() if rule.needs <= present and _is_selected(rule, given))


def _is_selected(rule: Rule, given: Given) -> bool:
    settings = given.settings

    def names_it(words: Iterable[str]) -> bool:
        return any(rule.code.startswith(word.upper()) or rule.name == word for word in words)

    return (not settings.select or names_it(settings.select)) and not names_it(settings.ignore)


def check_reading(given: Given, rules: tuple[Rule, ...] | None = None) -> CheckResult:
    """Run rules (all chosen ones by default); a rule that raises becomes INT001 and the others go on."""
    found: list[Diagnostic] = []
    runs: list[RuleRun] = []
    for rule in chosen_rules(given) if rules is None else rules:
        started = time.perf_counter()
        try:
            remarks = list(islice(rule.find(RuleContext(rule, given)), MOST_REMARKS + 1))
            if len(remarks) > MOST_REMARKS:
                remarks[-1] = _left_out(rule)
            trouble = ""
        except Exception as error:  # noqa: BLE001 - a broken rule must never stop the run
            trouble = f"{type(error).__name__}: {error}"
            remarks = [_broken(rule, trouble)]
        found.extend(remarks)
        runs.append(RuleRun(rule.code, len(remarks), time.perf_counter() - started, trouble))
    return CheckResult(given, tuple(_named(sorted(found, key=_order))), tuple(runs))


def _left_out(rule: Rule) -> Diagnostic:
    return Diagnostic(
        code="INT002",
        name="remarks-left-out",
        kind=Kind.OPEN,
        severity=Severity.WARNING,
        texts=REMARKS_LEFT_OUT,
        location=None,
        params={"rule": f"{rule.code} {rule.name}", "most": str(MOST_REMARKS)},
        subject=rule.code,
    )


def _broken(rule: Rule, trouble: str) -> Diagnostic:
    return Diagnostic(
        code="INT001",
        name="rule-broke",
        kind=Kind.OPEN,
        severity=Severity.ERROR,
        texts=BROKEN_RULE,
        location=None,
        params={"rule": f"{rule.code} {rule.name}", "trouble": trouble},
        subject=rule.code,
    )


def _order(remark: Diagnostic) -> tuple[int, int, str]:
    if remark.location is None:
        return (-1, -1, remark.code)
    return (remark.location.span.start, remark.location.span.end, remark.code)


def _named(remarks: list[Diagnostic]) -> list[Diagnostic]:
    """Give each its fingerprint; equal ones in one run get a running number."""
    seen: Counter[str] = Counter()
    named = []
    for remark in remarks:
        name = fingerprint(remark.code, remark.subject, remark.location)
        seen[name] += 1
        named.append(remark.with_fingerprint(name if seen[name] == 1 else f"{name}-{seen[name]}"))
    return named
