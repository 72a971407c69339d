"""How a value came about, as a page folds it out: each step with its words, and a link to the cell it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from dudao.indicators.output.as_text import basis_line
from dudao.indicators.output.wording import VERDICTS, is_telling, numbers_in, troubles_first, value_in
from dudao.indicators.trace.model import TraceNode
from dudao.web.datasets.desks import desk_of
from dudao.web.datasets.known import SheetFacts, facts_of_sheet
from dudao.web.datasets.live import TONES
from dudao.web.datasets.queries import sheets_of
from dudao.web.datasets.tables import tables_asked
from dudao.web.pages.handed_in import language
from dudao.web.rounds.models import RoundBody

DEEPEST, MOST_BELOW = 9, 40
"""Steps below that are folded out, and how many beside each other; the rest is counted."""
_PERIOD = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Step:
    """One step in words."""

    label: str
    value: str
    verdict: str
    tone: str
    formula: str
    reason: str
    bases: tuple[str, ...]
    place: str
    address: str
    below: tuple[Step, ...]
    more: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is folded out at first: what fails or lacks something."""
        return self.tone in ("bad", "waiting")


class Places:
    """Where the cells of traces stand on the pages of a body."""

    def __init__(self, evaluated: RoundBody) -> None:
        self.evaluated = evaluated
        self.sheets: dict[str, SheetFacts] = {}
        begun = sheets_of(evaluated)
        for table in tables_asked(evaluated):
            if table.id in begun:
                self.sheets[table.title] = facts_of_sheet(table, begun[table.id], desk_of(evaluated, table).rows)

    def address(self, node: TraceNode) -> str:
        """The page and cell of a step that is a cell of this period's tables; "" for others."""
        place = node.place
        sheet = self.sheets.get(place.file) if place is not None else None
        if place is None or sheet is None or _PERIOD.match(place.sheet or ""):
            return ""
        row, column = sheet.cell_of(place)
        if not row:
            return ""
        arguments = [self.evaluated.round.address, self.evaluated.body_id, sheet.table]
        return f"{reverse('datasets:sheet-detail', args=arguments)}#{row}:{column}"


def steps_of(traces: Iterable[TraceNode], evaluated: RoundBody) -> list[Step]:
    """The steps of traces."""
    places = Places(evaluated)
    return [_step(each, places, 0) for each in traces]


def _step(node: TraceNode, places: Places, depth: int) -> Step:
    lang = language()
    english = lang == "en"
    below = troubles_first(node) if depth < DEEPEST else ()
    verdict = node.verdict or (node.state if node.state != "known" else "")
    return Step(
        node.label_en if english else node.label_zh,
        value_in(node, lang) if node.value else "",
        VERDICTS.get(verdict, ("", ""))[english],
        TONES.get(verdict, "off"),
        f"{node.expression} = {numbers_in(node.with_numbers, lang)}" if is_telling(node) else "",
        node.reason_en if english else node.reason_zh,
        tuple(basis_line(each, lang) for each in node.basis),
        str(node.place) if node.place else "",
        places.address(node),
        tuple(_step(each, places, depth + 1) for each in below[:MOST_BELOW]),
        max(0, len(node.children) - len(below[:MOST_BELOW])),
    )
