"""Has LibreOffice convert a file, in the one way we run it: no macros, nothing fetched, ended when the time is over.

Each run has a profile folder of its own: two conversions that share one fail without a word. Callers bring their own
sentences for what goes wrong, because only they know what the reader of the sentence wanted of the file.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from dudao.reports.readers.limits import in_force
from dudao.values.errors import MissingToolError, UnreadableError

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

DEBIAN_PACKAGE = "libreoffice-writer-nogui"
PROGRAMS = ("soffice", "libreoffice")
CONVERSION_SECONDS = 50
"""A 200-page .doc takes some 5 s; a reader's own time limit is a little longer."""
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_FUSED = {
    "MacroSecurityLevel": "3",
    "DisableMacrosExecution": "true",
    "BlockUntrustedRefererLinks": "true",
    "DisableActiveContent": "true",
}
"""No macros, nothing fetched that a document points at; fused, so that no document changes it."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What the caller's reader is told, each in Chinese and English: not installed, not in time, not converted."""

    missing: tuple[str, str]
    late: tuple[str, str]
    failed: tuple[str, str]


def program() -> str | None:
    """Where LibreOffice is, None where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def convert(given: Path, filter_name: str, into: Path, told: Sentences) -> Path:
    """A file converted, as `into/<stem of given>.<suffix>`.

    Args:
        filter_name: as LibreOffice names it, its suffix first: "pdf", "docx:MS Word 2007 XML".
        into: an existing folder for this conversion alone; the profile stands there too.
    Raises:
        MissingToolError: LibreOffice is not installed.
        UnreadableError: it did not end in time, or made nothing.
    """
    found = program()
    if found is None:
        raise MissingToolError(*told.missing)
    profile = _safe_profile(into)
    command = [
        *(found, f"-env:UserInstallation={profile.as_uri()}"),
        *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
        *("--convert-to", filter_name, "--outdir", str(into), str(given)),
    ]
    _run(command, into, told)
    made = into / f"{given.stem}.{filter_name.partition(':')[0]}"
    if not made.is_file() or made.stat().st_size == 0:
        raise UnreadableError(*told.failed)
    return made


def _safe_profile(folder: Path) -> Path:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{_SECURITY}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for name, value in _FUSED.items()
    )
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        "utf-8",
    )
    return profile


def _run(command: list[str], folder: Path, told: Sentences) -> None:
    """LibreOffice, ended with all it started when the time is over."""
    environment = {**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    with subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        _limit_memory(running.pid)
        try:
            running.wait(timeout=min(CONVERSION_SECONDS, in_force().seconds * 0.9))
        except subprocess.TimeoutExpired as error:
            os.killpg(running.pid, signal.SIGKILL)
            raise UnreadableError(*told.late) from error


def _limit_memory(process: int) -> None:
    """Hold LibreOffice to the reader's memory; in a limited process it inherits the limit that is there already."""
    if resource is None or not hasattr(resource, "prlimit"):
        return
    if resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY:
        return
    most = in_force().scan_memory
    with contextlib.suppress(OSError, ValueError):  # it has ended already, or the system does not enforce this one
        resource.prlimit(process, resource.RLIMIT_AS, (most, most))
