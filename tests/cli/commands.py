"""Runs a command in this process and gives its exit code and both outputs."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from dudao.cli.commands import run_command


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    """The command line `dudao WORDS…`, in Chinese unless a language is named."""
    capsys.readouterr()
    told = () if "--lang" in words else ("--lang", "zh")
    code = run_command([*told, *map(str, words)])
    return Ran(code, *capsys.readouterr())
