"""Folders of tables as DuckDB reads them: bodies and periods as whole numbers, some periods at a time.

Numbers as keys are what joins and groups are quick with. Parts of the periods bound the memory: what is worked out at once
has about as many rows as `ROWS_AT_ONCE`, however many years a folder holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dudao.indicators.compile.plan import ALONE
from dudao.indicators.compile.tables import FolderTables, quoted
from dudao.schemes.own_tables import OwnTables
from dudao.values.periods import Period

ROWS_AT_ONCE = 500_000
"""Rows of the longest table that are worked out together."""


class DuckTables(FolderTables):
    """The tables of a folder as views of a DuckDB connection.

    Args:
        days: for the label of each period, the day on which parameters must be in force and the tree is asked for.
        alike: what tells two days apart for an edition, such as the parameters in force.
    """

    def __init__(
        self,
        connection: Any,
        folder: Path,
        periods: Sequence[Period],
        days: Mapping[str, date],
        alike: Mapping[date, Any],
        own: OwnTables,
        backs: int = 0,
    ) -> None:
        self.days = days
        self.alike = alike
        self.numbers = {label: number for number, label in enumerate(days)}
        self._changes: list[str] | None = None
        self.all_parts: list[tuple[Sequence[Period], str]] = []
        connection.execute("CREATE OR REPLACE TEMP TABLE all_periods (period SMALLINT, label VARCHAR)")
        connection.executemany(
            "INSERT INTO all_periods VALUES (?, ?)", [(number, label) for label, number in self.numbers.items()]
        )
        super().__init__(connection, folder, periods, max(days.values()).isoformat(), own, backs)
        every = f"SELECT DISTINCT CAST(code AS VARCHAR) AS code FROM {self.files['bodies']}"
        self._make("TABLE", "all_bodies", f"SELECT code, {self._key()} AS key FROM ({every})")

    def parts(self, periods: Sequence[Period], day: str) -> Iterator[tuple[Sequence[Period], str]]:
        """Runs of periods with the same parameters and the same tree, not longer than memory bears."""
        rows = self._rows_of_periods()
        part: list[Period] = []
        for period in periods:
            if part and (
                self._kind(period) != self._kind(part[0])
                or sum(rows.get(each.label(), 0) for each in (*part, period)) > ROWS_AT_ONCE
            ):
                yield self._part(part)
                part = []
            part.append(period)
        yield self._part(part)

    def _part(self, part: list[Period]) -> tuple[Sequence[Period], str]:
        found = (tuple(part), self.days[part[0].label()].isoformat())
        self.all_parts.append(found)
        return found

    def _kind(self, period: Period) -> tuple[Any, ...]:
        day = self.days[period.label()]
        return (self.alike[day], self._tree_of(day.isoformat()))

    def _tree_of(self, day: str) -> str:
        if self._changes is None:
            self._changes = self._days_of_change()
        return max((change for change in self._changes if change <= day), default="start")

    @property
    def has_dates(self) -> bool:
        """Whether the tree changes over time."""
        return bool(self._changes)

    def columns_of_views(self) -> dict[str, list[str]]:
        """The columns of each table besides body and period."""
        keys = ("body_code", "period")
        return {table: [name for name in self._types(f"t_{table}") if name not in keys] for table in self.picked}

    def _days_of_change(self) -> list[str]:
        """The days on which the tree changes."""
        names = [name for name in ("valid_from", "valid_to") if name in self._types(self.files["bodies"])]
        found: set[str] = set()
        for name in names:
            query = f"SELECT DISTINCT CAST(CAST({name} AS DATE) AS VARCHAR) FROM {self.files['bodies']} WHERE {name} IS NOT NULL"
            found |= {row[0] for row in self._fetch(query)}
        return sorted(found)

    def _rows_of_periods(self) -> dict[str, int]:
        """How many rows the longest of the tables of schools has in each period."""
        found: dict[str, int] = {}
        labels = self._labels()
        for table in self.picked.keys() & set(ALONE):
            for label, count in self._fetch(
                f"SELECT CAST(period AS VARCHAR), count(*) FROM {self.files[table]} GROUP BY 1"
            ):
                own = labels.get(label)
                if own is not None:
                    found[own] = max(found.get(own, 0), count)
        return found

    # ─────────────── whole numbers as keys ───────────────

    def key_of(self, code: str) -> Any:
        """The number of a body; none has -1."""
        found = self._fetch(f"SELECT key FROM t_bodies WHERE code = {quoted(code)}")
        return found[0][0] if found else -1

    def _key(self) -> str:
        return "CAST(dense_rank() OVER (ORDER BY code) AS INTEGER)"

    def _view_periods(self) -> None:
        listed = ", ".join(str(self.numbers[each.label()]) for each in self.periods)
        self._make("TABLE", "t_periods", f"SELECT period FROM all_periods WHERE period IN ({listed})")

    def _period(self, back: int) -> str:
        labels = self._labels(back)
        cases = " ".join(f"WHEN {quoted(label)} THEN {self.numbers[own]}" for label, own in labels.items())
        return f"CAST(CASE CAST(period AS VARCHAR) {cases} END AS SMALLINT)"
