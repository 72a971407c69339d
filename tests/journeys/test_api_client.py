"""The example of a client, run as people run it, against a real site."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.promises.project import ROOT
from tests.web.api.keys import key_of
from tests.web.datasets import on_stage as data

EXAMPLE = ROOT / "examples" / "api_client.py"


def client_module() -> Any:
    """The example as a module."""
    spec = spec_from_file_location("api_client", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    found = sys.modules["api_client"] = module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def run(stage: LiveServer, login: str) -> str:
    """What the example prints for one of the cast."""
    command = [sys.executable, str(EXAMPLE), stage.url]
    environment = os.environ | {"DUDAO_KEY": key_of(login), "PYTHONUTF8": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=Path(ROOT))
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.django_db(transaction=True)
def test_the_example_writes_reads_and_repeats_a_refusal(stage: LiveServer) -> None:
    data.of_county()
    told = run(stage, "reporter")
    assert "填报员甲 · 临江县教育局" in told
    assert "2026-03-01 专题研究义务教育工作 临江县" in told
    assert "2025年义务教育优质均衡发展督导评估 临江县 " in told
    assert "这一步由" in run(stage, "supervisor")


@pytest.mark.django_db(transaction=True)
def test_the_client_fills_a_table_and_hands_in_a_file(stage: LiveServer) -> None:
    module, round_address = client_module(), data.of_county()
    site = module.Dudao(stage.url, key_of("reporter"))
    before = site.table(round_address, "990102", "school_stage")
    row = before["rows"][0]["row"]
    cells = [module.Cell(row, "students", "900"), module.Cell(row, "students", "many")]
    kept = site.save_cells(round_address, "990102", "school_stage", before["seq"], cells[:1])
    assert (kept["saved"], kept["refused"]) == (1, [])
    refused = site.save_cells(round_address, "990102", "school_stage", kept["seq"], cells[1:])
    assert [each["row"] for each in refused["refused"]] == [row]
    after = site.table(round_address, "990102", "school_stage")
    assert after["rows"][0]["cells"]["students"]["value"] == "900"
    with pytest.raises(module.Problem) as told:
        site.submit(round_address, "990102", "school_stage")
    assert told.value.code == "refused"
    taken = site.add_evidence(round_address, "990102", "方案.txt", "督导工作方案".encode())
    again = site.add_evidence(round_address, "990102", "方案.txt", "督导工作方案".encode())
    assert (taken["is_new"], again["is_new"], again["address"]) == (True, False, taken["address"])
