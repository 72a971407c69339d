"""Remarks on drafts: the checks of the core on what is there now, each tied to its cells, with its explanation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from dudao.diagnostics.model import Diagnostic, Severity, shown
from dudao.facts.check_values import KeptRemarks, check_values
from dudao.facts.known import CellPlace, Fact
from dudao.schemes.check_terms import EXPERIENCE, LOGIC
from dudao.schemes.own_tables import OwnTables
from dudao.web.datasets.known import SheetFacts
from dudao.web.datasets.models import Explanation
from dudao.web.pages.handed_in import language

LONGEST_ID, LONGEST_FOUND = 300, 400
EMPTY = "no-rows"
"""The remark on a table without rows; no cell is meant."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to mend (logic) or to mend or explain (experience).

    Attributes:
        id: the same as long as the same rule speaks of the same cell. cells: row and column of each, the first the one to go to.
        found: what it says of the numbers now; an explanation holds for this alone.
    """

    id: str
    rule: str
    kind: str
    words: str
    help: str
    found: str
    cells: tuple[tuple[str, str], ...]
    explanation: Explanation | None = None

    @property
    def is_explained(self) -> bool:
        """Whether somebody explained it as it stands now."""
        return self.explanation is not None and self.explanation.found == self.found

    @property
    def is_settled(self) -> bool:
        """Whether it stands in nobody's way."""
        return self.kind == EXPERIENCE and self.is_explained


class Told:
    """What the checks of one sheet said last, so that after the change of a cell only few remarks are put into words anew."""

    def __init__(self) -> None:
        self.checks = KeptRemarks()
        self.remarks: dict[object, tuple[Diagnostic, Remark]] = {}

    def remarks_on(
        self, sheet: SheetFacts, others: Iterable[SheetFacts], history: Iterable[Fact], own: OwnTables
    ) -> list[Remark]:
        """The remarks on the sheet, those of logic first, none with what explains it.

        Args:
            others: further sheets of the body; checks across tables read them. history: facts of earlier periods.
        """
        facts = [*sheet.facts, *(fact for each in others for fact in each.facts)]
        told = list(sheet.problems)
        if sheet.facts:
            told += check_values(facts, history, own, only=(sheet.table,), kept=self.checks)
        made: dict[object, tuple[Diagnostic, Remark]] = {}
        lang = language()
        found: dict[str, Remark] = {}
        for each in told:
            place = each.params.get("place")
            if each.severity is Severity.NOTE or not isinstance(place, CellPlace):
                continue
            key = (id(each), sheet.cell_of(place), lang)
            made[key] = self.remarks.get(key) or (each, _remark(each, place, sheet))
            remark = made[key][1]
            found.setdefault(remark.id, remark)
        self.remarks = made
        return sorted(found.values(), key=lambda each: each.kind != LOGIC)


def explained(remarks: Iterable[Remark], explanations: Mapping[str, Explanation]) -> list[Remark]:
    """Remarks with what explains them, by remark."""
    return [replace(each, explanation=explanations[each.id]) if each.id in explanations else each for each in remarks]


def _remark(each: Diagnostic, place: CellPlace, sheet: SheetFacts) -> Remark:
    places = [one for one in each.params.get("cells") or (place,) if isinstance(one, CellPlace)]
    cells = tuple(dict.fromkeys(sheet.cell_of(one) for one in places if one.file == place.file))
    rule = str(each.params.get("rule") or each.name)
    row, column = cells[0] if cells else ("", "")
    name = f"{rule}@{row}:{column}"[:LONGEST_ID]
    lang = language()
    numbers = f"{shown(each.params.get('found', ''))}|{shown(each.params.get('expected', ''))}"[:LONGEST_FOUND]
    return Remark(
        name,
        rule,
        LOGIC if each.severity is Severity.ERROR else EXPERIENCE,
        without_place(each, lang),
        each.help(lang),
        numbers,
        cells,
    )


def remark_on_emptiness(explained: Mapping[str, Explanation]) -> Remark:
    """A table whose rows people add has none: never complete by itself, it is filled or somebody says why it is empty."""
    words, advice = _("表里一行也没有。"), _("请添加行后填写；确实没有的，写明情况。")
    return Remark(EMPTY, EMPTY, EXPERIENCE, words, advice, "0", (), explained.get(EMPTY))


def without_place(each: Diagnostic, lang: str) -> str:
    """The words of a remark without the cell before them: the page shows where."""
    place = shown(each.params.get("place", ""), lang)
    return re.sub(r"^[：:\s]+", "", each.message(lang).removeprefix(place))


def unsettled(remarks: Sequence[Remark]) -> tuple[int, int]:
    """How many remarks must still be mended, and how many explained."""
    logic = sum(each.kind == LOGIC for each in remarks)
    return logic, sum(each.kind == EXPERIENCE and not each.is_explained for each in remarks)
