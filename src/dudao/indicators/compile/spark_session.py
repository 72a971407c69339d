"""Spark as a process of its own beside Dudao: found, started for one computation, ended with all that it left.

Only SQL goes to Spark and only files come back: the machines of the cluster need neither Python nor Dudao, but they must
see the folder of the data and the scratch folder under the same paths.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dudao.values.errors import MissingToolError, MisuseError, UnreadableError

JAVA_RELEASES = (17, 21)
"""Releases of Java on which this Spark runs."""
USUAL_PLACE = Path("/usr/lib/jvm")
ON_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
SETTINGS = {
    # what floating point and text mean; an overflow or a word read as a number must not pass as a null
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "WARN",
}
WAIT = 5.0
"""Seconds until a master that does not answer counts as absent."""
WAIT_FOR_WORKERS = 60.0
WAIT_FOR_END = 60.0


class SparkBroke(UnreadableError):
    """Spark broke off: a worker lost, memory gone, a file that it cannot read."""


@dataclass(slots=True)
class OpenSpark:
    """A running Spark: its session, and the folder that driver and workers share for what is worked out on the way."""

    session: Any
    scratch: Path
    looked: tuple[Any, Any] = (None, None)
    """The folder whose tables were looked through last, with its files as they were; and those tables."""


@contextmanager
def spark_session(master: str = "local[*]", scratch: Path | None = None) -> Iterator[OpenSpark]:
    """Start Spark, hand it over, end it and remove what it wrote.

    Args:
        master: local[N] for threads of this machine, or spark://HOST:PORT.
        scratch: a folder that all machines of the cluster see; one of this machine's where it is left out.
    Raises:
        MissingToolError: pyspark or a fitting Java is not installed.
        MisuseError: a master that is none, does not answer, or needs a scratch folder.
        SparkBroke: what goes wrong in Spark while it is open, said in one line.
    """
    own = _shared_folder(master, scratch)
    if find_spec("pyspark") is None:
        raise MissingToolError(
            "缺 pyspark：安装 dudao[spark] 后再用 --engine spark（make test-spark 会装到 .venv-spark）",
            "pyspark is not installed: --engine spark needs dudao[spark] (make test-spark puts it into .venv-spark)",
        )
    java = find_java()
    folder = Path(tempfile.mkdtemp(prefix="dudao-spark-", dir=own))
    gateway, session = None, None
    try:
        folder.chmod(0o755)
        gateway, session = _start(master, folder, java)
        _await_workers(master, session)
        yield OpenSpark(session, folder)
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("pyspark", "py4j"):
            raise
        line = next((each.strip() for each in str(error).splitlines() if each.strip()), type(error).__name__)
        raise SparkBroke(f"Spark 中断：{line[:500]}", f"Spark broke off: {line[:500]}") from error
    finally:
        _end(gateway, session)
        shutil.rmtree(folder, ignore_errors=True)


def _shared_folder(master: str, scratch: Path | None) -> Path | None:
    """The folder in which the scratch folder is made; None for that of the system."""
    if re.fullmatch(r"local(\[(\d+|\*)\])?", master):
        return scratch
    found = re.fullmatch(r"spark://(?P<host>[^:/\s]+|\[[^\]]+\]):(?P<port>\d{1,5})", master)
    if found is None:
        raise MisuseError(
            f"--master 应为 local[N] 或 spark://主机:端口，不是 {master}",
            f"--master must be local[N] or spark://HOST:PORT, not {master}",
        )
    host, port = found["host"].strip("[]"), int(found["port"])
    try:
        socket.create_connection((host, port), timeout=WAIT).close()
    except (OSError, OverflowError) as error:
        raise MisuseError(
            f"{master} 没有应答（{error}）：请先启动 Spark 主节点，或改用 --master local[2]",
            f"{master} does not answer ({error}): start the Spark master first, or use --master local[2]",
        ) from error
    if scratch is None and host not in ON_THIS_MACHINE:
        raise MisuseError(
            "集群在别的机器上：请用 --scratch 写明所有机器都能读写的文件夹",
            "the cluster is on other machines: name a folder that all of them can read and write with --scratch",
        )
    return scratch


def find_java() -> Path:
    """The home of a Java that this Spark runs on; raises MissingToolError where there is none."""
    named = os.environ.get("JAVA_HOME")
    homes = [Path(named)] if named else []
    on_path = shutil.which("java")
    if on_path:
        homes.append(Path(on_path).resolve().parent.parent)
    homes.extend(sorted(USUAL_PLACE.glob("*")))
    for home in homes:
        if _java_release(home / "bin" / "java") in JAVA_RELEASES:
            return home
    raise MissingToolError(
        "缺 Java 17 或 21：Debian 上用 apt-get install openjdk-17-jre-headless 安装，装在别处的用 JAVA_HOME 指明",
        "Java 17 or 21 is missing: on Debian apt-get install openjdk-17-jre-headless; name one elsewhere with JAVA_HOME",
    )


def _java_release(java: Path) -> int:
    """The release of a Java, 0 where it is none."""
    if not java.is_file():
        return 0
    told = subprocess.run([str(java), "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else 0


def _start(master: str, folder: Path, java: Path) -> tuple[Any, Any]:
    from pyspark import SparkConf, SparkContext  # only here: the extra `spark` may be absent
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    own = {
        "spark.master": master,
        "spark.app.name": "dudao",
        "spark.local.dir": str(folder / "local"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    if master.startswith("local") or any(f"//{host}:" in master for host in ON_THIS_MACHINE):
        own |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    conf = SparkConf(loadDefaults=False)
    conf.setAll(list((SETTINGS | own).items()))
    os.environ["JAVA_HOME"] = str(java)
    with (folder / "spark.log").open("wb") as log:
        gateway = launch_gateway(conf, {"stdout": log, "stderr": log})
    context = SparkContext(gateway=gateway, conf=conf)
    return gateway, SparkSession(context)


def _await_workers(master: str, session: Any) -> None:
    """Wait for the first worker; a cluster without one would keep every query waiting for ever."""
    if master.startswith("local"):
        return
    executors = session.sparkContext._jsc.sc().getExecutorMemoryStatus
    until = time.monotonic() + WAIT_FOR_WORKERS
    while executors().size() < 2:  # the driver counts as one
        if time.monotonic() > until:
            raise MisuseError(
                f"{master} 在 {WAIT_FOR_WORKERS:.0f} 秒内没有分配任何工作节点：请查看工作节点是否启动、内存是否够",
                f"{master} gave no worker within {WAIT_FOR_WORKERS:.0f} s: see whether workers run and have memory to give",
            )
        time.sleep(0.2)


def _end(gateway: Any, session: Any) -> None:
    """End the session and its process; a Spark that broke cannot be asked to, and what broke first is told, not this."""
    if session is not None:
        with suppress(Exception):
            session.stop()
    if gateway is None:
        return
    from pyspark import SparkContext

    with suppress(Exception):
        gateway.shutdown()
    gateway.proc.stdin.close()  # the process ends when nobody holds its input any more
    try:
        gateway.proc.wait(timeout=WAIT_FOR_END)
    except subprocess.TimeoutExpired:
        gateway.proc.kill()
        gateway.proc.wait()
    SparkContext._gateway = SparkContext._jvm = None  # else the next session would speak to the one that ended
