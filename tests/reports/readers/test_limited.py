"""A reader in a process of its own: what it returns comes back, and whatever it does becomes one sentence."""

import os
import threading
import time
from pathlib import Path

import pytest

from dudao.reports.readers import limited
from dudao.reports.readers.limited import Call, importable_name, read_limited
from dudao.reports.readers.limits import LIMITS, Limits
from dudao.values.errors import MissingToolError, UnreadableError
from tests.reports.readers import odd_readers

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits of memory are POSIX only")


@pytest.fixture(params=["fork", "afresh"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(limited, "_may_fork", lambda: request.param == "fork")
    monkeypatch.syspath_prepend(Path(__file__).parents[3])  # so that a fresh interpreter finds the odd readers
    return request.param


def call(function, path: Path, *, seconds: float = 20, limits: Limits = LIMITS, arguments=()) -> Call:
    return Call(importable_name(function), str(path), limits, seconds, 400 * 1024 * 1024, tuple(arguments))


def test_it_returns_what_the_reader_read_and_hands_over_limits_and_arguments(way: str, tmp_path: Path) -> None:
    source = read_limited(
        call(odd_readers.well_behaved, tmp_path / "报告.txt", limits=Limits(pages=7), arguments=(3, 4))
    )
    assert source.blocks[0].text == "报告.txt (3, 4) 7"
    assert source.blocks[0].place.page == 1


def test_what_a_library_prints_does_not_spoil_the_answer(way: str, tmp_path: Path) -> None:
    assert read_limited(call(odd_readers.prints, tmp_path)).kind == "text"


def test_a_reader_that_never_ends_is_stopped(way: str, tmp_path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(UnreadableError, match="more than 1 seconds"):
        read_limited(call(odd_readers.never_ends, tmp_path, seconds=1))
    assert time.monotonic() - started < 5


def test_what_a_reader_started_ends_with_it(way: str, tmp_path: Path) -> None:
    note = tmp_path / "number"
    read_limited(call(odd_readers.leaves_a_program_behind, note))
    program = int(note.read_text("ascii"))
    for _ in range(100):
        if not _runs(program):
            return
        time.sleep(0.02)
    pytest.fail("the program is still running")


def _runs(program: int) -> bool:
    """Whether a process is there and not merely waiting to be buried."""
    try:
        return Path(f"/proc/{program}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("reader", "error", "sentence"),
    [
        (odd_readers.eats_memory, UnreadableError, "内存"),
        (odd_readers.crashes, UnreadableError, "意外终止"),
        (odd_readers.ends_early, UnreadableError, "意外终止"),
        (odd_readers.breaks, UnreadableError, "KeyError"),
        (odd_readers.recurses, UnreadableError, "嵌套过深"),
        (odd_readers.refuses, UnreadableError, "有密码"),
        (odd_readers.lacks_a_tool, MissingToolError, "缺少组件"),
    ],
)
def test_every_trouble_is_one_sentence(way: str, tmp_path: Path, reader, error, sentence: str) -> None:
    with pytest.raises(error) as caught:
        read_limited(call(reader, tmp_path))
    assert sentence in caught.value.zh
    assert "\n" not in caught.value.zh + caught.value.en


def test_the_trace_of_a_broken_reader_is_kept_for_debugging(way: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_limited(call(odd_readers.breaks, tmp_path))
    assert "odd_readers.py" in "".join(caught.value.__notes__)


@pytest.mark.parametrize(("limits", "word"), [(Limits(blocks=999), "999 个"), (Limits(characters=9_999), "9999 字")])
def test_more_than_the_limits_allow_is_refused(way: str, tmp_path: Path, limits: Limits, word: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_limited(call(odd_readers.says_too_much, tmp_path, limits=limits))
    assert word in caught.value.zh


def test_a_process_with_a_second_thread_does_not_fork() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not limited._may_fork()
    finally:
        stop.set()
        thread.join()
