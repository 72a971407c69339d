"""How a run ends: the verdict, the counts and the exit code."""

from __future__ import annotations

import pytest

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity
from dudao.diagnostics.verdict import ExitCode, Verdict, exit_code_of, summarize, verdict_of
from tests.diagnostics.remarks import NOTE, WARNING, remark

ACCEPTED = {"suppression": Bilingual("误报", "a false alarm")}


@pytest.mark.parametrize(
    ("remarks", "verdict"),
    [
        ([], Verdict.CLEAN),
        ([remark(**NOTE)], Verdict.CLEAN),
        ([remark(**NOTE), remark(**WARNING)], Verdict.WARNINGS),
        ([remark(**WARNING), remark()], Verdict.ERRORS),
        ([remark(**ACCEPTED), remark(**NOTE)], Verdict.CLEAN),
        ([remark(baseline="gone")], Verdict.CLEAN),
        ([remark(baseline="unchanged")], Verdict.ERRORS),
    ],
)
def test_the_worst_that_stands_decides_the_verdict(remarks: list[Diagnostic], verdict: Verdict) -> None:
    assert verdict_of(remarks) is verdict


def test_an_incomplete_run_never_looks_like_success() -> None:
    assert verdict_of([], is_incomplete=True) is Verdict.INCOMPLETE
    assert exit_code_of([], is_incomplete=True) is ExitCode.TROUBLE


@pytest.mark.parametrize(
    ("level", "fail_on", "code"),
    [
        (level, fail_on, int(levels.index(level) >= levels.index(fail_on)))
        for levels in [["note", "warning", "error"]]
        for level in levels
        for fail_on in levels
    ],
)
def test_the_exit_code_follows_the_chosen_level(level: str, fail_on: str, code: int) -> None:
    assert exit_code_of([remark(severity=Severity(level))], fail_on=Severity(fail_on)) == code


@pytest.mark.parametrize(("state", "code"), [("new", 1), ("updated", 1), ("unchanged", 0), ("gone", 0)])
def test_against_a_baseline_only_what_is_new_or_changed_fails(state: str, code: int) -> None:
    assert exit_code_of([remark(baseline=state)]) == code


def test_an_accepted_remark_does_not_fail() -> None:
    assert exit_code_of([remark(**ACCEPTED)], fail_on=Severity.NOTE) is ExitCode.CLEAN


def test_counts_leave_out_what_is_accepted_or_gone_and_tell_how_many() -> None:
    counts = summarize([remark(), remark("STR003", **WARNING), remark(**ACCEPTED), remark(baseline="gone")])
    assert counts.by_level == {"error": 1, "warning": 1, "note": 0}
    assert counts.by_family == {"NUM": 1, "STR": 1}
    assert (counts.suppressed, counts.gone) == (1, 1)


def test_every_verdict_has_a_word_in_chinese() -> None:
    assert len({each.label_zh for each in Verdict}) == len(Verdict)
