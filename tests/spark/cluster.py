"""A standalone Spark cluster of this machine: a master and two workers on loopback, on free ports, ended whatever happens."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyspark

from dudao.indicators.compile.spark_session import find_java

WORKERS = 2
DEFAULTS = """
spark.executor.memory        1g
spark.driver.memory          1g
spark.sql.shuffle.partitions 4
"""
"""What an operator would write into spark-defaults.conf of so small a cluster."""
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For runs of minutes: no time is lost on making machine code as good as it can be."""
WAIT = 90.0
PR_SET_PDEATHSIG = 1
"""Of Linux: <sys/prctl.h>."""


@dataclass
class Cluster:
    """A running cluster: its address, its folder, and the process groups that belong to it."""

    folder: Path
    master: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, name: str, arguments: list[str], environment: Mapping[str, str]) -> Path:
        """Start one of Spark's own classes in a process group of its own; returns its log."""
        log = self.folder / f"{name}.log"
        script = Path(pyspark.__file__).parent / "bin" / "spark-class"
        with log.open("wb") as file:
            self.processes.append(
                subprocess.Popen(
                    [str(script), *arguments],
                    stdout=file,
                    stderr=file,
                    env=dict(environment),
                    start_new_session=True,
                    preexec_fn=_end_with_parent,
                )
            )
        return log

    def stop(self) -> None:
        """End every process, the workers first, and with each worker its executors."""
        for process in reversed(self.processes):
            _signal_group(process.pid, signal.SIGTERM)
        until = time.monotonic() + 20
        while time.monotonic() < until and any(group_lives(each.pid) for each in self.processes):
            for each in self.processes:
                each.poll()
            time.sleep(0.1)
        for process in self.processes:
            _signal_group(process.pid, signal.SIGKILL)
            process.wait(timeout=20)


def _end_with_parent() -> None:
    """Ask the kernel to end this process when the one that started it is killed and can no longer do so."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal_group(group: int, sign: signal.Signals) -> None:
    if group_lives(group):
        os.killpg(group, sign)


def group_lives(group: int) -> bool:
    """Whether a process of a group is still there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start a cluster, hand it over, end its processes and remove its folder, also when something failed."""
    found = Cluster(Path(tempfile.mkdtemp(prefix="dudao-cluster-")))
    asked_to_end = signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what stands below is done
    before = {name: os.environ.get(name) for name in ("SPARK_CONF_DIR", "JDK_JAVA_OPTIONS", "JAVA_HOME")}
    try:
        settings = found.folder / "conf"
        settings.mkdir()
        (settings / "spark-defaults.conf").write_text(DEFAULTS, encoding="utf-8")
        os.environ |= {"SPARK_CONF_DIR": str(settings), "JDK_JAVA_OPTIONS": QUICK, "JAVA_HOME": str(find_java())}
        environment = os.environ | {
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_LOCAL_DIRS": str(found.folder / "local"),
            "SPARK_LOCAL_IP": "127.0.0.1",
        }
        loopback = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
        log = found.start("master", ["org.apache.spark.deploy.master.Master", *loopback], environment)
        found.master = _told(log, r"Starting Spark master at (spark://127\.0\.0\.1:\d+)")
        for number in range(WORKERS):
            own = ["--cores", "1", "--memory", "1536m", "--work-dir", str(found.folder / f"work{number}")]
            worker = ["org.apache.spark.deploy.worker.Worker", *loopback, *own, found.master]
            log = found.start(f"worker{number}", worker, environment)
            _told(log, r"(Successfully registered with master)")
        yield found
    finally:
        found.stop()
        shutil.rmtree(found.folder)
        signal.signal(signal.SIGTERM, asked_to_end)
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _told(log: Path, pattern: str) -> str:
    """What a process wrote into its log, waited for."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        found = re.search(pattern, log.read_text("utf-8", errors="replace"))
        if found:
            return found[1]
        time.sleep(0.2)
    raise TimeoutError(f"{pattern} not found in:\n{log.read_text('utf-8', errors='replace')[-3000:]}")
