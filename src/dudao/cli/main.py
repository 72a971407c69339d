"""The door: `dudao NOUN VERB`. Languages, exit codes and the last line of defence against tracebacks."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from dudao import __version__


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and leave with its exit code (0 clean, 1 found, 2 misuse or unreadable, 3 internal trouble)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    speak_utf8()
    if words == ["--version"]:  # answered before anything heavy is imported
        return _say_version()
    from dudao.cli.commands import run_command  # the commands import what they need; --version does not wait for it

    return run_command(words)


def _say_version() -> int:
    try:
        sys.stdout.write(f"dudao {__version__}\n")
        sys.stdout.flush()
    except OSError:
        return 2  # a full disk behind > FILE: nobody to tell
    return 0


def speak_utf8() -> None:
    """Print Chinese under any locale: a C locale would otherwise end in an encoding error. A closed stream takes all."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # started with it closed (>&-)
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the program
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def collect_rarely() -> None:
    """Let the collector of cyclic garbage run rarely: what is read of a report is kept to the end, and looking through it
    again and again takes a seventh of the time of a long one."""
    gc.set_threshold(50_000, 20, 50)


def entry() -> None:
    """The console script."""
    collect_rarely()
    sys.exit(run())


if __name__ == "__main__":
    entry()
