"""Entries of an invented county's ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from dudao.web.ledger.actions import write_entry
from dudao.web.ledger.models import LedgerRecord
from tests.web.cast import NOW, acting_as

PROJECT = {
    "kind": "project",
    "number": "P001",
    "date": date(2026, 1, 12),
    "subject": "新建公办幼儿园",
    "planned": Decimal(60),
    "done": Decimal(24),
    "unit": "所",
    "deadline": date(2026, 12, 31),
    "responsible": "临江县教育局",
}


def written_entry(by: str = "reporter", **columns: Any) -> LedgerRecord:
    """An entry as somebody of the county writes it."""
    return write_entry(body_code="990102", columns=PROJECT | columns, by=acting_as(by), at=NOW)
