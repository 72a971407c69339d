"""The chain of what was done: it only grows, and a change behind its back is found."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from dudao.web.audit.chain import Break, breaks, record
from dudao.web.audit.models import AuditEntry
from dudao.web.audit.names import declare
from dudao.web.audit.queries import entries_for
from tests.web.append_only import CHAIN, let_go_of
from tests.web.cast import NOW, acting_as

TRIED = declare("test.tried", _("试验"))


def _three() -> None:
    with transaction.atomic():
        for number in range(3):
            record(TRIED, on=f"thing {number}", by=acting_as("reporter"), at=NOW, details={"number": number})


def _behind_its_back(statement: str) -> None:
    """Change the table as somebody would who holds the database itself."""
    let_go_of(CHAIN)
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_chain_left_alone_holds(cast: None) -> None:
    _three()
    assert list(breaks()) == []


def test_a_changed_entry_is_named(cast: None) -> None:
    _three()
    last = AuditEntry.objects.order_by("-number")[1].number
    _behind_its_back(f"UPDATE audit_auditentry SET person_name = '别人' WHERE number = {last}")
    assert list(breaks()) == [Break(last, "changed")]


def test_a_removed_entry_is_named(cast: None) -> None:
    _three()
    last = AuditEntry.objects.order_by("-number")[1].number
    _behind_its_back(f"DELETE FROM audit_auditentry WHERE number = {last}")
    assert list(breaks()) == [Break(last, "gap"), Break(last + 1, "unlinked")]


def test_the_database_refuses_changes_and_removals(cast: None) -> None:
    _three()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.filter(action=TRIED).update(number=F("number") + 100)
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.all().delete()


def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record(TRIED, on="thing", by=acting_as("member"), at=NOW)


def test_an_action_without_a_declared_name_is_refused(cast: None) -> None:
    with pytest.raises(ValueError, match="not declared"):
        record("test.unheard", on="thing", by=acting_as("member"), at=NOW)


def _recorded_and_broken() -> None:
    with transaction.atomic():
        record(TRIED, on="thing", by=acting_as("reporter"), at=NOW)
        raise ZeroDivisionError


def test_a_failed_action_leaves_no_entry(cast: None) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(ZeroDivisionError):
        _recorded_and_broken()
    assert AuditEntry.objects.count() == before


def test_a_coordinator_reads_only_what_concerns_the_own_area(cast: None) -> None:
    with transaction.atomic():
        record(TRIED, on="ours", by=acting_as("reporter"), at=NOW, path="/990000/990100/990102/")
        record(TRIED, on="theirs", by=acting_as("neighbour"), at=NOW, path="/990000/990100/990103/")
    seen = entries_for(acting_as("coordinator"), action=TRIED)
    assert [entry.target for entry in seen] == ["ours"]
