"""The tables of a body as a workbook: drafts filled in, last year's values beside, computed columns locked, lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from dudao.facts.forms import MeasuringForm, write_form
from dudao.facts.known import KnownFacts
from dudao.indicators.needed_columns import items_judged
from dudao.web.datasets.before import facts_before
from dudao.web.datasets.desks import desk_of
from dudao.web.datasets.known import facts_of_rows, period_of
from dudao.web.datasets.queries import bodies_of
from dudao.web.datasets.tables import AskedTable
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of, scheme_of


def workbook_of(evaluated: RoundBody, tables: Sequence[AskedTable]) -> bytes:
    """The form of some tables as they stand now; it reads back as it was written."""
    edition = edition_of(evaluated.round.edition)
    facts = [
        fact
        for table in tables
        for fact in facts_of_rows(table, desk_of(evaluated, table).rows, evaluated.round.period).facts
    ]
    codes = items_judged(edition)
    names = [table.id for table in tables]
    bodies = bodies_of(evaluated)
    form = MeasuringForm(
        columns={table.id: frozenset(each.id for each in table.columns) for table in tables},
        items={"judged": codes} if "judged" in names and codes else {},
        before=KnownFacts(bodies=bodies, facts=facts_before(evaluated, names), own=edition.own),
        period=period_of(evaluated.round.period),
    )
    known = KnownFacts(bodies=bodies, facts=tuple(facts), given=frozenset(names), own=edition.own)
    with TemporaryDirectory() as folder:
        target = Path(folder) / "form.xlsx"
        write_form(target, scheme=scheme_of(evaluated.round.edition), facts=known, measuring=form, own=edition.own)
        return target.read_bytes()
