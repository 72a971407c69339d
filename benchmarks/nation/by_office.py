"""LibreOffice on a workbook of formulas: the schools and counties, without the roll-up above them."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.nation.work import RESULTS, columns_of
from benchmarks.nation.workbook import write_workbook

SYSTEM_PYTHON = Path("/usr/bin/python3")


class OnWorkbook:
    """A workbook that LibreOffice has loaded; every go recalculates all of its formulas."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("soffice") is None:
            raise FileNotFoundError("LibreOffice Calc is not installed (Debian: libreoffice-calc-nogui, python3-uno)")
        self.kept = tempfile.TemporaryDirectory(prefix="dudao-bench-")
        path = Path(self.kept.name) / "work.xlsx"
        self.heads = write_workbook(folder, path)
        self.child = subprocess.Popen(
            [SYSTEM_PYTHON, Path(__file__).with_name("office_child.py"), path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.load: float = self._read()["load"]
        self.used = 0.0

    def go(self, work: str) -> object:
        """Recalculate; both works are the same to a workbook."""
        found = self._ask("go")
        self.used += found["processor"]
        return found

    def show(self, folder: Path) -> None:
        """The results as files in a folder."""
        self.go("full")
        sheets = {name: self._ask(f"show {name}") for name in ("schools", "counties")}
        for name, (head, *rows) in sheets.items():
            columns = columns_of(name)
            _numbers, truths = RESULTS[name]
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(columns)
                for row in rows:
                    own = dict(zip(head, row, strict=True))
                    if own.get("applies", 1):
                        writer.writerow(_cell(own[column], is_truth=column in truths) for column in columns)

    def processor_seconds(self) -> float:
        """Of the office, recalculating."""
        return self.used

    def peak(self) -> int:
        """Bytes that the office has held."""
        return int(self._ask("peak"))

    def close(self) -> None:
        """End the office and remove the workbook."""
        assert self.child.stdin is not None
        self.child.stdin.close()
        try:
            self.child.wait()
        finally:
            self.child.terminate()  # where this process is itself told to end while it waits
        self.kept.cleanup()

    def _ask(self, line: str) -> Any:
        assert self.child.stdin is not None
        self.child.stdin.write(line + "\n")
        self.child.stdin.flush()
        return self._read()

    def _read(self) -> Any:
        assert self.child.stdout is not None
        line = self.child.stdout.readline()
        if not line:
            raise RuntimeError("LibreOffice ended (is python3-uno installed?)")
        return json.loads(line)


def _cell(content: Any, *, is_truth: bool) -> Any:
    if content == "" or not is_truth:
        return content
    return "true" if content else "false"
