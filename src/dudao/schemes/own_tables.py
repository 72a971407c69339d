"""What a scheme brings along beside the catalogue: tables, columns, checks, stages, entries of lists.

It belongs to its edition and is handed on with it: two editions may call different things by one name, in one process.
`own_tables_load` reads it from `datasets/*.csv` of a scheme folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dudao.values.digests import digest_of_json

Line = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OwnTables:
    """The own tables of an edition, as lines of the catalogue's files; equal where their content is.

    Attributes:
        tables: further tables. columns: further columns by table, those of own tables included.
        checks: further checks of data. stages: further school stages, and other words for those there are.
        entries: further entries of lists, `id=label/word/word`, by table and column; an entry that is there already
            gets further names.
    """

    digest: str = ""
    tables: tuple[Line, ...] = field(default=(), compare=False)
    columns: Mapping[str, tuple[Line, ...]] = field(default_factory=dict, compare=False)
    checks: tuple[Line, ...] = field(default=(), compare=False)
    stages: tuple[Line, ...] = field(default=(), compare=False)
    entries: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, compare=False)

    def sealed(self) -> OwnTables:
        """The same with the hash of its content; NO_OWN_TABLES where there is none."""
        parts = (
            [dict(each) for each in self.tables],
            {table: [dict(each) for each in lines] for table, lines in self.columns.items()},
            [dict(each) for each in self.checks],
            [dict(each) for each in self.stages],
            {f"{table}.{column}": list(words) for (table, column), words in self.entries.items()},
        )
        return replace(self, digest=digest_of_json(parts)) if any(parts) else NO_OWN_TABLES


NO_OWN_TABLES = OwnTables()
