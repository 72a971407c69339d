"""The drafting content of a scheme's folder, read against the measures, stages and units that facts may have."""

from __future__ import annotations

from pathlib import Path

from dudao.facts.contract import stages
from dudao.reports.draft.amounts import PRINTED_UNITS
from dudao.reports.draft.fact_book import known_measures
from dudao.schemes.drafting import Drafting
from dudao.schemes.drafting_load import load_drafting
from dudao.schemes.faults import Faults
from dudao.schemes.model import Scheme


def read_sentences(folder: Path, edition: Scheme, faults: Faults | None = None) -> Drafting:
    """What a scheme's folder says about drafting; its slips go into `faults`, or are raised where none are gathered.

    Raises:
        MisuseError: the file's slips, where `faults` is None. UnreadableError: it is no YAML.
    """
    return load_drafting(folder, edition, known_measures(), stages=stages(), units=PRINTED_UNITS, faults=faults)
