"""Which tables and columns exist: the schema files of `schemes/catalogue/datasets`, as frozen values.

Adding a measure, a synonym or a heading is a line in a CSV file there; nothing here names a single measure.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

import dudao.schemes
from dudao.schemes.own_tables import NO_OWN_TABLES, Line, OwnTables

FOLDER = Path(dudao.schemes.__file__).parent / "catalogue" / "datasets"


@dataclass(frozen=True, slots=True)
class Stage:
    """A school stage (学段) or a union of stages, with the words for its schools and pupils and how reports write it."""

    id: str
    label_zh: str
    label_en: str
    school_zh: str
    pupils_zh: str
    parts: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldSchema:
    """One column of a table.

    Attributes:
        metric: what is measured, the same in all tables; `stage` tells the school stage where the column has one.
        type: count | amount | rate | text | date | year | flag | code | choice | period | stage.
        minimum, maximum: limits of what is possible, in `unit`.
        rollup: "sum" where the value of a larger body is the sum over its parts, else "none".
        previous: "" for this period, "published" or "restated" for a column that holds the value of the period before.
        synonyms: further headings, and wordings in reports; `~` in front: the wording may also mean something else;
            `@stage` behind: the wording names the stage itself.
        aliases: further ids. choices: id, label and further names of each allowed entry.
    """

    id: str
    metric: str
    label_zh: str
    label_en: str
    unit: str | None
    type: str
    stage: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    rollup: str = "none"
    previous: str = ""
    synonyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    choices: tuple[tuple[str, ...], ...] = ()
    note_zh: str = ""

    @property
    def is_number(self) -> bool:
        return self.type in ("count", "amount", "rate", "year")


@dataclass(frozen=True, eq=False)
class TableSchema:
    """A table: its keys and columns. `kind` is dataset (rows of measures) or register (bodies, ledger, evidence, terms).

    `accepted` are columns that are read where they are given but not asked for: derived measures as published. The same
    table asked for with the same own tables is the same object.
    """

    id: str
    label_zh: str
    label_en: str
    kind: str
    level: str
    keys: tuple[str, ...]
    fields: tuple[FieldSchema, ...]
    aliases: tuple[str, ...] = ()
    note_zh: str = ""
    note_en: str = ""
    accepted: tuple[FieldSchema, ...] = ()
    own: OwnTables = NO_OWN_TABLES
    """What the scheme brings along with which the table was asked for."""

    @cached_property
    def by_id(self) -> dict[str, FieldSchema]:
        """Columns by id and by further id; a stage's other name works in a column's id too."""
        found = {field.id: field for field in (*self.accepted, *self.fields)}
        for field in self.fields:
            for alias in field.aliases:
                found.setdefault(alias, field)
        return found


@dataclass(frozen=True, slots=True)
class DerivedMetric:
    """A measure that follows from others: `scale` × sum of the numerator ÷ sum of the denominator.

    Each term is (sign, metric, stage): stage "" is the derived measure's own stage, "-" a measure without stage. A sum has no denominator. `source`
    says by which text it is defined; `type` is rate only where a value of 1 or less would be a fraction typed for a per cent.
    """

    id: str
    label_zh: str
    label_en: str
    stage: str | None
    numerator: tuple[tuple[int, str, str | None], ...]
    denominator: tuple[tuple[int, str, str | None], ...]
    scale: Decimal
    unit: str
    type: str
    synonyms: tuple[str, ...]
    source: str


def _lines(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def catalogue_lines(name: str) -> list[dict[str, str]]:
    """The lines of one file of the catalogue, as they stand."""
    return _lines(name)


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split("|") if word)


@cache
def phrase_words(kind: str) -> frozenset[str]:
    """Words of metric phrases that name no measure: scopes by level, words of change, fillers (`phrase_words.csv`)."""
    return frozenset(word for line in _lines("phrase_words") if line["kind"] == kind for word in _words(line["words"]))


@cache
def stages(own: OwnTables = NO_OWN_TABLES) -> dict[str, Stage]:
    """The stages by id, single ones first; with those that a scheme brings along, and its words for the others."""
    found = {line["id"]: _stage(line) for line in _lines("stages")}
    for line in own.stages:
        stage = _stage(line)
        words = (*stage.words, stage.label_zh, stage.label_en)
        stage = replace(stage, words=tuple(dict.fromkeys(word.lower() for word in words)))
        there = found.get(stage.id)
        found[stage.id] = stage if there is None else _with_words_of(there, line, stage)
    return dict(sorted(found.items(), key=lambda pair: bool(pair[1].parts) or pair[0] == "total"))


def _stage(line: Line) -> Stage:
    label_zh = line["label_zh"] or line["label_en"] or line["id"]
    label_en = line["label_en"] or label_zh
    return Stage(
        line["id"],
        label_zh,
        label_en,
        line["school_zh"] or label_zh,
        line["pupils_zh"] or "在校学生",
        _words(line["parts"]),
        _words(line["words"]),
    )


def _with_words_of(there: Stage, line: Line, stage: Stage) -> Stage:
    """A stage of the catalogue as a scheme calls it; what it does not name stays."""
    return replace(
        there,
        label_zh=line["label_zh"] or line["label_en"] or there.label_zh,
        label_en=line["label_en"] or there.label_en,
        school_zh=line["school_zh"] or line["label_zh"] or line["label_en"] or there.school_zh,
        pupils_zh=line["pupils_zh"] or there.pupils_zh,
        words=(*there.words, there.label_zh, *stage.words),
    )


@cache
def fields_of_file(name: str) -> tuple[FieldSchema, ...]:
    """The columns of one schema file; a line that names stages stands for one column a stage."""
    return tuple(_fields(_lines(name)))


def _fields(lines: Iterable[Line], own: OwnTables = NO_OWN_TABLES) -> list[FieldSchema]:
    found: list[FieldSchema] = []
    for line in lines:
        field = _field(line)
        in_stages = _words(line["stages"])
        found.extend(_of_stage(field, stages(own)[stage]) for stage in in_stages)
        if not in_stages:
            found.append(field)
    return found


def _field(line: Line) -> FieldSchema:
    metric, _, stage = (line["metric"] or line["id"]).partition("@")
    return FieldSchema(
        id=line["id"],
        metric=metric,
        stage=stage or None,
        label_zh=line["label_zh"],
        label_en=line["label_en"],
        unit=line["unit"] or None,
        type=line["type"],
        minimum=Decimal(line["minimum"]) if line["minimum"] else None,
        maximum=Decimal(line["maximum"]) if line["maximum"] else None,
        rollup=line["rollup"] or "none",
        previous=line["previous"],
        synonyms=_words(line["synonyms"]),
        aliases=_words(line["aliases"]),
        choices=tuple(_choice(word) for word in _words(line["choices"])),
        note_zh=line["note_zh"],
    )


FLAG_WORDS = {"是": ("yes", "true"), "否": ("no", "false")}
"""How flags are entered in English."""


def _choice(word: str) -> tuple[str, ...]:
    name, equals, labels = word.partition("=")
    return (name, *labels.split("/")) if equals else (word, word, *FLAG_WORDS.get(word, ()))


def _of_stage(field: FieldSchema, stage: Stage) -> FieldSchema:
    return replace(
        field,
        id=f"{field.id}_{stage.id}",
        stage=stage.id,
        label_zh=in_stage(field.label_zh, stage),
        label_en=field.label_en.replace("{stage}", stage.label_en),
        aliases=tuple(f"{alias}_{stage.id}" for alias in field.aliases),
    )


def in_stage(label: str, stage: Stage | None) -> str:
    """A label with its stage put in: {school}, {stage}, {pupils}.

    >>> in_stage("{school}{pupils}数", stages()["preschool"]), in_stage("{school}生师比", stages()["primary"])
    ('幼儿园在园幼儿数', '小学生师比')
    """
    if stage is None:
        return label
    return (
        label.replace("{school}", stage.school_zh)
        .replace("{stage}", stage.label_zh)
        .replace("{pupils}", stage.pupils_zh)
    )


@cache
def key_fields() -> dict[str, FieldSchema]:
    """The columns by which rows of datasets are told apart."""
    return {field.id: field for field in fields_of_file("keys")}


@cache
def table_lines(own: OwnTables = NO_OWN_TABLES) -> dict[str, Line]:
    """The lines of the table of tables, by id, in their order; those that a scheme brings along stand before the registers."""
    lines = {line["id"]: line for line in _lines("tables")}
    if not own.tables:
        return dict(lines)
    brought = {line["id"]: line for line in own.tables}
    datasets = {name: line for name, line in lines.items() if line["kind"] == "dataset"}
    return {**datasets, **brought, **lines}


@cache
def table_schema(table_id: str, own: OwnTables = NO_OWN_TABLES) -> TableSchema:
    """The schema of a table, with what a scheme brings along.

    Raises:
        KeyError: an id that `table_lines` does not have.
    """
    line = table_lines(own)[table_id]
    columns: list[FieldSchema] = []
    if line["kind"] == "dataset":
        names = ["body_code", "body_name", "period"] + (["stage"] if "stage" in line["keys"].split("|") else [])
        columns.extend(key_fields()[name] for name in names)
    for name in _words(line["fields"]):
        columns.extend(fields_of_file(name))
    columns.extend(_fields(own.columns.get(table_id, ()), own))
    return TableSchema(
        id=table_id,
        label_zh=line["label_zh"],
        label_en=line["label_en"],
        kind=line["kind"],
        level=line["level"],
        keys=_words(line["keys"]),
        fields=tuple(_with_entries(each, own.entries.get((table_id, each.id), ())) for each in columns),
        aliases=_words(line["aliases"]),
        note_zh=line["note_zh"],
        note_en=line["note_en"],
        accepted=_published_measures() if "government" in line["fields"] else (),
        own=own,
    )


def _with_entries(field: FieldSchema, entries: tuple[str, ...]) -> FieldSchema:
    """A list column with a scheme's entries: new ones, and further names of those that are there."""
    if not entries:
        return field
    choices = {names[0]: names for names in field.choices}
    for entry in map(_choice, entries):
        there = choices.get(entry[0])
        choices[entry[0]] = entry if there is None else (*there, *entry[1:])
    return replace(field, choices=tuple(choices.values()))


@cache
def _published_measures() -> tuple[FieldSchema, ...]:
    """The derived measures as columns: an office may have only the published rate, not what it was made of."""
    asked = {(field.metric, field.stage) for field in fields_of_file("government")}
    return tuple(
        FieldSchema(
            id=f"{measure.id}_{measure.stage}" if measure.stage else measure.id,
            metric=measure.id,
            label_zh=measure.label_zh,
            label_en=measure.label_en,
            unit=measure.unit,
            type=measure.type,
            stage=measure.stage,
            synonyms=measure.synonyms,
        )
        for measure in derived_metrics()
        if (measure.id, measure.stage) not in asked
    )


@cache
def derived_metrics() -> tuple[DerivedMetric, ...]:
    """The derived measures, one a stage."""
    found = []
    for line in _lines("derived"):
        for stage_id in _words(line["stages"]) or ("",):
            stage = stages()[stage_id] if stage_id else None
            found.append(
                DerivedMetric(
                    id=line["id"],
                    label_zh=in_stage(line["label_zh"], stage),
                    label_en=line["label_en"].replace("{stage}", stage.label_en if stage else ""),
                    stage=stage_id or None,
                    numerator=_terms(line["numerator"], stage_id or None),
                    denominator=_terms(line["denominator"], stage_id or None),
                    scale=Decimal(line["scale"]),
                    unit=line["unit"],
                    type=line["type"],
                    synonyms=_words(line["synonyms"]),
                    source=line["source"],
                )
            )
    return tuple(found)


def _terms(text: str, stage: str | None) -> tuple[tuple[int, str, str | None], ...]:
    """`grad-in+out` to signed terms; `students@preschool` names its stage, else the derived measure's own is meant."""
    found: list[tuple[int, str, str | None]] = []
    for part in text.replace("-", "+-").split("+"):
        if part:
            name, at, own = part.lstrip("-").partition("@")
            found.append((-1 if part.startswith("-") else 1, name, own if at else stage))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that reports claim to meet: `left` `operator` `right`, each a measure, its growth or a number.

    `stages`: "" (measure without stage), "each" (every stage known) or "named" (the stage the claim names). `bodies`: own,
    or own|counties where the limit holds for each county. `status` begins with confirmed, partly confirmed or unconfirmed.
    """

    id: str
    left: str
    operator: str
    right: str
    stages: str
    bodies: tuple[str, ...]
    label_zh: str
    label_en: str
    authority_zh: str
    authority_en: str
    status: str


@cache
def limits() -> dict[str, tuple[Limit, ...]]:
    """The limits by id; one id may hold several that must all be met."""
    found: dict[str, list[Limit]] = {}
    for line in _lines("limits"):
        values = {name: line[name] for name in Limit.__slots__ if name != "bodies"}
        found.setdefault(line["id"], []).append(Limit(bodies=_words(line["bodies"]), **values))
    return {name: tuple(each) for name, each in found.items()}
