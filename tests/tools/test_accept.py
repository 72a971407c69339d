"""`make accept` writes golden text anew and shows only what changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.samples import golden
from tools import accept


def test_it_shows_what_changed_and_is_quiet_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(golden.HERE / "county-letter", tmp_path / "county-letter")
    outline = tmp_path / "county-letter" / "expected" / "outline.txt"
    outline.write_text(outline.read_text("utf-8").replace("教师队伍", "教师"), encoding="utf-8")
    monkeypatch.setattr(accept, "ROOT", tmp_path)
    monkeypatch.setattr(accept, "all_samples", lambda: [golden.Sample(tmp_path / "county-letter")])
    (difference,) = accept.accept()
    changed = [line for line in difference.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ["-  三、 教师", "+  三、 教师队伍"]
    assert not list(accept.accept())
