"""Files, folders and workbooks to what is known: find the tables, read their rows, derive what follows from them.

Readers of heavy formats are imported only when such a file is there: a CSV folder loads in a few hundredths of a second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from dudao.diagnostics.model import Bilingual, Diagnostic
from dudao.facts.body_tree import check_superiors
from dudao.facts.bodybook import BodyBook
from dudao.facts.contract import TableSchema, table_lines, table_schema
from dudao.facts.datasets import SeenRows, read_dataset
from dudao.facts.derive import derive_facts
from dudao.facts.headings import Heading, find_heading, table_of_name
from dudao.facts.known import CellPlace, EvidenceEntry, Fact, KnownBody, KnownFacts, KnownTable, LedgerEntry, Terms
from dudao.facts.package import DESCRIPTOR, read_package
from dudao.facts.problems import label_of, problem
from dudao.facts.quality import check_previous_values
from dudao.facts.readers.contract import MAX_FILE_BYTES, Sheet, column_letters
from dudao.facts.readers.delimited import read_delimited
from dudao.facts.registers import read_bodies, read_evidence, read_ledger, read_terms
from dudao.facts.row_keys import place_of_sheet
from dudao.facts.stacked import tables_of_sheet
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.values.collection import without_collection
from dudao.values.digests import digest_of_json
from dudao.values.errors import MisuseError, UnreadableError

DELIMITED = (".csv", ".tsv")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
PARQUET = (".parquet",)
SILENT_SHEETS = (
    "说明",
    "填表说明",
    "填报说明",
    "封面",
    "目录页",
    "选项",
    "readme",
    "instructions",
    "sheet",
    "对照·",
    "校验结果",
)
MAX_FILES = 2_000


@dataclass(frozen=True, slots=True)
class LoadedFacts:
    """What is known, what was wrong with the data, and the tables it came from."""

    known: KnownFacts
    problems: tuple[Diagnostic, ...] = ()
    tables: tuple[KnownTable, ...] = ()


@dataclass
class _Gathered:
    own: OwnTables
    book: BodyBook = field(default_factory=BodyBook)
    facts: list[Fact] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)
    evidence: list[EvidenceEntry] = field(default_factory=list)
    terms: list[Terms] = field(default_factory=list)
    bodies: list[KnownBody] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    tables: list[KnownTable] = field(default_factory=list)
    has_previous: bool = False
    seen: dict[str, SeenRows] = field(default_factory=lambda: defaultdict(SeenRows))


def load_facts(paths: Sequence[Path], own: OwnTables = NO_OWN_TABLES, *, with_derived: bool = True) -> LoadedFacts:
    """Everything known from folders (CSV, Parquet and workbooks in them), workbooks and single tables named by their id.

    Args:
        own: what the scheme brings along for which the data are read: its own tables, columns, stages, entries of lists.
        with_derived: also the sums over bodies and the rates that reports state; measuring works out its own.
    Returns:
        values exact and in the units of the schemas; a blank is not collected, never zero; derived values follow the
        given ones. Whatever is doubtful is in `problems`, each with file, sheet and cell.
    Raises:
        MisuseError: a path that is not there, or that holds no table at all. UnreadableError: a file that cannot be
        read as what it is, or over a limit.
    """
    with without_collection():
        return _load(paths, own, with_derived=with_derived)


def _load(paths: Sequence[Path], own: OwnTables, *, with_derived: bool) -> LoadedFacts:
    gathered = _Gathered(own)
    sheets = [(table, sheet) for path in paths for table, sheet in _tables_of(Path(path), gathered)]
    if paths and not sheets:
        named = "、".join(map(str, paths))
        raise MisuseError(
            f"{named} 里没有找到数据表；表用代号（如 city.csv、ledger.csv）或中文名命名，空表用 dudao data form 生成",
            f"no table found in {named}; name tables by their id (city.csv, ledger.csv), make empty ones with: dudao data form",
        )
    order = list(table_lines(own))
    # bodies first: rows of the other tables are known by them
    sheets.sort(key=lambda pair: (pair[0] != "bodies", order.index(pair[0])))
    for table, sheet in sheets:
        schema = table_schema(table, own)
        for number, part in enumerate(tables_of_sheet(sheet, schema)):
            _read_table(schema, part, gathered, is_further=number > 0)
    return _finish(gathered, with_derived=with_derived)


def tables_in(folder: Path, own: OwnTables = NO_OWN_TABLES) -> tuple[KnownTable, ...]:
    """The tables of a folder with their hashes, one after the other, as `load_facts` knows them; their rows are not kept."""
    found: list[KnownTable] = []
    for file in _files_of(folder):
        gathered = _Gathered(own)
        for table, sheet in _tables_of_file(file, gathered):
            schema = table_schema(table, own)
            for part in tables_of_sheet(sheet, schema):
                heading = find_heading(part, schema)
                if heading is not None:
                    rows = sum(any(cell not in (None, "") for cell in row) for row in part.rows[heading.first_row :])
                    found.append(_known_table(schema, part, heading, rows))
    order = list(table_lines(own))
    return tuple(sorted(found, key=lambda each: (each.id != "bodies", order.index(each.id))))


def _known_table(schema: TableSchema, sheet: Sheet, heading: Heading, rows: int) -> KnownTable:
    columns = [column.field.id for column in heading.columns]
    content = [[str(cell) for cell in row] for row in sheet.rows[heading.first_row :]]
    digest = digest_of_json([schema.id, columns, content])
    return KnownTable(schema.id, sheet.file, place_of_sheet(sheet).sheet, rows, digest)


def sheets_of(path: Path) -> list[Sheet]:
    """Every shown sheet of a file, or of the files of a folder, as it stands; raises UnreadableError."""
    files = _files_of(path) if path.is_dir() else [path]
    return [sheet for file in files for sheet in _sheets_of(file) if not sheet.is_hidden]


def _files_of(folder: Path) -> list[Path]:
    """The data files of a folder, and its sub-folders of Parquet files, by name."""
    files = sorted(
        file
        for file in folder.iterdir()
        if not file.name.startswith((".", "~$"))
        and (
            file.suffix.lower() in (*DELIMITED, *WORKBOOKS, *PARQUET)
            or (file.suffix.lower() == ".txt" and table_of_name(file.stem) is not None)
            or _is_parquet_folder(file)
        )
    )
    if len(files) > MAX_FILES:
        raise UnreadableError(
            f"{folder} 里有 {len(files)} 个文件，超过 {MAX_FILES} 个的上限", f"{folder} holds too many files"
        )
    return files


def _is_parquet_folder(folder: Path) -> bool:
    """A folder named by a table that holds its Parquet files, as other programs write a large table."""
    return folder.is_dir() and table_of_name(folder.name) is not None and any(folder.glob("*.parquet"))


def _tables_of(path: Path, gathered: _Gathered) -> list[tuple[str, Sheet]]:
    if path.is_dir():
        if _is_parquet_folder(path):
            return _tables_of_file(path, gathered)
        if (path / DESCRIPTOR).is_file():
            return read_package(path, gathered.problems, _sheets_of, gathered.own)
        return [pair for file in _files_of(path) for pair in _tables_of_file(file, gathered)]
    if path.name == DESCRIPTOR and path.is_file():
        return read_package(path.parent, gathered.problems, _sheets_of, gathered.own)
    if not path.exists():
        raise MisuseError(f"没有 {path}；请核对 --facts 后的路径", f"{path} does not exist; check the path")
    return _tables_of_file(path, gathered)


def _tables_of_file(file: Path, gathered: _Gathered) -> list[tuple[str, Sheet]]:
    problems = gathered.problems
    sheets = _sheets_of(file)
    shown = [sheet for sheet in sheets if not sheet.is_hidden]
    found = []
    for sheet in sheets:
        if sheet.is_hidden:
            if not sheet.name.lower().startswith(SILENT_SHEETS):
                problems.append(problem("hidden-sheet-left-out", place_of_sheet(sheet), {"name": sheet.name}))
            continue
        table = table_of_name(sheet.name, gathered.own) or (
            table_of_name(file.stem, gathered.own) if len(shown) == 1 else None
        )
        if table is not None:
            found.append((table, sheet))
        elif sheet.rows and not sheet.name.lower().startswith(SILENT_SHEETS):
            nearest = [
                Bilingual(f"{line['label_zh']}（{name}）", f"{line['label_en']} ({name})")
                for name, line in table_lines(gathered.own).items()
            ][:6]
            problems.append(problem("table-unknown", place_of_sheet(sheet), {"name": sheet.name, "nearest": nearest}))
    return found


def _sheets_of(file: Path) -> list[Sheet]:
    if file.is_dir():
        return [import_module("dudao.facts.readers.parquet").read_parquet(file)]
    size = file.stat().st_size
    if size == 0:
        raise UnreadableError(f"{file.name} 是空文件", f"{file.name} is empty")
    if size > MAX_FILE_BYTES:
        raise UnreadableError(
            f"{file.name} 有 {size // 1024**2} MB，超过 {MAX_FILE_BYTES // 1024**2} MB 的上限；请拆分后再读",
            f"{file.name} has {size // 1024**2} MB, over the limit of {MAX_FILE_BYTES // 1024**2} MB; split it",
        )
    with file.open("rb") as opened:
        head = opened.read(8)
    if head.startswith(b"PAR1"):
        return [import_module("dudao.facts.readers.parquet").read_parquet(file)]
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return list(import_module("dudao.facts.readers.workbook").read_workbook(file))
    if file.suffix.lower() in (*WORKBOOKS, *PARQUET):
        raise UnreadableError(
            f"{file.name} 的内容不是{'工作簿' if file.suffix.lower() in WORKBOOKS else ' Parquet'}；请重新导出",
            f"{file.name} does not hold what its name says; export it again",
        )
    return [read_delimited(file)]


def _read_table(schema: TableSchema, sheet: Sheet, gathered: _Gathered, *, is_further: bool) -> None:
    """Read one table into what was gathered; `is_further`: one below another on its sheet."""
    heading = find_heading(sheet, schema)
    place = place_of_sheet(sheet)
    if heading is None:
        needed = [label_of(field) for field in schema.fields if field.id in (*schema.keys, "title", "term", "subject")]
        params = {"name": label_of(schema), "needed": needed or [label_of(schema.fields[0])]}
        gathered.problems.append(problem("heading-not-found", place, params))
        return
    gathered.problems.extend(heading.problems)
    gathered.problems.extend(_hidden_lines(sheet, heading))
    for table in gathered.tables:
        if table.id == schema.id and not is_further:
            given = {"name": label_of(schema), "other": CellPlace(table.file, table.sheet)}
            gathered.problems.append(problem("table-given-twice", place, given))
    rows = _read_rows(schema, sheet, heading, gathered)
    if not rows and not is_further:
        gathered.problems.append(problem("table-without-rows", place, {"name": label_of(schema)}))
    gathered.has_previous |= any(column.field.previous for column in heading.columns)
    gathered.tables.append(_known_table(schema, sheet, heading, rows))


def _hidden_lines(sheet: Sheet, heading: Heading) -> Iterator[Diagnostic]:
    """Rows and columns of data that nobody sees on the screen: read, and told."""
    rows = [row for row in sheet.hidden_rows if heading.first_row <= row < len(sheet.rows) and any(sheet.rows[row])]
    if rows:
        params = {"what": "行", "what_en": "rows", "found": _some([str(row + 1) for row in rows])}
        yield problem("hidden-rows-read", place_of_sheet(sheet), params)
    known = {column.index for column in heading.columns}
    columns = [column for column in sheet.hidden_columns if column in known]
    if columns:
        params = {"what": "列", "what_en": "columns", "found": _some([column_letters(each) for each in columns])}
        yield problem("hidden-rows-read", place_of_sheet(sheet), params)


def _some(names: list[str]) -> str:
    """The first ten, and how many there are where there are more."""
    return "、".join(names[:10]) + (f" …（{len(names)}）" if len(names) > 10 else "")


def _read_rows(schema: TableSchema, sheet: Sheet, heading: Heading, gathered: _Gathered) -> int:
    """Read the rows of one table into what was gathered; how many there were."""
    problems = gathered.problems
    if schema.id == "bodies":
        bodies = read_bodies(sheet, schema, heading, problems)
        gathered.book.is_given = True
        for body in bodies:
            gathered.book.add(body)
        gathered.bodies.extend(bodies)
        return len(bodies)
    if schema.id == "ledger":
        entries = read_ledger(sheet, schema, heading, gathered.book, problems)
        gathered.ledger.extend(entries)
        return len(entries)
    if schema.id == "evidence":
        lines = read_evidence(sheet, schema, heading, problems)
        gathered.evidence.extend(lines)
        return len(lines)
    if schema.id == "terms":
        terms = read_terms(sheet, schema, heading, problems)
        gathered.terms.append(terms)
        return sum(map(len, (terms.names, terms.leaders, terms.neighbours, terms.masked)))
    rows = read_dataset(sheet, schema, heading, gathered.book, gathered.seen[schema.id])
    gathered.facts.extend(rows.facts)
    problems.extend(rows.problems)
    return rows.rows


def _finish(gathered: _Gathered, *, with_derived: bool) -> LoadedFacts:
    gathered.problems.extend(check_superiors(gathered.bodies))
    if gathered.has_previous:
        gathered.problems.extend(check_previous_values(gathered.facts))
    given = set(gathered.bodies)
    named = [body for body in gathered.book.bodies.values() if body not in given]
    bodies = (*gathered.bodies, *named)
    derived = derive_facts(gathered.facts, gathered.bodies) if with_derived else ()
    facts = (*gathered.facts, *derived)
    terms = gathered.terms
    known = KnownFacts(
        bodies=bodies,
        facts=facts,
        ledger=tuple(gathered.ledger),
        evidence=tuple(gathered.evidence),
        terms=Terms(
            names=tuple(name for each in terms for name in each.names),
            leaders=tuple(leader for each in terms for leader in each.leaders),
            neighbours=tuple(name for each in terms for name in each.neighbours),
            masked=tuple(word for each in terms for word in each.masked),
        ),
        given=frozenset(table.id for table in gathered.tables if table.rows),
        digest=digest_of_json(sorted(table.digest for table in gathered.tables)),
        problems=tuple(gathered.problems),
        own=gathered.own,
        tables=tuple(gathered.tables),
    )
    return LoadedFacts(known, tuple(gathered.problems), tuple(gathered.tables))
