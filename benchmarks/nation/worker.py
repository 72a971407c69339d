"""A contestant in a process of its own that works when told: python -m benchmarks.nation.worker MODULE CLASS FOLDER.

Each line it reads is a word and perhaps an argument; each answer is one line of JSON. `go summary` and `go full` give the
seconds of the processor and of the clock, `show FOLDER` writes the results, `peak` gives the most memory held, in bytes.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.nation.processes import peak_of


def answer(contestant: Any, word: str, argument: str) -> object:
    """What a line asks for."""
    if word == "show":
        contestant.show(Path(argument))
        return "shown"
    if word == "peak":
        return contestant.peak() if hasattr(contestant, "peak") else peak_of(os.getpid())
    processor: Callable[[], float] = getattr(contestant, "processor_seconds", time.process_time)
    used, started = processor(), time.perf_counter()
    contestant.go(argument)
    ended = time.perf_counter()
    return {"processor": processor() - used, "clock": ended - started}


def _tell(content: object) -> None:
    with contextlib.suppress(BrokenPipeError):  # nobody listens any more
        print(json.dumps(content), flush=True)


def main() -> None:
    """Serve line by line; what goes wrong is told in the answer."""
    module, name, folder = sys.argv[1:4]
    contestant: Any = None
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that servers it started are ended with it
    try:
        contestant = getattr(importlib.import_module(f"benchmarks.nation.{module}"), name)(Path(folder))
        _tell("ready")
        for line in sys.stdin:
            word, _, argument = line.strip().partition(" ")
            _tell(answer(contestant, word, argument))
    except ImportError as error:
        _tell({"missing": f"{error.name or error} is not installed there"})
    except Exception as error:  # noqa: BLE001 - told in the table: a contestant that fails must not be passed over
        _tell({"missing": " ".join(f"{type(error).__name__}: {error}".split())[:300]})
    finally:
        if hasattr(contestant, "close"):
            contestant.close()


if __name__ == "__main__":
    main()
