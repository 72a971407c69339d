"""The kinds of entries: those of the ledger's table, with the words of the datasets."""

from __future__ import annotations

from functools import cache

from dudao.facts.contract import table_schema


@cache
def kinds() -> dict[str, str]:
    """Kind to its name in Chinese, in the order of the table."""
    return {names[0]: names[1] for names in table_schema("ledger").by_id["kind"].choices}
