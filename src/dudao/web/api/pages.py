"""Long lists in pieces: each piece ends with the address of its last row, after which the next one goes on."""

from __future__ import annotations

from typing import Annotated, Any, Generic, Protocol, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field

from dudao.web.api.errors import Invalid

MOST_ROWS = 200
Row = TypeVar("Row")


class Addressed(Protocol):
    """A row with a random address."""

    address: str


Found = TypeVar("Found", bound=Addressed)


class Wanted(Schema):
    """Which piece of a list."""

    after: str = Field(default="", max_length=12, description="`next` of the piece before; empty for the first")
    limit: int = Field(default=50, ge=1, le=MOST_ROWS, description=f"rows in a piece, at most {MOST_ROWS}")


Piece = Annotated[Wanted, Query()]


class Rows(Schema, Generic[Row]):
    """One piece of a list."""

    rows: list[Row]
    next: str | None = Field(description="`after` of the next piece; null at the end")


def piece_of(rows: QuerySet[Any, Found], wanted: Wanted, every: QuerySet[Any]) -> tuple[list[Found], str | None]:
    """The rows after the one named, newest first, and where the next piece goes on.

    Args:
        rows: what may be seen and was asked for. every: all rows of the table; the one named may be put aside by now.
    """
    ordered = rows.order_by("-pk")
    if wanted.after:
        last = every.filter(address=wanted.after).values_list("pk", flat=True).first()
        if last is None:
            raise Invalid([("after", _("没有这一段，请从头取。"))])
        ordered = ordered.filter(pk__lt=last)
    found = list(ordered[: wanted.limit + 1])
    is_more = len(found) > wanted.limit
    found = found[: wanted.limit]
    return found, found[-1].address if is_more else None
