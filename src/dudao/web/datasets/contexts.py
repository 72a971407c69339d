"""What the pages of data show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from dudao.web.datasets.checking import Remark
from dudao.web.datasets.desks import Desk
from dudao.web.datasets.forms import WorkbookForm
from dudao.web.datasets.live import Measured
from dudao.web.datasets.models import CellReturn, TableImport, TableVersion
from dudao.web.datasets.parts import Part
from dudao.web.datasets.planning import ImportPlan
from dudao.web.datasets.queries import TableLine
from dudao.web.datasets.steps import Step
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Answer, Words
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.progress import Progress


@dataclass(frozen=True, slots=True)
class BodyListPage:
    """Evaluated bodies whose data one may see."""

    template: ClassVar[str] = "datasets/body_list.html"
    leaf: Leaf = field(metadata={"help": "evaluated bodies, those of the newest round first"})


@dataclass(frozen=True, slots=True)
class SheetListPage:
    """The tables of a body."""

    template: ClassVar[str] = "datasets/sheet_list.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    lines: list[TableLine] = field(metadata={"help": "its tables with state, department, how much is filled"})
    own: str = field(
        metadata={"help": "code of the person's department, whose part of a table is opened first; empty for others"}
    )
    done: int = field(metadata={"help": "how many are accepted"})
    assign: Answer = field(metadata={"help": "whether the person may hand them to departments"})
    hand_in: Answer = field(metadata={"help": "whether the person may import a workbook"})
    departments: list[tuple[str, str]] = field(metadata={"help": "departments to choose from: code and name"})


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A row in words, for those without the grid's script."""

    key: str
    texts: list[str]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One table."""

    template: ClassVar[str] = "datasets/sheet_detail.html"
    desk: Desk = field(metadata={"help": "the table, its rows, its body"})
    parts: tuple[Part, ...] = field(
        metadata={"help": "its columns by the department that reports them; none where one does"}
    )
    part: str = field(metadata={"help": "the department whose columns are shown; empty for all"})
    address: str = field(metadata={"help": "the table, with the part that is shown, as addresses name it"})
    columns: list[dict[str, Any]] = field(metadata={"help": "the columns shown, as the grid takes them"})
    lines: list[PlainLine] = field(metadata={"help": "its rows in words"})
    remarks: list[Remark] = field(metadata={"help": "what must be mended or explained"})
    obstacles: list[Words] = field(metadata={"help": "what keeps it from being submitted"})
    fill: Answer = field(metadata={"help": "whether the person may change cells"})
    submit: Answer = field(metadata={"help": "whether the person may submit"})
    withdraw: Answer = field(metadata={"help": "whether the person may take it back"})
    accept: Answer = field(metadata={"help": "whether the person may accept"})
    send_back: Answer = field(metadata={"help": "whether the person may return it"})
    returns: list[CellReturn] = field(metadata={"help": "why it came back, while it is to be mended"})
    versions: list[TableVersion] = field(metadata={"help": "its versions, newest first"})


@dataclass(frozen=True, slots=True)
class VersionListPage:
    """The versions of a table."""

    template: ClassVar[str] = "datasets/version_list.html"
    desk: Desk = field(metadata={"help": "the table"})
    versions: list[TableVersion] = field(metadata={"help": "what was submitted, newest first, with why it came back"})


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version."""

    template: ClassVar[str] = "datasets/version_detail.html"
    desk: Desk = field(metadata={"help": "the table"})
    version: TableVersion = field(metadata={"help": "the version"})
    is_whole: bool = field(metadata={"help": "whether its content still has the hash it was submitted with"})
    headings: list[tuple[str, str]] = field(metadata={"help": "its columns: label and unit"})
    leaf: Leaf = field(metadata={"help": "its rows"})
    others: list[int] = field(metadata={"help": "numbers of the other versions, to compare with"})


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """What changed between two versions."""

    template: ClassVar[str] = "datasets/version_difference.html"
    desk: Desk = field(metadata={"help": "the table"})
    old: TableVersion = field(metadata={"help": "the one"})
    new: TableVersion = field(metadata={"help": "the other"})
    leaf: Leaf = field(metadata={"help": "cells that differ, rows that came or went"})


@dataclass(frozen=True, slots=True)
class ImportNewPage:
    """Hand in a workbook."""

    template: ClassVar[str] = "datasets/import_new.html"
    evaluated: RoundBody = field(metadata={"help": "whose data"})
    form: WorkbookForm = field(metadata={"help": "the file"})
    is_base: bool = field(metadata={"help": "whether it holds the values of the period before"})
    period_before: str = field(metadata={"help": "that period"})


@dataclass(frozen=True, slots=True)
class ImportPage:
    """What a workbook would change."""

    template: ClassVar[str] = "datasets/import_detail.html"
    kept: TableImport = field(metadata={"help": "the workbook as handed in"})
    plan: ImportPlan | None = field(
        metadata={"help": "what it would do; None once it was decided on, or for last year's"}
    )
    base_rows: dict[str, int] = field(metadata={"help": "rows of the period before, by table"})
    fault: str = field(metadata={"help": "why it could not be read at all"})
    shown: str = field(metadata={"help": "how many differences of a table are shown, as a slice"})


@dataclass(frozen=True, slots=True)
class IndicatorPanel:
    """The indicators beside a table, refreshed after saves."""

    template: ClassVar[str] = "datasets/_indicators.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    measured: Measured = field(metadata={"help": "indicators and conclusions from the drafts"})
    filled: Progress = field(metadata={"help": "how many cells are filled"})


@dataclass(frozen=True, slots=True)
class IndicatorListPage:
    """All indicators of a body."""

    template: ClassVar[str] = "datasets/indicator_list.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    measured: Measured = field(metadata={"help": "indicators and conclusions from the drafts"})
    filled: Progress = field(metadata={"help": "how many cells are filled"})


@dataclass(frozen=True, slots=True)
class StepsPage:
    """How an indicator came about."""

    template: ClassVar[str] = "datasets/indicator_detail.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    code: str = field(metadata={"help": "of the indicator or conclusion"})
    steps: list[Step] = field(metadata={"help": "one tree a stage"})
