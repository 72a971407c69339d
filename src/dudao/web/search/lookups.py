"""`folded__holds="教育"`: a text has a stretch in it, by the search that each database is quickest with; no patterns."""

from __future__ import annotations

from typing import Any

from django.db.models import Lookup


class Holds(Lookup):
    """Whether a text has a stretch in it, letter by letter."""

    lookup_name = "holds"

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """`instr`, which unlike LIKE knows no pattern."""
        return self._found("instr", compiler, connection)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """`strpos`, which leaps ahead by the length of what is looked for."""
        return self._found("strpos", compiler, connection)

    def _found(self, function: str, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        text, given = self.process_lhs(compiler, connection)
        looked_for, words = self.process_rhs(compiler, connection)
        return f"{function}({text}, {looked_for}) > 0", (*given, *words)
