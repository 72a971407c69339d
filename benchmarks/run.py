"""Measure how fast Dudao is, beside what others do, and print tables.

    make bench [WHAT="reports indicators requests rows workbook site"] [YEARS="1 10"] [WORKS=full] [ROUNDS=5] [WITHOUT="row Spark"]
    make bench WHAT="document library" [DOCUMENTS=20000]

reports: reading and checking of reports. indicators: the seven ratios of quality balance on a made-up nation, against SQL
written by hand, Polars, pandas, PostgreSQL and Spark. requests: one county in a warm process. rows: a workbook read and checked.
workbook: LibreOffice formulas for a county and a province. site: list pages of the site at the size of a big province.
document: the page of a public report.
library: searching twenty thousand documents, asked for by name, since filling takes a while. Nothing here fails for being slow:
targets stand in docs/en/speed.md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.document_page import show_document_page
from benchmarks.library.measure import DOCUMENTS, show_library
from benchmarks.machine import described
from benchmarks.nation.contestants import CONTESTANTS, IN_A_COUNTY, IN_A_PROVINCE
from benchmarks.nation.county_requests import show_requests
from benchmarks.nation.measure import Measured, measure, nation_of, part_of, show
from benchmarks.nation.work import WORKS
from benchmarks.peers import find_peers
from benchmarks.reports import show_reports
from benchmarks.site.pages import show_site
from benchmarks.workbook_rows import show_rows

from dudao.cli.main import collect_rarely

ROOT = Path(__file__).parent.parent
PARTS = ("reports", "indicators", "requests", "rows", "workbook", "site", "document", "library")


def show_indicators(python: Path, years: list[int], rounds: int, left_out: list[str], works: list[str]) -> None:
    """Each size of the nation, smallest first, and how the times grow with it."""
    print("\nIndicators: the seven ratios of quality balance for every school, county, city, province and the nation")
    smallest: Measured | None = None
    for each in sorted(years):
        size = f"{each} year{'s' if each > 1 else ''} of the nation"
        found = measure(size, nation_of(each), CONTESTANTS, rounds, python, left_out, works)
        show(found, smallest)
        smallest = smallest or found


def show_workbook(python: Path, rounds: int, left_out: list[str]) -> None:
    """A county and a province of middle size, one year, as an office would keep them."""
    print("\nThe same for one county and one province, beside a workbook of formulas recalculated by LibreOffice")
    smallest: Measured | None = None
    for level, contestants in (("county", IN_A_COUNTY), ("province", IN_A_PROVINCE)):
        found = measure(f"a {level}, one year", part_of(nation_of(1), level), contestants, rounds, python, left_out)
        show(found, smallest)
        smallest = smallest or found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--what", nargs="+", choices=PARTS, default=list(PARTS[:-1]))
    parser.add_argument("--years", nargs="+", type=int, default=[1])
    parser.add_argument("--works", nargs="+", choices=WORKS, default=list(WORKS))
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="of the library")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", nargs="*", default=[], help="words in the names of contestants to leave out")
    parser.add_argument("--peers", type=Path, default=ROOT / ".venv-bench")
    chosen = parser.parse_args()
    collect_rarely()  # as the command line does, for everything that runs in this process
    peers = find_peers(chosen.peers.absolute())
    print("\n".join(described()))
    if "reports" in chosen.what:
        show_reports(peers, chosen.rounds)
    if "indicators" in chosen.what:
        show_indicators(peers.python, chosen.years, chosen.rounds, chosen.without, chosen.works)
    if "requests" in chosen.what:
        show_requests(ROOT / "build" / "bench" / "one-county")
    if "rows" in chosen.what:
        show_rows(ROOT / "build" / "bench" / "rows", chosen.rounds)
    if "workbook" in chosen.what:
        show_workbook(peers.python, chosen.rounds, chosen.without)
    if "document" in chosen.what:
        show_document_page()
    if "site" in chosen.what:
        show_site(ROOT / "build" / "bench" / "site")
    if "library" in chosen.what:
        show_library(ROOT / "build" / "bench" / "library", chosen.documents)
    return 0


if __name__ == "__main__":
    sys.exit(main())
