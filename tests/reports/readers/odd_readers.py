"""Readers that misbehave, for the tests of the limited process; each is called in a process of its own."""

import os
import signal
import subprocess
import time
from pathlib import Path

from dudao.reports.model import Block, BlockKind, Source
from dudao.reports.readers.limits import in_force
from dudao.values.errors import MissingToolError, UnreadableError
from dudao.values.spans import Place


def well_behaved(path: Path, *numbers: int) -> Source:
    text = f"{path.name} {numbers} {in_force().pages}"
    return Source(kind="text", blocks=(Block(BlockKind.LINE, text, Place(page=1)),))


def never_ends(path: Path) -> Source:
    while True:
        time.sleep(0.05)


def leaves_a_program_behind(path: Path) -> Source:
    program = subprocess.Popen(["sleep", "60"])
    path.write_text(str(program.pid), "ascii")
    return well_behaved(path)


def eats_memory(path: Path) -> Source:
    return Source(kind="text", blocks=(Block(BlockKind.LINE, "x" * (1 << 34)),))


def crashes(path: Path) -> Source:
    os.kill(os.getpid(), signal.SIGSEGV)
    return well_behaved(path)


def ends_early(path: Path) -> Source:
    os._exit(0)


def breaks(path: Path) -> Source:
    raise KeyError("part")


def recurses(path: Path) -> Source:
    return recurses(path)


def refuses(path: Path) -> Source:
    raise UnreadableError("有密码", "behind a password")


def lacks_a_tool(path: Path) -> Source:
    raise MissingToolError("缺少组件", "a component is missing")


def prints(path: Path) -> Source:
    print("noise on standard output", flush=True)  # noqa: T201
    os.write(2, b"noise on standard error\n")
    return well_behaved(path)


def says_too_much(path: Path) -> Source:
    return Source(kind="text", blocks=tuple(Block(BlockKind.LINE, "字" * 10) for _ in range(1000)))
