"""The ledger: every entry of the evaluated government and of those below it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dudao.bundles.manifest import PartKind
from dudao.facts.contract import table_schema
from dudao.web.areas import in_area
from dudao.web.ledger.kinds import kinds
from dudao.web.ledger.models import LedgerRecord
from dudao.web.ledger.table import COLUMNS
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.submissions.contents.contract import Gathered, Ingredient, Need
from dudao.web.submissions.contents.tables import columns_of, table_parts


def entries_of(evaluated: RoundBody) -> QuerySet[LedgerRecord]:
    """The entries that a submission takes along, in the order in which they were written."""
    return LedgerRecord.objects.filter(in_area("body__path", evaluated.path), removed_at=None).order_by("id")


def needs(evaluated: RoundBody) -> list[Need]:
    """At least one entry."""
    count = entries_of(evaluated).count()
    words = _("台账 %(count)s 条") % {"count": count} if count else _("台账还是空的")
    return [Need(StageKind.EVIDENCE, words, count > 0, reverse("ledger:entry-list"))]


def gather(evaluated: RoundBody, into: Gathered) -> None:
    """The entries as the ledger's table of the datasets."""
    schema = table_schema("ledger")
    rows = (_row(each) for each in entries_of(evaluated).iterator(chunk_size=2000))
    into.sources += table_parts("ledger/ledger", PartKind.LEDGER, schema.label_zh, columns_of(schema), rows)


def _row(entry: LedgerRecord) -> dict[str, Any]:
    own = {name: getattr(entry, name) for name in COLUMNS}
    return own | {"kind": kinds().get(entry.kind, entry.kind), "body_code": entry.body_id}


INGREDIENT = Ingredient(StageKind.EVIDENCE, needs, gather)
