"""Runs of text that the project shares with a folder of real reports: nothing of a sample may be committed.

    python tools/find_copied_text.py FOLDER [LENGTH]

FOLDER holds text files; LENGTH (16) is the shortest run that counts, in Chinese characters, digits and letters. Titles of
laws and set phrases of official language are shared by all reports; a person decides. Exit code 1 where a run is found.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LENGTH = 16
TEXT = {".py", ".md", ".txt", ".csv", ".toml", ".yaml", ".html", ".json", ".typ"}
_KEPT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
LEAST_CHINESE = 0.5  # of a run: code and addresses of the web are no report


def squashed(text: str) -> str:
    """Text without marks and blanks: a copy is often punctuated anew."""
    return "".join(_KEPT.findall(text))


def runs_of(text: str, length: int) -> Iterator[str]:
    """All runs of a length that are mostly Chinese."""
    for start in range(len(text) - length + 1):
        run = text[start : start + length]
        if len(_CHINESE.findall(run)) >= LEAST_CHINESE * length:
            yield run


def shared_runs(text: str, known: set[str], length: int) -> Iterator[str]:
    """The longest stretches of a text all of whose runs are known."""
    start = None
    for at in range(len(text) - length + 2):
        if text[at : at + length] in known:
            start = at if start is None else start
        elif start is not None:
            yield text[start : at - 1 + length]
            start = None


def main() -> int:
    """Print each shared run with its file."""
    if len(sys.argv) < 2:
        print("usage: python tools/find_copied_text.py FOLDER [LENGTH]", file=sys.stderr)
        return 2
    length = int(sys.argv[2]) if len(sys.argv) > 2 else LENGTH
    reports = [file for file in sorted(Path(sys.argv[1]).rglob("*")) if file.suffix in TEXT]
    known = {run for file in reports for run in runs_of(squashed(file.read_text("utf-8", "replace")), length)}
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True).stdout.decode("utf-8")
    found = 0
    for name in filter(None, listed.split("\0")):
        file = Path(name)
        if file.suffix in TEXT and file.is_file():
            for run in shared_runs(squashed(file.read_text("utf-8", "replace")), known, length):
                found += 1
                print(f"{name}: {run}")
    print(f"{found} runs of {length} or more characters shared with {len(reports)} files", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
