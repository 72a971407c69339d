"""List pages ask the same number of queries however much there is: the site of the benchmark, small and of twice the size."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.promises.project import ROOT


def begin(home: Path, size: str) -> subprocess.Popen[str]:
    """Fill a site and ask every page once, in a process of its own."""
    own = {"DUDAO_HOME": str(home), "DUDAO_DATABASE": "", "DJANGO_SETTINGS_MODULE": "dudao.web.settings"}
    command = [sys.executable, "-m", "benchmarks.site.inside", size]
    return subprocess.Popen(command, env=os.environ | own, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def rows_of(running: subprocess.Popen[str]) -> list[dict[str, Any]]:
    """What it printed."""
    printed, _nothing = running.communicate(timeout=600)
    assert running.returncode == 0
    found: list[dict[str, Any]] = json.loads(printed.splitlines()[-1])
    return found


def test_no_list_asks_more_queries_where_there_is_more(tmp_path: Path) -> None:
    small, twice = (rows_of(each) for each in [begin(tmp_path / size, size) for size in ("small", "twice")])
    grown = [
        f"{one['who']} {one['address']}: {one['queries']} queries, then {other['queries']}"
        for one, other in zip(small, twice, strict=True)
        if other["queries"] > one["queries"]
    ]
    assert grown == []
    assert {row["address"].partition("?")[0][:8] for row in small if row["status"] != 200} <= {"/report/"}
