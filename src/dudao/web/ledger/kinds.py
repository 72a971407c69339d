"""The kinds of entries: those of the ledger's table, with the words of the datasets."""

from __future__ import annotations

from dudao.facts.ledger_counts import kind_labels


def kinds() -> dict[str, str]:
    """Kind to its name in Chinese, in the order of the table."""
    return kind_labels()
