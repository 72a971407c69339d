"""Run a reader in a process of its own that is limited in memory and time, and killed when it does not end.

Two ways, chosen for the process that asks:

- **fork** on Linux while the process has one thread: 3 ms, and what is imported stays imported. A forked child has
  only the thread that forked; a lock that another thread held would stay locked for ever, so with more threads (a web
  server, DuckDB's or pdfium's own) it is not used;
- **a fresh interpreter** everywhere else: some 150 ms, safe beside any thread and on any system. Windows and macOS
  enforce the time there; memory and CPU limits are POSIX only.

Either way the child leads its own process group, so that what it started (LibreOffice) ends with it, and sends back
plain JSON (`wire`), never objects.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import importlib
import json
import math
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from dudao.reports.model import Source
from dudao.reports.readers.limits import Limits, limits_in_force, require_blocks, require_characters
from dudao.reports.readers.wire import pack_source, unpack_source
from dudao.values.errors import DudaoError, MissingToolError, UnreadableError

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

OK, REFUSED, MISSING_TOOL = b"S", b"U", b"M"
KINDS_OF_ERROR = {REFUSED: UnreadableError, MISSING_TOOL: MissingToolError}
ANSWER_BYTES = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Call:
    """What the limited process is to do: a function by the name it can be imported under, a file, plain arguments.

    `seconds` and `memory` are this call's own; `limits` are what the reader itself asks for.
    """

    function: str
    path: str
    limits: Limits
    seconds: float
    memory: int
    arguments: tuple[int, ...] = ()


def importable_name(function: Callable[..., Source]) -> str:
    """`module:name` of a function at the top of its module."""
    return f"{function.__module__}:{function.__qualname__}"


def read_limited(call: Call) -> Source:
    """What the call's function returns; raises UnreadableError or MissingToolError, whatever happens to the process."""
    answer, status = _fork(call) if _may_fork() else _run_afresh(call)
    if answer[:1] in KINDS_OF_ERROR:
        raise _error_from(answer)
    if answer[:1] != OK or status != 0:
        raise _crashed(status, call)
    try:
        return unpack_source(answer[1:])
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise _crashed(status, call) from error


def _may_fork() -> bool:
    """Whether this process has one thread only, counting those of libraries; known on Linux alone."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


# ───────────────────────────── in the child ─────────────────────────────


def answer_to(call: Call) -> bytes:
    """Do the call under its limits; any trouble becomes an answer."""
    try:
        _limit_this_process(call)
        module, _, name = call.function.partition(":")
        with limits_in_force(call.limits):
            source: Source = getattr(importlib.import_module(module), name)(Path(call.path), *call.arguments)
            require_blocks(len(source.blocks))
            require_characters(sum(len(block.text) for block in source.blocks))
            return OK + pack_source(source)
    except MissingToolError as error:
        return MISSING_TOOL + _sentences(error)
    except DudaoError as error:
        return REFUSED + _sentences(error)
    except MemoryError:
        return REFUSED + _sentences(_out_of_memory())
    except RecursionError:
        return REFUSED + _sentences(
            UnreadableError(
                "文件的层次嵌套过深，无法读取；请另存为新文件后再试",
                "the file is nested too deeply; save it anew and retry",
            )
        )
    except Exception as error:  # noqa: BLE001 - whatever a damaged file does to a library, the user gets one sentence
        return REFUSED + _sentences(_damaged(error), traceback.format_exc())


def _limit_this_process(call: Call) -> None:
    if resource is None:
        return
    seconds = math.ceil(call.seconds) + 1
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 4 * call.limits.file_bytes)
    held = _memory_held()
    if held is not None:
        _lower(resource.RLIMIT_AS, held + call.memory)


def _lower(which: int, amount: int) -> None:
    _, most = resource.getrlimit(which)
    wanted = amount if most == resource.RLIM_INFINITY else min(amount, most)
    with contextlib.suppress(ValueError, OSError):  # a system that does not enforce this one
        resource.setrlimit(which, (wanted, most))


def _memory_held() -> int | None:
    """Bytes of address space this process has already; None where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _sentences(error: DudaoError, trace: str = "") -> bytes:
    return json.dumps({"zh": error.zh, "en": error.en, "trace": trace}).encode()


def _fork(call: Call) -> tuple[bytes, int]:
    """The child's answer and exit status (negative: the signal that ended it)."""
    out, into = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _be_the_child(call, into)
    os.close(into)
    try:
        answer = _drain(out, call, child)
    finally:
        os.close(out)
        _end(child)
        _, status = os.waitpid(child, 0)
    return answer, os.waitstatus_to_exitcode(status)


def _be_the_child(call: Call, into: int) -> None:
    """Never returns: the parent's clean-up belongs to the parent."""
    code = 1
    try:
        os.setsid()
        gc.freeze()
        _silence()
        _send(into, answer_to(call))
        code = 0
    finally:
        os._exit(code)


def _silence() -> None:
    """Send what libraries print, and what Python prints of a crash, to nowhere."""
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _send(into: int, answer: bytes) -> None:
    view = memoryview(answer)
    while view:
        view = view[os.write(into, view) :]


# ───────────────────────────── in the parent ─────────────────────────────


def _drain(out: int, call: Call, child: int) -> bytes:
    """All the child writes until it closes; kills it and raises when it takes too long or says too much."""
    parts: list[bytes] = []
    size, deadline = 0, time.monotonic() + call.seconds
    while True:
        ready, _, _ = select.select([out], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            _end(child)
            raise _too_slow(call)
        part = os.read(out, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
        if size > ANSWER_BYTES:
            raise _out_of_memory()


def _end(child: int) -> None:
    """End the child and all it started; one that has ended by itself is left alone."""
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(child, signal.SIGKILL)


def _run_afresh(call: Call) -> tuple[bytes, int]:
    """The same from a new interpreter, which finds modules where this one does."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-m", "dudao.reports.readers.limited"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    request = json.dumps(asdict(call)).encode()
    with process:
        try:
            if resource is None:  # Windows cannot select on a pipe
                answer, _ = process.communicate(request, timeout=call.seconds)
            else:
                answer = _converse(process, request, call)
        except subprocess.TimeoutExpired as late:
            raise _too_slow(call) from late
        finally:
            if resource is None:
                process.kill()
            else:
                _end(process.pid)
    return answer, process.returncode


def _converse(process: subprocess.Popen[bytes], request: bytes, call: Call) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(request)
        process.stdin.close()
    return _drain(process.stdout.fileno(), call, process.pid)


def _answer_from_standard_input() -> None:
    """What the fresh interpreter does: a call in, an answer out."""
    request = json.loads(sys.stdin.buffer.read())
    limits = Limits(**request.pop("limits"))
    call = Call(**{**request, "limits": limits, "arguments": tuple(request["arguments"])})
    out = os.dup(1)
    _silence()
    _send(out, answer_to(call))


# ───────────────────────────── what went wrong, in one sentence ─────────────────────────────


def _error_from(answer: bytes) -> DudaoError:
    try:
        told = json.loads(answer[1:])
        error = KINDS_OF_ERROR[answer[:1]](str(told["zh"]), str(told["en"]))
    except (ValueError, KeyError, TypeError):
        return _damaged(None)
    if told.get("trace"):
        error.add_note(str(told["trace"]))
    return error


def _damaged(cause: Exception | None) -> UnreadableError:
    what = f"（{type(cause).__name__}）" if cause is not None else ""
    return UnreadableError(
        f"文件已损坏或不完整，读取时出错{what}；请用编辑软件打开并另存一份后再试",
        f"the file is damaged or incomplete{' (' + type(cause).__name__ + ')' if cause else ''}; open it, save a copy, retry",
    )


def _out_of_memory() -> UnreadableError:
    return UnreadableError(
        "文件展开后所需内存超过上限，可能是恶意构造的文件；请用编辑软件打开并另存一份后再试",
        "the file needs more memory than the limit allows and may be malicious; open it, save a copy, retry",
    )


def _too_slow(call: Call) -> UnreadableError:
    return UnreadableError(
        f"读取超过 {call.seconds:g} 秒仍未完成，已停止；文件可能过大、已损坏或为恶意构造，请另存一份或拆分后再试",
        f"reading took more than {call.seconds:g} seconds and was stopped; the file may be too large, damaged or malicious",
    )


def _crashed(status: int, call: Call) -> UnreadableError:
    if resource is not None and status == -signal.SIGXCPU:
        return _too_slow(call)
    return UnreadableError(
        f"读取程序意外终止（状态 {status}），文件可能已损坏或为恶意构造；请用编辑软件打开并另存一份后再试",
        f"the reader ended unexpectedly (status {status}); the file may be damaged or malicious: save a copy and retry",
    )


if __name__ == "__main__":
    _answer_from_standard_input()
