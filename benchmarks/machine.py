"""On what the figures were measured: processor, system, versions."""

from __future__ import annotations

import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

OURS = ("dudao", "lxml", "pypdfium2", "typer", "duckdb")


def described() -> list[str]:
    """A few lines for the head of the table."""
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return [
        f"{date.today().isoformat()}, {_processor()}, {os.cpu_count()} cores{load}, {platform.system()} {platform.machine()}",  # noqa: DTZ011
        f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in OURS),
    ]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown processor"
    )
