"""A document that may be a hit: plain, as the database gives it, since there may be tens of thousands."""

from __future__ import annotations

from typing import Any

Row = tuple[Any, ...]
COLUMNS = ("number", "document_id", "place", "path", "year", "kind", "level", "edition", "issuer", "points")
NUMBER, DOCUMENT, PLACE, PATH, YEAR = range(5)
POINTS = COLUMNS.index("points")
