"""`dudao report read`: what a report says, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import run

REPORT = Path("examples/yunzhou/report.docx")

# design, section 6
KEYS = {
    "text": str, "title": str, "addressee": str, "signatory": str, "date": str, "truncated": bool,
    "headings": list, "figures": list, "documents": list, "events": list, "people": list, "bodies": list,
    "tasks": list, "placeholders": list, "claims_without_figure": list,
}  # fmt: skip
FIELDS = {
    "headings": {"level", "number", "title", "start", "end"},
    "figures": {
        "text", "start", "end", "value", "unit", "metric", "period", "role", "comparison", "change", "approx", "bound",
    },
    "documents": {"title", "number", "date", "issuer", "start", "end"},
    "events": {"kind", "date", "actor", "post", "act", "place", "start", "end"},
    "placeholders": {"text", "start", "end"},
    "claims_without_figure": {"text", "start", "end"},
}  # fmt: skip


def test_json_has_every_public_key_and_offsets_that_hold(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "report", "read", REPORT, "--format", "json")
    assert ran.code == 0
    found = json.loads(ran.out)
    for name, kind in KEYS.items():
        assert isinstance(found[name], kind), name
    assert found["hosting"] is None
    for name, fields in FIELDS.items():
        assert found[name], name
        for each in found[name]:
            assert each.keys() >= fields
            if "text" in each:
                assert found["text"][each["start"] : each["end"]] == each["text"]


def test_text_shows_the_outline_first(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "report", "read", REPORT)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].startswith("云州市人民政府")
    assert "一、基本情况" in ran.out
    assert "938所" in ran.out


def test_english_labels(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "--lang", "en", "report", "read", REPORT).out
    assert "Outline" in out
    assert "Figures" in out
    assert not any(word in out for word in ("提纲", "主送", "署名", "水平"))


def test_a_report_cannot_drive_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    path.write_text("云州市自评报告\x1b[2J\n一、基本\u202e情况\n现有小学\u200b371所。\n", "utf-8")
    out = run(capsys, "report", "read", path).out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "read.json"
    assert run(capsys, "report", "read", REPORT, "--format", "json", "-o", out).out == ""
    assert json.loads(out.read_text("utf-8"))["title"]
