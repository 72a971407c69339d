"""Remarks as JSON: every public key is there, whatever the remark has or lacks, and nothing but plain values."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from dudao.diagnostics.as_json import diagnostic_as_json
from dudao.diagnostics.model import Bilingual, Fix, Kind
from dudao.values.spans import Span
from tests.diagnostics.remarks import remark

# design, section 6: other programs rely on these
PUBLIC = {
    "code", "name", "kind", "level", "message", "quote", "start", "end", "page_number", "paragraph", "params",
    "related", "authority", "help", "fixes", "root", "baseline", "fingerprint",
}  # fmt: skip


@pytest.mark.parametrize(
    "each",
    [
        remark(),
        remark(at=None, related=()),
        remark(kind=Kind.OPEN, baseline="new", root="abc", suppression=Bilingual("误报：甲", "a false alarm: x")),
        remark(params={"stated": Decimal("8.30"), "parts": [Decimal(1), "二"], "none": None}),
        remark(fixes=(Fix(Span(21, 25), "3.8%"),)),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_public_key_is_there_and_plain(each: object, lang: str) -> None:
    shown = diagnostic_as_json(each, lang)
    assert shown.keys() >= PUBLIC
    assert json.loads(json.dumps(shown, ensure_ascii=False)) == shown


def test_places_count_characters_of_the_text() -> None:
    shown = diagnostic_as_json(remark())
    assert (shown["quote"], shown["start"], shown["end"]) == ("8.3%", 21, 25)
    assert (shown["page_number"], shown["paragraph"]) == (2, 11)
    assert (shown["level"], shown["kind"]) == ("error", "fail")
    assert shown["related"][0]["label"] == "上期数"
    assert shown["location"]["prefix"].endswith("增长")


def test_a_remark_on_the_whole_text_has_no_place() -> None:
    shown = diagnostic_as_json(remark(at=None))
    assert [shown[name] for name in ("quote", "start", "end", "page_number", "paragraph", "location")] == [None] * 6


def test_english_has_no_chinese_but_what_the_report_says() -> None:
    shown = diagnostic_as_json(remark(suppression=Bilingual("误报：甲", "a false alarm: x")), "en")
    assert shown["message"] == "the growth of 8.3% does not follow"
    assert shown["related"][0]["label"] == "before"
    assert shown["suppression"] == "a false alarm: x"


def test_numbers_keep_their_printed_decimals() -> None:
    assert diagnostic_as_json(remark(params={"stated": Decimal("8.30")}))["params"] == {"stated": "8.30"}
