"""One cell changed: the same facts otherwise, and their rows kept, so that a county is computed again within a request."""

from __future__ import annotations

from dataclasses import replace

from dudao.facts.known import Fact, KnownFacts
from dudao.indicators.evaluate.world import Row, World, key_names_of
from dudao.values.digests import digest_of_json


def with_cell(facts: KnownFacts, cell: Fact) -> KnownFacts:
    """Facts with one cell put in the place of the one with its reference and basis, or added.

    Rows that were made of the facts are kept but for the cell's own. Values that were derived from the cell for reports are
    not worked out again: formulas do not use them.
    """
    place = (cell.reference, cell.basis)
    old = {
        id(each) for each in facts.facts if each.body_code == cell.body_code and (each.reference, each.basis) == place
    }
    kept = tuple([cell if id(each) in old else each for each in facts.facts]) if old else (*facts.facts, cell)
    about = [facts.digest, str(cell.reference), cell.basis, str(cell.value), cell.state.value, cell.text, cell.unit]
    changed = replace(facts, facts=kept, digest=digest_of_json(about))
    for name, made in facts.shared.items():
        if isinstance(made, World):
            changed.shared[name] = made.with_row(_row_with(made, cell))
    return changed


def _row_with(world: World, cell: Fact) -> Row:
    reference = cell.reference
    stage = cell.stage if reference.table == "school_stage" and cell.stage else ""
    row = Row(
        *(reference.table, cell.body_code, cell.period.label(), stage, reference.key),
        key_names=key_names_of(reference.table, world.own),
    )
    rows = world.rows.get((row.table, row.body, row.period), ())
    before = next((each for each in rows if (each.stage, each.key) == (row.stage, row.key)), None)
    cells = before.facts if before is not None else []
    is_new = True
    for each in cells:
        if each.reference == reference and each.basis == cell.basis:
            row.put(cell)
            is_new = False
        else:
            row.put(each)
    if is_new:
        row.put(cell)
    return row
