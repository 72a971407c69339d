"""Which tables a round asks of a body, with which columns and rows: worked out from the edition and the round's own tree.

What the draft of the report prints is asked for as well as what formulas read; vetoes are declared in the self-assessment,
so their table is not asked for a second time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils import timezone

from dudao.facts.contract import FieldSchema, TableSchema, stages, table_schema
from dudao.facts.form_columns import grouped, is_of_stage
from dudao.facts.row_keys import KEY_COLUMNS
from dudao.indicators.needed_columns import (
    answered_by_declaring,
    asked_columns,
    columns_by_point,
    columns_of_indicator,
    items_judged,
    stages_measured,
)
from dudao.indicators.symbols import Symbols
from dudao.schemes.drafting import Drafting
from dudao.schemes.drafting_measures import points_telling
from dudao.schemes.indicators import Edition
from dudao.web.bodies.models import Kind
from dudao.web.bodies.tree import Place, below_on
from dudao.web.datasets.models import SheetRow
from dudao.web.rounds.models import RoundBody, Task
from dudao.web.schemes.editions import drafting_of, edition_of, scheme_of

WHOLE = ("judged", "veto")
"""Tables of what people conclude: ground and day are asked for too, though no formula reads them."""
STAGE_WORDS = (
    ("一贯制", ("primary", "junior")),
    ("完全中学", ("junior", "senior")),
    ("小学", ("primary",)),
    ("教学点", ("primary",)),
    ("高级中学", ("senior",)),
    ("高中", ("senior",)),
    ("初级中学", ("junior",)),
    ("初中", ("junior",)),
    ("中学", ("junior",)),
)
"""Which stages a school has by its name, the first word that fits; asked only where last year's data do not say."""


@dataclass(frozen=True, eq=False)
class AskedTable:
    """A table that a round asks of a body.

    Attributes:
        columns: from left to right, keys first. `needed`: ids of those that formulas read.
        stages: those for which a row a stage is asked for. `items`: code and name of each row, where they are known.
        points: points of the scheme whose indicators rest on it; `column_points` those that ask for each column.
    """

    schema: TableSchema
    columns: tuple[FieldSchema, ...]
    needed: frozenset[str]
    level: str
    stages: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    points: tuple[str, ...] = ()
    column_points: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Of the table."""
        return self.schema.id

    @property
    def title(self) -> str:
        """What it is called."""
        return self.schema.label_zh

    def name_of(self, item: str) -> str:
        """What an item is called; its code where it has no name."""
        return dict(self.items).get(item, item)

    @property
    def further_keys(self) -> tuple[str, ...]:
        """The columns that tell rows apart beside body, period and stage."""
        return tuple(name for name in self.schema.keys if name not in KEY_COLUMNS)

    @property
    def has_free_rows(self) -> bool:
        """Whether people add its rows: rooms, groups asked, conditions."""
        return bool(self.further_keys) and not self.items

    @property
    def fillable(self) -> tuple[FieldSchema, ...]:
        """The columns that are filled in."""
        fixed = KEY_COLUMNS | (frozenset() if self.has_free_rows else frozenset(self.further_keys))
        return tuple(each for each in self.columns if each.id not in fixed)

    def is_wanted(self, column: FieldSchema, stage: str) -> bool:
        """Whether a cell must be filled, or its blank explained."""
        if column.id not in self.needed or column.id in self.further_keys:
            return False
        return not stage or is_of_stage(column, stage)  # a row of a whole county is asked for every stage

    def wanted_cells(self, row: SheetRow) -> tuple[str, ...]:
        """The columns of a row that must be filled in."""
        return () if row.is_removed else _wanted(self, row.stage)


@lru_cache(maxsize=1_024)
def _wanted(table: AskedTable, stage: str) -> tuple[str, ...]:
    """The columns that must be filled in for a stage: the same for every row of it, and asked with every change."""
    return tuple(each.id for each in table.fillable if table.is_wanted(each, stage))


def tables_asked(evaluated: RoundBody) -> tuple[AskedTable, ...]:
    """The tables that a round asks of a body, in the order of the catalogue; `round__edition` should be loaded."""
    edition = edition_of(evaluated.round.edition)
    scheme = scheme_of(evaluated.round.edition)
    key = (edition.digest, evaluated.kind)
    if key not in _worked_out:
        points = tuple((point.code, frozenset(point.indicators)) for point in scheme.points)
        _worked_out[key] = _tables(edition, evaluated.kind, points, drafting_of(evaluated.round.edition))
    return _worked_out[key]


_worked_out: dict[tuple[str, str], tuple[AskedTable, ...]] = {}
"""By hash of the edition and kind of the body: a published edition never changes."""


def table_asked(evaluated: RoundBody, table: str) -> AskedTable | None:
    """One of them; None for a table that the round does not ask for."""
    return next((each for each in tables_asked(evaluated) if each.id == table), None)


def _tables(
    edition: Edition, kind: str, points: tuple[tuple[str, frozenset[str]], ...], drafting: Drafting
) -> tuple[AskedTable, ...]:
    own, used = edition.own, _points_of_tables(edition, points)
    telling = {code for code, told in points_telling(drafting).items() if told}
    used[kind] = [code for code, _names in points if code in telling or code in used[kind]]
    by_point = columns_by_point(edition, kind, dict(points), drafting)
    found = []
    for table, columns in asked_columns(edition, kind, drafting, apart=answered_by_declaring(edition)).items():
        schema = table_schema(table, own)
        if schema.kind != "dataset":
            continue
        keys = frozenset((*schema.keys, "body_code", "body_name", "stage"))
        wanted = columns | keys if table not in WHOLE else {each.id for each in schema.fields}
        chosen = [each for each in schema.fields if each.id in wanted and each.id != "period"]
        items = tuple(items_judged(edition).items()) if table == "judged" else ()
        is_of_bodies = set(schema.keys) <= KEY_COLUMNS
        found.append(
            AskedTable(
                schema,
                tuple(grouped(chosen, keys)),
                frozenset(columns),
                schema.level if is_of_bodies or schema.level == "school" else edition.level,
                stages_measured(edition) if "stage" in schema.keys else (),
                items,
                tuple(used[table]),
                by_point.get(table, {}),
            )
        )
    return tuple(found)


def _points_of_tables(edition: Edition, points: Iterable[tuple[str, frozenset[str]]]) -> dict[str, list[str]]:
    """By table the points whose indicators, or fields, it holds."""
    symbols, found = Symbols(edition), defaultdict(list)
    for code, names in points:
        tables = {
            table
            for each in edition.indicators
            if each.code in names or each.group == code
            for table in columns_of_indicator(each, symbols, edition.own)
        }
        for table in tables:
            found[table].append(code)
    return found


@dataclass(frozen=True, slots=True)
class Sharing:
    """Of one point the department that leads ("" none yet), and those that help."""

    lead: str
    helping: frozenset[str]


@dataclass(frozen=True, slots=True)
class Departments:
    """Who fills a table by the round's tasks: the department that leads most of its points, all that lead or help, and who
    leads and helps with each point."""

    lead: str
    helping: frozenset[str]
    by_point: Mapping[str, Sharing] = field(default_factory=dict)


def departments_of_tables(evaluated: RoundBody, asked: Iterable[AskedTable]) -> dict[str, Departments]:
    """The departments of each table, from the tasks of the points that rest on it; two queries."""
    tasks = {each.point: each for each in evaluated.tasks.prefetch_related("partners")}
    shared = {code: _sharing(task) for code, task in tasks.items()}
    return {
        table.id: _departments([shared[code] for code in table.points if code in shared], shared) for table in asked
    }


def _sharing(task: Task) -> Sharing:
    return Sharing(task.lead_id or "", frozenset(each.pk for each in task.partners.all()))


def _departments(points: list[Sharing], shared: Mapping[str, Sharing]) -> Departments:
    leads = Counter(each.lead for each in points if each.lead)
    partners = {code for each in points for code in each.helping}
    lead = leads.most_common(1)[0][0] if leads else ""
    return Departments(lead, frozenset({*leads, *partners}), shared)


@dataclass(frozen=True, slots=True)
class Shape:
    """A row that the tree gives: whose, of which stage, which item."""

    place: Place
    stage: str = ""
    item: str = ""

    @property
    def key(self) -> str:
        """By which the sheet knows it."""
        return "|".join(part for part in (self.place.code, self.stage, self.item) if part)


def tree_of(evaluated: RoundBody) -> list[Place]:
    """The body and all below it as the round has them: as of its day, as known when it was opened."""
    day = evaluated.round.tree_day or timezone.localdate()
    return below_on(evaluated.body_id, evaluated.path, day, known_at=evaluated.round.known_at)


def rows_given(asked: AskedTable, tree: Iterable[Place], before: Iterable[tuple[str, str]] = ()) -> list[SheetRow]:
    """The rows that a table begins with, not yet kept.

    Args:
        tree: the bodies of the round. before: code and stage of last year's rows: what stages a school has.
    """
    known = defaultdict(set)
    for code, stage in before:
        known[code].add(stage)
    shapes = [] if asked.has_free_rows else list(_shapes(asked, list(tree), known))
    return [
        SheetRow(
            key=shape.key,
            number=number,
            body_code=shape.place.code,
            body_name=shape.place.name,
            path=shape.place.path,
            stage=shape.stage,
            item=shape.item,
        )
        for number, shape in enumerate(shapes, start=1)
    ]


def places_of(asked: AskedTable, tree: Iterable[Place]) -> list[Place]:
    """The bodies that rows of a table can be about."""
    tree = list(tree)
    kind = Kind.KINDERGARTEN if asked.id == "kindergarten" else asked.level
    found = [place for place in tree if place.kind == kind]
    return found or ([] if asked.level == "school" else tree[:1])


def _shapes(asked: AskedTable, tree: list[Place], known: dict[str, set[str]]) -> Iterator[Shape]:
    for place in places_of(asked, tree):
        if asked.items:
            yield from (Shape(place, item=code) for code, _name in asked.items)
        elif asked.stages:
            own = known.get(place.code) or stages_of_name(place.name, asked.stages)
            yield from (Shape(place, stage=each) for each in asked.stages if each in own)
        else:
            yield Shape(place)


def stages_of_name(name: str, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The stages of a school by its name, of those wanted; all of them where the name does not tell.

    >>> stages_of_name("临江县第一小学", ("primary", "junior")), stages_of_name("新城学校", ("primary", "junior"))
    (('primary',), ('primary', 'junior'))
    """
    found = next((named for word, named in STAGE_WORDS if word in name), wanted)
    return tuple(each for each in wanted if each in found)


def title_of(row: SheetRow, asked: AskedTable) -> str:
    """How people call a row: body and stage, or what is judged by its name."""
    stage = stages(asked.schema.own)[row.stage].label_zh if row.stage else ""
    return " ".join(part for part in (row.body_name, stage, asked.name_of(row.item)) if part)
