"""`dudao bundle`: verified offline, in both languages, with the exit codes of the project."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tools.docs_pages.json_contract import undocumented

from dudao.bundles.verify import look_into
from dudao.bundles.write import endorse_bundle
from tests.bundles.sealed import HEADING, made_over, sealed
from tests.cli.commands import run


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "submission.zip"
    sealed(path)
    return path


def tampered(bundle: Path) -> Path:
    def change(contents: dict[str, bytes]) -> None:
        contents["data/school-2025.csv"] += b"9901020002,2025\n"
        contents["a\x1b[31m\u202e.csv"] = b""

    return made_over(bundle, bundle.with_name("tampered.zip"), change)


def test_a_sound_bundle_ends_with_0_and_says_so(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digest = look_into(bundle).hash
    ran = run(capsys, "bundle", "verify", bundle, "--hash", digest.upper())
    assert (ran.code, ran.err) == (0, "")
    assert "完好" in ran.out
    assert digest in ran.out
    assert "sound" in run(capsys, "bundle", "verify", bundle, "--lang", "en").out


def test_a_tampered_one_ends_with_1_names_the_part_and_sends_nothing_to_the_terminal(
    bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "bundle", "verify", tampered(bundle))
    assert ran.code == 1
    assert "data/school-2025.csv 的内容被改动" in ran.out
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


def test_what_is_no_bundle_ends_with_2_in_one_line(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bundle.write_bytes(b"no")
    for words in ((bundle,), (bundle.with_name("none.zip"),), (bundle, "--hash", "12")):
        ran = run(capsys, "bundle", "verify", *words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_moments_are_those_of_the_office_and_the_number_tells_which_it_follows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {"hash": "ab" * 32, "number": "1", "reason": "补正教师数"}
    here = dict(HEADING.round) | {"time_zone": "Asia/Shanghai"}
    second = replace(HEADING, round=here, number=2, sealed_at="2026-05-06T17:00:00+00:00", replaces=before)
    sealed(tmp_path / "second.zip", second)
    ran = run(capsys, "bundle", "verify", tmp_path / "second.zip")
    assert "本单位本轮第 2 次报送，2026-05-07 01:00:00 +08:00 由" in ran.out
    assert f"接续第 1 次  {'ab' * 32}（补正教师数）" in ran.out
    assert "submission 2" in run(capsys, "bundle", "verify", tmp_path / "second.zip", "--lang", "en").out


def test_the_chain_to_the_version_before_is_asked_for(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "bundle", "verify", bundle, "--after", bundle)
    assert ran.code == 1
    assert "不是接续" in ran.out


def test_contents_are_listed(bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent = tmp_path / "sent.zip"
    entries = [{"step": "signed", "by": "县领导甲", "at": "2026-05-07", "note": ""}]
    endorse_bundle(bundle, sent, look_into(bundle).hash, entries)
    shown = run(capsys, "bundle", "show", sent)
    assert shown.code == 0
    assert "自评报告" in shown.out
    assert "县领导甲" in shown.out


def test_every_key_of_the_json_is_documented(bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.json"
    assert run(capsys, "bundle", "verify", tampered(bundle), "--format", "json", "-o", out).code == 1
    printed = json.loads(out.read_text("utf-8"))
    assert printed["faults"]
    assert not sorted(undocumented(printed, "bundle_verify"))
    shown = json.loads(run(capsys, "bundle", "show", bundle, "--format", "json").out)
    assert not sorted(undocumented(shown, "bundle_show"))
