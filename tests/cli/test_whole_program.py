"""The program as it is started: locales, closed and full outputs, terminals, pipes, and what it costs to start."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dudao import __version__
from dudao.diagnostics.visible import width_of

EXAMPLE = Path("examples/yunzhou").resolve()
DUDAO = f"{sys.executable} -m dudao"
CHECK = f"{DUDAO} report check {EXAMPLE / 'report.txt'}"
BARE = {"PATH": os.environ["PATH"]}


def started(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A shell line with no environment but what is named; outputs as UTF-8, which must hold under any locale."""
    return subprocess.run(
        ["bash", "-c", command], env=BARE | environment, capture_output=True, timeout=300, encoding="utf-8", check=False
    )


def fastest_of_three(command: str) -> float:
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        assert started(command).returncode == 0
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def test_version_is_told_at_once() -> None:
    ran = started(f"{DUDAO} --version")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"dudao {__version__}\n", "")
    bare = fastest_of_three(f"{sys.executable} -c pass")  # tells how busy the machine is
    assert fastest_of_three(f"{DUDAO} --version") < max(0.3, 4 * bare)


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX"},
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "zh_CN.GB18030", "PYTHONUTF8": "0"},
        {},
    ],
)
def test_chinese_is_printed_under_any_locale(environment: dict[str, str]) -> None:
    ran = started(CHECK, **environment)
    assert ran.returncode == 1
    assert "有错误：错误" in ran.stdout
    assert ran.stderr == ""


def test_the_locale_chooses_english() -> None:
    assert "rules run" in started(CHECK, LANG="en_US.UTF-8").stdout
    assert "运行规则" in started(f"{CHECK} --lang zh", LANG="en_US.UTF-8").stdout


@pytest.mark.parametrize(
    ("redirected", "code"),
    [(">&-", 1), ("2>&-", 1), (">&- 2>&-", 1), ("</dev/null", 1), ("<&-", 1), ("> /dev/full", 2)],
)
def test_a_closed_or_full_stream_brings_no_traceback(redirected: str, code: int) -> None:
    ran = started(f"{CHECK} {redirected}")
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr
    assert "Exception" not in ran.stderr
    assert ran.stderr.count("\n") == (1 if code == 2 else 0)


def test_a_reader_that_leaves_early_is_no_trouble_and_no_clean_report() -> None:
    ran = started(f"{DUDAO} rule list --format json | true; echo ${{PIPESTATUS[0]}}")
    assert (ran.stdout, ran.stderr) == ("141\n", "")


def in_terminal(command: str, columns: int, **environment: str) -> str:
    """What a command prints on a terminal of so many columns."""
    leader, follower = pty.openpty()
    settings = BARE | {"TERM": "xterm", "COLUMNS": str(columns)} | environment
    with subprocess.Popen(["bash", "-c", command], env=settings, stdin=follower, stdout=follower, stderr=follower):
        os.close(follower)
        shown = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:  # how Linux tells that the other end is closed
                break
            if not part:
                break
            shown += part
    os.close(leader)
    return shown.decode()


PROGRESS = re.compile(r"\r\x1b\[2K[^\r\n\x1b]*")


@pytest.mark.parametrize(("columns", "lang"), [(80, "zh"), (80, "en"), (100, "zh")])
def test_a_terminal_gets_colours_and_lines_no_longer_than_it_is_wide(columns: int, lang: str) -> None:
    shown = PROGRESS.sub("", in_terminal(f"{CHECK} --lang {lang}", columns))
    assert "\x1b[31m" in shown
    lines = re.sub(r"\x1b\[\d+m", "", shown).replace("\r", "").split("\n")
    assert len(lines) > 50
    assert max(width_of(line) for line in lines) <= columns


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_none_is_wanted(environment: dict[str, str]) -> None:
    assert "\x1b[3" not in PROGRESS.sub("", in_terminal(CHECK, 80, **environment))


def test_long_work_tells_its_stages_on_a_terminal_only() -> None:
    assert "正在核对" in in_terminal(CHECK, 80)
    assert "正在核对" not in started(CHECK).stderr
