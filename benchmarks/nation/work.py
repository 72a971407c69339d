"""What every contestant works out, and in which words it hands it over.

The work, from the tables of `tools/synthetic_nation.py`: the seven ratios of every school and stage, each with its verdict
and the two digits that are printed; the school rule (six of seven, the other at 85 %); for every county and stage the
coefficient of variation of each ratio, weighted by pupils, its verdict and its three printed digits, whether all schools meet
the rule, and the verdict on the county; for every city, province and the nation how many counties meet it and how many are
open, and the pupils of schools that meet the rule. A blank makes what rests on it unknown; special schools and teaching
points with fewer than 50 pupils are left out; the parts of an all-through school share its rooms by weighted pupils.

Limits stand in hundredths of the unit, and ratios are compared as over × 1 ≥ limit × under, both sides whole numbers: a value
that stands exactly at its limit is judged right by all alike, and the printed digits of a tie are right too. No library is
needed here, so that contestants in any environment can import it.
"""

from __future__ import annotations

LIMITS = {"primary": (420, 100, 90, 450, 750, 200000, 230), "junior": (530, 100, 90, 580, 1020, 250000, 240)}
"""Limits of A1 to A7: of teachers above the degree, backbone and PE and arts teachers per 100 pupils; ㎡ of teaching and of sports
area, 元 of equipment per pupil; multimedia rooms per 100 pupils."""
LIMIT_CV = {"primary": 0.50, "junior": 0.45}
WEIGHTS = {"primary": 10, "junior": 11}
"""What a pupil counts where a school's rooms are split between its stages, in tenths."""
NUMBERS = range(1, 8)
PER_HUNDRED = (1, 2, 3, 7)
LEVELS = ("city", "province", "nation")
WORKS = ("summary", "full")
"""Whether the per-school table is only gone through, or kept with values, verdicts and printed digits."""

SCHOOL_NUMBERS = tuple(f"{kind}{n}" for kind in ("a", "shown") for n in NUMBERS)
SCHOOL_TRUTHS = (*(f"met{n}" for n in NUMBERS), "ok")
COUNTY_NUMBERS = tuple(f"{kind}{n}" for kind in ("cv", "shown") for n in NUMBERS)
COUNTY_TRUTHS = (*(f"met{n}" for n in NUMBERS), "all_schools", "met")
AREA_NUMBERS = ("met", "open", "pupils")
KEYS = ("body", "period", "stage")
RESULTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "schools": (SCHOOL_NUMBERS, SCHOOL_TRUTHS),
    "counties": (COUNTY_NUMBERS, COUNTY_TRUTHS),
    "areas": (AREA_NUMBERS, ()),
}
"""The tables of results: KEYS first, then numbers, then truths (true, false, or nothing where it is open)."""


def columns_of(table: str) -> tuple[str, ...]:
    """All columns of a table of results, in order."""
    numbers, truths = RESULTS[table]
    return (*KEYS, *numbers, *truths)
