"""How fast reports are read and checked, beside a plain pattern, Recognizers-Text and markitdown.

Rates are characters of the report's text a second on one core; ratios say how many times as long or as fast. Each figure is
a median over interleaved rounds. Nothing here fails for being slow: the targets stand in docs/en/speed.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.files import make_files
from benchmarks.peers import Peers
from benchmarks.rounds import Started, in_rounds, medians
from benchmarks.stages import Stages, regex_pass
from benchmarks.texts import report_of

from dudao.facts.load import load_facts
from dudao.schemes.load import load_scheme

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build" / "bench"
PAGES = 60
PEER_CHARACTERS = 6000
"""Recognizers-Text is given the beginning of the text only: it is slow, and its rate does not rise with length."""
GROWTH = (1, 10, 100, 1000)


def written(pages: int) -> Path:
    """The generated report of so many pages as a text file."""
    BUILD.mkdir(parents=True, exist_ok=True)
    path = BUILD / f"{pages}-pages.txt"
    path.write_text(report_of(pages), "utf-8")
    return path


def show_rates(peers: Peers, rounds: int) -> None:
    """Characters a second of each stage, of a plain pattern and of Recognizers-Text."""
    path = written(PAGES)
    text = path.read_text("utf-8")
    plain = Stages(path)
    known = Stages(path, load_facts([ROOT / "examples" / "yunzhou"]).known, load_scheme("government-duty-city"))
    for stages in (plain, known):  # patterns and word lists are loaded at first use
        stages.read(), stages.extract(), stages.check()
    part = text[:PEER_CHARACTERS]
    works = {
        "read": plain.read,
        "extract": plain.extract,
        "check": plain.check,
        "check with facts and scheme": known.check,
        "number and unit, one pattern": lambda: regex_pass(text),
    }
    if peers.recognizers:
        works["Recognizers-Text"] = lambda: peers.recognize(part)
    seconds = medians(in_rounds(works, rounds))
    size = len(text)
    rates = {name: (len(part) if name == "Recognizers-Text" else size) / each for name, each in seconds.items()}
    whole = size / sum(seconds[name] for name in ("read", "extract", "check"))
    print(f"\nOne core, {PAGES} pages, {size} characters, {plain.figures} figures, {plain.remarks} remarks")
    for name, rate in rates.items():
        print(f"  {name:32}{rate:12,.0f} characters a second   {rate / whole:8.2f} times read + extract + check")
    print(f"  {'read + extract + check':32}{whole:12,.0f} characters a second")


def show_starts(peers: Peers, rounds: int) -> None:
    """From the start of a process to its end: a verdict of ours, mere text of markitdown."""
    word_file, pdf_file, size = make_files(BUILD, 16)
    dudao = Path(sys.executable).parent / "dudao"
    works = {
        "dudao --version": Started(dudao, "--version"),
        "dudao report check, docx": Started(dudao, "report", "check", word_file),
        "dudao report check, PDF": Started(dudao, "report", "check", pdf_file),
    }
    if peers.markitdown:
        works["markitdown, text of the docx"] = Started(peers.markitdown_command, word_file)
        works["markitdown, text of the PDF"] = Started(peers.markitdown_command, pdf_file)
    runs = {name: work.run for name, work in works.items()}
    in_rounds(runs, 1)  # files into the system's memory
    seconds = medians(in_rounds(runs, rounds))
    processor = medians({name: work.processor[1:] for name, work in works.items()})
    print(f"\nFrom process start to end, {size} characters on 16 pages: by the clock (processor)")
    for name, each in seconds.items():
        print(f"  {name:32}{each:8.2f} s  ({processor[name]:.2f} s)")
    for kind in ("docx", "PDF") if peers.markitdown else ():
        theirs, ours = f"markitdown, text of the {kind}", f"dudao report check, {kind}"
        clock, work = seconds[theirs] / seconds[ours], processor[theirs] / processor[ours]
        print(
            f"  {kind}: markitdown's text takes {clock:.2f} times as long as the verdict ({work:.2f} times the processor)"
        )


def show_growth(rounds: int) -> None:
    """Time a character from one page to a thousand."""
    print("\nGrowth, microseconds a character: read + extract + check")
    first = 0.0
    for pages in GROWTH:
        path = written(pages)
        stages = Stages(path)
        works = {"read": stages.read, "extract": stages.extract, "check": stages.check}
        seconds = medians(in_rounds(works, rounds if pages < 1000 else min(rounds, 3)))
        size = len(path.read_text("utf-8"))
        each = {name: 1e6 * found / size for name, found in seconds.items()}
        total = sum(each.values())
        first = first or total
        parts = " + ".join(f"{found:.2f}" for found in each.values())
        print(
            f"  {pages:5} pages {size:8} characters  {total:6.2f} = {parts}   {total / first:5.2f} times that of one page"
        )


def show_reports(peers: Peers, rounds: int) -> None:
    """The whole half of the reports: rates, starts, growth."""
    print(
        f"\nReports; peers: Recognizers-Text {peers.recognizers or 'missing'}, markitdown {peers.markitdown or 'missing'}"
    )
    print("\n".join(peers.missing), end="\n" if peers.missing else "")
    show_rates(peers, rounds)
    show_starts(peers, rounds)
    show_growth(rounds)
