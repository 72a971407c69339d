"""LibreOffice without a window, told line by line to recalculate a workbook; runs in the system's own Python, which has `uno`.

    /usr/bin/python3 office_child.py WORKBOOK

`go` recalculates every formula and answers with seconds of the processor and the clock; `show SHEET` answers with its cells,
`peak` with the most memory that the office has held, in bytes. The first answer tells how long loading took.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

SECONDS_TO_START, SECONDS_TO_END = 60, 10


def started(profile, pipe):
    """The office's process, listening on a pipe, with a profile of its own."""
    return subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--norestore",
            "--nologo",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def desktop_of(pipe):
    """The office's desktop, as soon as it answers."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def office_process(profile):
    """The process that does the work: `soffice` starts it and waits."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes()
        except OSError:
            continue
        if b"soffice.bin" in words and str(profile).encode() in words:
            return int(path.parent.name)
    raise RuntimeError("the office's process is not there")


def processor_seconds(process):
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def peak(process):
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def cells_of(document, sheet):
    """All cells of a sheet, its heading first."""
    page = document.Sheets.getByName(sheet)
    cursor = page.createCursor()
    cursor.gotoEndOfUsedArea(False)
    address = cursor.RangeAddress
    return page.getCellRangeByPosition(0, 0, address.EndColumn, address.EndRow).getDataArray()


def serve(document, process):
    for line in sys.stdin:
        word, _, argument = line.strip().partition(" ")
        if word == "show":
            print(json.dumps(cells_of(document, argument)), flush=True)
        elif word == "peak":
            print(json.dumps(peak(process)), flush=True)
        else:
            used, began = processor_seconds(process), time.perf_counter()
            document.calculateAll()
            ended = time.perf_counter()
            print(json.dumps({"processor": processor_seconds(process) - used, "clock": ended - began}), flush=True)


def ended(desktop, office):
    """End the office politely, else with force: the whole group of processes that was started for it."""
    try:
        desktop.terminate()
        office.wait(timeout=SECONDS_TO_END)
    except (DisposedException, subprocess.TimeoutExpired):
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="dudao-office-", ignore_cleanup_errors=True) as kept:
        pipe = Path(kept).name
        office = started(kept, pipe)
        desktop = desktop_of(pipe)
        try:
            process = office_process(kept)
            began = time.perf_counter()
            hidden = PropertyValue(Name="Hidden", Value=True)
            document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(sys.argv[1]), "_blank", 0, (hidden,))
            print(json.dumps({"load": time.perf_counter() - began}), flush=True)
            serve(document, process)
            document.close(True)
        finally:
            ended(desktop, office)


if __name__ == "__main__":
    main()
