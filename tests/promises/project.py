"""The files of the project as its promises see them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "dudao"
CODE = ("src", "tests", "tools", "benchmarks")
TEXT = {".py", ".md", ".toml", ".txt", ".csv", ".yaml", ".yml", ".sh", ".css", ".js", ".typ", ".html", ".json", ""}


@cache
def tracked() -> tuple[Path, ...]:
    """The files under version control; without git (an unpacked archive) all but what is built."""
    try:
        run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return tuple(_unpacked())
    names = run.stdout.decode("utf-8").split("\0")
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())


def _unpacked() -> Iterator[Path]:
    for part in ROOT.iterdir():
        if part.is_file():
            yield part
        elif part.name in (*CODE, "docs", "examples", ".ci"):
            yield from (file for file in part.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


@cache
def text_files() -> tuple[Path, ...]:
    """Those that hold text."""
    return tuple(file for file in tracked() if file.suffix in TEXT)


def python_files(*folders: str) -> list[Path]:
    """The Python files in some folders of the project."""
    return [file for file in tracked() if file.suffix == ".py" and relative(file).split("/", 1)[0] in folders]


def relative(file: Path) -> str:
    """A file's address from the root of the project."""
    return file.relative_to(ROOT).as_posix()


@cache
def tree_of(file: Path) -> ast.Module:
    """A Python file as its syntax tree."""
    return ast.parse(file.read_text("utf-8"))
