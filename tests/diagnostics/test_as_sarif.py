"""Remarks as SARIF 2.1.0: valid by the standard, levels on each result, places, states and exceptions kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from dudao.diagnostics.as_sarif import as_sarif
from dudao.diagnostics.model import Bilingual, Diagnostic, Kind
from tests.diagnostics.remarks import NOTE, PLACE, WARNING, remark
from tests.diagnostics.sarif_shape import LOG

EVERY = [
    remark(),
    remark("STR003", at=None, related=(), **WARNING),
    remark("CLM001", kind=Kind.REVIEW, **NOTE),
    remark("FAC007", kind=Kind.OPEN, baseline="new"),
    remark(baseline="gone", suppression=Bilingual("误报：甲", "a false alarm: x")),
    remark(baseline="updated", at=replace(PLACE, prefix="", suffix="")),
]


def log(*remarks: Diagnostic, **asked: Any) -> dict[str, Any]:
    made = as_sarif(remarks, uri=asked.pop("uri", "report.docx"), **asked)
    Draft202012Validator.check_schema(LOG)
    Draft202012Validator(LOG).validate(made)
    return made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_log_of_every_kind_of_remark_is_valid(lang: str) -> None:
    (run,) = log(*EVERY, lang=lang)["runs"]
    assert len(run["results"]) == len(EVERY)
    assert len(run["tool"]["driver"]["rules"]) == 4


def test_a_log_without_remarks_is_valid() -> None:
    assert log()["runs"][0]["results"] == []


def test_the_shape_refuses_what_the_standard_forbids() -> None:
    good = log(remark())
    for path, wrong in (("level", "fatal"), ("kind", "review"), ("message", {}), ("extra", 1)):
        bad = as_sarif([remark()], uri="report.docx")
        bad["runs"][0]["results"][0][path] = wrong
        assert not Draft202012Validator(LOG).is_valid(bad)
    assert Draft202012Validator(LOG).is_valid(good)


def test_results_point_to_their_rule() -> None:
    (run,) = log(*EVERY)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])


def test_level_kind_state_and_exception_are_kept() -> None:
    results = log(*EVERY)["runs"][0]["results"]
    told = [(each["kind"], each["level"], each["properties"]["level"], each.get("baselineState")) for each in results]
    assert told == [
        ("fail", "error", "error", None),
        ("fail", "warning", "warning", None),
        ("review", "none", "note", None),
        ("open", "none", "error", "new"),
        ("fail", "error", "error", "absent"),
        ("fail", "error", "error", "updated"),
    ]
    assert results[4]["suppressions"][0]["justification"] == "误报：甲"
    assert all("suppressions" not in each for each in results[:4])


def test_regions_hold_the_quote_and_its_surroundings() -> None:
    (place,) = log(remark())["runs"][0]["results"][0]["locations"]
    region, context = place["physicalLocation"]["region"], place["physicalLocation"]["contextRegion"]
    assert (region["charOffset"], region["charLength"], region["snippet"]["text"]) == (21, 4, "8.3%")
    assert context["charLength"] == len(context["snippet"]["text"])
    assert context["charOffset"] + context["snippet"]["text"].index("8.3%") == region["charOffset"]
    assert place["logicalLocations"] == [{"fullyQualifiedName": "body/page 2/paragraph 11"}]


def test_a_file_name_becomes_a_uri() -> None:
    (run,) = log(remark(), uri="自评 报告#1%.docx")["runs"]
    uri = run["artifacts"][0]["location"]["uri"]
    assert uri.isascii()
    assert not set(" #") & set(uri)
    assert unquote(uri) == "自评 报告#1%.docx"
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_an_incomplete_run_says_so() -> None:
    assert log(is_complete=False)["runs"][0]["invocations"] == [{"executionSuccessful": False}]
