"""The peers: Recognizers-Text and markitdown, in an environment of their own that `make bench` fills.

python -m benchmarks.peers        prints what is to be installed there
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ASKS = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))"


@dataclass(frozen=True)
class Peers:
    """Which peers can be run; a version is None where the package is missing."""

    python: Path
    recognizers: str | None
    markitdown: str | None

    @property
    def missing(self) -> list[str]:
        """A plain line for each peer that is not there."""
        told = {"recognizers-text-number-with-unit": self.recognizers, "markitdown": self.markitdown}
        return [
            f"not measured: {name} is not in {self.python.parent.parent}; `make bench` installs it (group bench in pyproject.toml)"
            for name, version in told.items()
            if version is None
        ]

    def recognize(self, text: str) -> float:
        """Processor seconds that Recognizers-Text takes for a text, its loading not counted."""
        ended = subprocess.run(
            [str(self.python), str(HERE / "recognizers_child.py")],
            input=text.encode(),
            capture_output=True,
            check=False,
        )
        if ended.returncode:
            raise RuntimeError(f"Recognizers-Text failed: {ended.stderr.decode(errors='replace')[-400:]}")
        return float(json.loads(ended.stdout)["seconds"])

    @property
    def markitdown_command(self) -> Path:
        return self.python.parent / ("markitdown.exe" if sys.platform == "win32" else "markitdown")


def find_peers(folder: Path) -> Peers:
    """The peers of a virtual environment, which need not be there."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    return Peers(python, _version(python, "recognizers-text-number-with-unit"), _version(python, "markitdown"))


def pins() -> list[str]:
    """What the environment of the peers holds: the group `bench` of pyproject.toml."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text("utf-8"))
    return [str(pin) for pin in project["dependency-groups"]["bench"]]


def _version(python: Path, package: str) -> str | None:
    if not python.exists():
        return None
    ended = subprocess.run([str(python), "-c", ASKS, package], capture_output=True, text=True, check=False)
    return ended.stdout.strip() if ended.returncode == 0 else None


if __name__ == "__main__":
    print("\n".join(pins()))
