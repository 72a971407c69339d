"""Mutated files for every reader, and odd texts for all steps: a right reading or one refusal must come back.

What holds of a reading stands in `invariants`. The tests run a short, seeded stretch of it. Longer, on demand, so many
seconds for each target:

    python -m tests.reports.hostile.fuzzing --seconds 600 [--reader pdf] [--first 100000]

Each batch runs in a process of its own, limited in memory; a crash or a hang names the seed, and the same seed makes
the same file again (`--reader pdf --first SEED --count 1 --keep FILE`).
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

from dudao.reports.readers import pdf, plain, webpage, word
from dudao.reports.readers.contract import Reader
from dudao.reports.readers.mojibake import mark_mojibake
from dudao.reports.readers.refusals import known_not_to_be_a_report
from dudao.reports.readers.wire import pack_source, unpack_source
from dudao.values.errors import DudaoError
from tests.reports.hostile import files
from tests.reports.hostile.invariants import assert_all_steps_hold
from tests.reports.hostile.odd_texts import odd_text
from tests.reports.readers.pdf_files import PdfPage, pdf_bytes
from tests.reports.readers.word_files import docx_bytes, paragraph

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

BATCH = 50
MEMORY = 3 * 1024**3
SLOWEST = 20.0  # seconds for one file
TABLE = "<table><tr><td rowspan=2>学段</td><td colspan=2>2021年</td></tr><tr><td>12</td><td>13</td></tr></table>"
MARKDOWN = f"# 自评报告\n\n{files.SENTENCE}\n\n| 学段 | 数 |\n|---|---|\n| 小学 | 12 |\n\n**一、情况** [附表](a.xlsx)\n"


def _word() -> list[bytes]:
    return [docx_bytes("".join(paragraph(files.SENTENCE) for _ in range(30)))]


def _pdf() -> list[bytes]:
    page = PdfPage().text(80, 80, files.SENTENCE).grid([80, 200, 320], [100, 130, 160]).text(90, 120, "12", size=12)
    page.text(80, 200, "藏着的字", grey=1.0).slanted(100, 500, "水印").image()
    return [pdf_bytes(page, PdfPage(turned=90).text(80, 80, "第二页"), compress=packed) for packed in (False, True)]


def _webpage() -> list[bytes]:
    body = f"<div class=nav><a>首页</a></div><h1>自评报告</h1><div id=zoom><p>{files.SENTENCE}</p>{TABLE}<ol><li>甲</ol></div>"
    saved = MIMEMultipart("related")
    saved.attach(MIMEText(body, "html", "utf-8"))
    return [files.web_page(body), files.web_page(body).decode().encode("gb18030"), saved.as_bytes()]


def _plain() -> list[bytes]:
    texts = (files.SENTENCE + "\n一、情况\n\f（一）" + files.SENTENCE, MARKDOWN)
    return [
        text.encode(codec)
        for text in texts
        for codec in ("utf-8", "gb18030", "utf-16", "big5hkscs")
        if _fits(text, codec)
    ]


def _texts() -> list[bytes]:
    """A stand-in: the texts are made anew for each seed."""
    return [files.SENTENCE.encode()]


def _fits(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


TARGETS: dict[str, tuple[Reader, Callable[[], list[bytes]]]] = {
    "word": (word.READER, _word),
    "word_parts": (word.READER, _word),
    "pdf": (pdf.READER, _pdf),
    "webpage": (webpage.READER, _webpage),
    "plain": (plain.READER, _plain),
    "texts": (plain.READER, _texts),
}


def mutant(name: str, seed: int) -> bytes:
    """The file that a seed makes; the same each time."""
    source = random.Random(f"{name}-{seed}")
    if name == "texts":
        return odd_text(source).encode()
    good = TARGETS[name][1]()
    if name == "word_parts":  # bytes changed inside the archive, which else refuses them by its check sums
        return files.with_mutated_part(good[0], source)
    return files.mutated(good[seed % len(good)], source)


def try_one(name: str, seed: int, path: Path) -> None:
    """Read one mutant; anything but a source or a refusal is raised."""
    content = mutant(name, seed)
    path.write_bytes(content)
    reader = TARGETS[name][0]
    reader.recognise(content[:65_536], path.name)
    known_not_to_be_a_report(path, content[:65_536])
    try:
        source = mark_mojibake(reader.read(path))
    except DudaoError:
        return
    assert unpack_source(pack_source(source)) == source
    assert_all_steps_hold(source)


def run_batch(name: str, first: int, count: int) -> str:
    """Try some seeds in a process of its own; "" or what went wrong and at which seed."""
    command = [sys.executable, "-m", "tests.reports.hostile.fuzzing", "--reader", name, "--first", str(first)]
    root = Path(__file__).parents[3]
    try:
        done = subprocess.run(
            [*command, "--count", str(count), "--here"],
            cwd=root,
            capture_output=True,
            text=True,
            timeout=SLOWEST + count,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        reached = (late.stdout or b"").decode().split()
        return f"{name}: hangs at seed {reached[-1] if reached else first}"
    if done.returncode == 0:
        return ""
    reached = done.stdout.split()
    return f"{name}: seed {reached[-1] if reached else first}, status {done.returncode}\n{done.stderr[-2000:]}"


def _try_here(name: str, first: int, count: int) -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + count):
            print(seed, flush=True)  # noqa: T201 - the parent reads how far a crash got
            started = time.monotonic()
            try_one(name, seed, Path(folder) / "报告")
            if time.monotonic() - started > SLOWEST:
                raise TimeoutError(f"seed {seed} took {time.monotonic() - started:.0f} s")


def _run_for(names: list[str], seconds: float, first: int) -> int:
    """Batches in turn until the time is up, so many seconds for each target; the number of batches that failed."""
    end, failures, tried = time.monotonic() + seconds * len(names), 0, 0
    while time.monotonic() < end:
        for name in names:
            trouble = run_batch(name, first, BATCH)
            tried += BATCH
            if trouble:
                failures += 1
                print(trouble, flush=True)  # noqa: T201
        first += BATCH
    print(f"{tried} files tried, {failures} batches failed")  # noqa: T201
    return failures


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reader", choices=sorted(TARGETS))
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--count", type=int, default=BATCH)
    asked.add_argument("--here", action="store_true", help="in this process")
    asked.add_argument("--keep", type=Path, help="write the file of the first seed and end")
    given = asked.parse_args()
    if given.keep:
        given.keep.write_bytes(mutant(given.reader, given.first))
    elif given.here:
        _try_here(given.reader, given.first, given.count)
    else:
        return 1 if _run_for([given.reader] if given.reader else sorted(TARGETS), given.seconds, given.first) else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
