"""The scripts of the table that need no browser: what is pasted and typed, steps back, jumps."""

from __future__ import annotations

import subprocess
from pathlib import Path

FRONTEND = Path(__file__).resolve().parents[3] / "frontend"


def test_what_is_typed_and_pasted_is_read_by_the_scripts_as_office_staff_mean_it() -> None:
    found = subprocess.run(["node", "--test", "tests/"], cwd=FRONTEND, capture_output=True, text=True, timeout=60)
    assert found.returncode == 0, found.stdout
