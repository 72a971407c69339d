"""Who may do what: every action against everybody of the cast, through its page; one that nobody wrote down fails.

What counts is the audit: an action was done when its entry is there, whatever the page answered.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from dudao.web.accounts.models import Person
from dudao.web.acting import Role
from dudao.web.audit.models import AuditEntry
from dudao.web.audit.names import declared_actions
from dudao.web.bodies.imports import hand_in_table
from dudao.web.ledger.actions import hand_in_table as hand_in_table_of_entries
from dudao.web.ledger.actions import remove_entry
from dudao.web.people.actions import invite_person, make_reset_link, suspend_person
from dudao.web.posts.actions import delegate_post
from dudao.web.posts.models import Post
from dudao.web.rounds.actions import pause_round
from dudao.web.rounds.models import Stage
from dudao.web.schemes.actions import upload_scheme
from tests.web.answers import EVERYBODY, Act
from tests.web.apps import APPS
from tests.web.cast import NOW, acting_as
from tests.web.rounds.stage_setting import EDITION, drafted_round, opened_round
from tests.web.schemes.files import zipped
from tests.web.test_access import TABLE, of_application, of_entry, of_person, of_post

KEEPERS = {"operator", "supervisor"}
AREA = {*KEEPERS, "city-coordinator", "coordinator"}
"""Who keeps the people of the county on stage."""
POST_REFUSED = 405
NEW = {"name": "新人甲", "login": "newcomer", "password": "gao-shan-2026", "again": "gao-shan-2026"}
CHANGE = {"on": "2026-01-01", "confirm": "1"}
COLUMNS = "code,name,kind,parent_code,valid_from,valid_to,short_names\n"


def of_invitation() -> str:
    """An invitation to a post of the county."""
    more = {"title": "", "name": "新人甲", "mail": "", "by": acting_as("coordinator"), "at": timezone.now()}
    return str(invite_person(body_code="990102-edu", role=Role.REPORTER, **more)[0].pk)


def of_join() -> str:
    """The secret of such an invitation."""
    more = {"title": "", "name": "新人甲", "mail": "", "by": acting_as("coordinator"), "at": timezone.now()}
    return invite_person(body_code="990102-edu", role=Role.REPORTER, **more)[1]


def of_reset() -> str:
    """The secret of a link for a new password."""
    return make_reset_link(
        person_id=Person.objects.get(login="reporter").pk, by=acting_as("operator"), at=timezone.now()
    )[1]


def of_suspended() -> str:
    """A reporter whose account is shut."""
    return str(suspend_person(person_id=of_person(), by=acting_as("operator"), at=NOW).pk)  # type: ignore[arg-type]


def of_delegation() -> int:
    """The leader's post, handed to the colleague."""
    post, deputy = Post.objects.get(person__login="leader"), Person.objects.get(login="colleague")
    days = {"starts_on": date(2026, 1, 1), "ends_on": date(2030, 1, 1)}
    made = delegate_post(post_id=post.pk, deputy_id=deputy.pk, reason="假", by=acting_as("leader"), at=NOW, **days)
    return made.pk


def of_table() -> str:
    """A table of bodies that the supervisor handed in."""
    content = BytesIO((COLUMNS + "990109,新县,county,990100,,,\n").encode())
    more = {"on": date(2026, 1, 1), "by": acting_as("supervisor"), "at": NOW}
    return str(hand_in_table(content=content, name="bodies.csv", size=100, **more).pk)


def table_file() -> SimpleUploadedFile:
    """A table of bodies."""
    return SimpleUploadedFile("bodies.csv", (COLUMNS + "990109,新县,county,990100,,,\n").encode())


def scheme_file() -> SimpleUploadedFile:
    """A scheme."""
    return SimpleUploadedFile("scheme.zip", zipped())


def of_sent() -> str:
    """A scheme that the author sent."""
    with NamedTemporaryFile(suffix=".zip") as file:
        file.write(zipped())
        file.flush()
        sent = upload_scheme(file=Path(file.name), file_name="scheme.zip", by=acting_as("author"), at=NOW)
    return str(sent.pk)


OWN_LEDGER = {"coordinator", "reporter", "colleague"}
LEDGER = {*OWN_LEDGER, "city-coordinator", "neighbour", "neighbour-coordinator"}
"""Who writes the county's ledger; who writes some ledger."""


def of_removed() -> str:
    """An entry that was put aside."""
    return remove_entry(address=of_entry(), by=acting_as("reporter"), at=NOW).address


def ledger_file() -> SimpleUploadedFile:
    """A table of entries."""
    return SimpleUploadedFile("ledger.csv", "number,kind,date,subject\nM1,会议,2026-03-01,专题会议\n".encode())


def of_ledger_table() -> str:
    """A table of entries that a reporter handed in."""
    more = {"name": "ledger.csv", "size": 100, "by": acting_as("reporter"), "at": NOW}
    return hand_in_table_of_entries(body_code="990102", content=ledger_file(), **more).address  # type: ignore[arg-type]


def of_draft() -> str:
    """A round in preparation."""
    return drafted_round().address


def of_open() -> str:
    """A round under way."""
    return opened_round().address


def of_paused() -> str:
    """A round that waits."""
    return pause_round(address=opened_round().address, reason="雪", by=acting_as("supervisor"), at=NOW).address


def stage() -> str:
    """The first stage of the round on stage."""
    return str(Stage.objects.order_by("pk")[0].pk)


ACTS: dict[str, Act] = {
    "post.given": Act(
        "people:post-give",
        AREA,
        sent={"person": "reporter", "body": "990102", "role": "leader", "starts_on": "2026-01-01"},
    ),
    "post.ended": Act("people:post-end", AREA, (of_post,), {"ends_on": "2026-05-01"}),
    "post.switched": Act("posts:post-switch", {"reporter"}, sent={"post": of_post}),
    "post.delegated": Act(
        "people:delegation-list",
        {"reporter"},
        sent={"post": of_post, "deputy": "leader", "starts_on": "2026-01-01", "ends_on": "2026-02-01", "reason": "假"},
    ),
    "post.delegation-revoked": Act("people:delegation-revoke", {*AREA, "leader", "colleague"}, (of_delegation,)),
    "person.invited": Act("people:invitation-new", AREA, sent={"name": "新人甲", "body": "990102", "role": "reporter"}),
    "person.invitation-withdrawn": Act("people:invitation-withdraw", AREA, (of_invitation,)),
    "person.invitation-accepted": Act("people:join", set(EVERYBODY), (of_join,), NEW),
    "person.applied": Act("people:apply", set(EVERYBODY), sent={**NEW, "body": "990102-edu", "role": "reporter"}),
    "person.application-accepted": Act("people:application-decide", AREA, (of_application,), {"decision": "accept"}),
    "person.application-refused": Act(
        "people:application-decide", AREA, (of_application,), {"decision": "refuse", "reason": "否"}
    ),
    "person.reset-link-made": Act("people:reset-link", AREA, (of_person,)),
    "person.password-reset": Act(
        "people:password-reset",
        set(EVERYBODY),
        (of_reset,),
        {"password": "gao-shan-2026", "again": "gao-shan-2026"},
    ),
    "person.suspended": Act("people:account-change", AREA, (of_person, "suspend")),
    "person.restored": Act("people:account-change", AREA, (of_suspended, "restore")),
    "person.factors-removed": Act("people:account-change", AREA, (of_person, "remove-factors")),
    "body.founded": Act(
        "bodies:body-change",
        KEEPERS,
        ("990102", "found"),
        {**CHANGE, "kind": "school", "code": "9901020002", "name": "二小"},
    ),
    "body.renamed": Act("bodies:body-change", KEEPERS, ("990102", "rename"), {**CHANGE, "name": "临江市"}),
    "body.moved": Act("bodies:body-change", KEEPERS, ("990102", "move"), {**CHANGE, "parent": "990200"}),
    "body.merged": Act(
        "bodies:body-change", KEEPERS, ("990102", "merge"), {**CHANGE, "others": "990103", "code": "990102"}
    ),
    "body.split": Act(
        "bodies:body-change",
        KEEPERS,
        ("990102", "split"),
        {**CHANGE, "parts": "990106 江南县\n990107 江北县", "rest": "990106"},
    ),
    "body.closed": Act("bodies:body-change", KEEPERS, ("9901020001", "close"), CHANGE),
    "body.table-handed-in": Act("bodies:import-new", KEEPERS, sent={"file": table_file, "on": "2026-01-01"}),
    "body.table-applied": Act("bodies:import-preview", {"supervisor"}, (of_table,)),
    "body.imported": Act("bodies:import-preview", {"supervisor"}, (of_table,)),
    "ledger.written": Act("ledger:entry-new", LEDGER, sent={"kind": "meeting", "subject": "专题会议"}),
    "ledger.changed": Act("ledger:entry-change", OWN_LEDGER, (of_entry,), {"kind": "meeting", "subject": "专题会议"}),
    "ledger.removed": Act("ledger:entry-remove", OWN_LEDGER, (of_entry,)),
    "ledger.restored": Act("ledger:entry-restore", OWN_LEDGER, (of_removed,)),
    "ledger.table-handed-in": Act("ledger:import-new", LEDGER, sent={"file": ledger_file}),
    "ledger.table-applied": Act("ledger:import-detail", OWN_LEDGER, (of_ledger_table,)),
    "scheme.uploaded": Act("schemes:scheme-list", {*KEEPERS, "author"}, sent={"file": scheme_file}),
    "scheme.published": Act("schemes:shipped-publish", KEEPERS, sent={"name": EDITION, "sure": "1"}),
    "scheme.discarded": Act("schemes:upload-discard", {*KEEPERS, "author"}, (of_sent,)),
    "calendar.changed": Act("rounds:calendar-change", KEEPERS, (2026,), {"days": "2026-10-01 国庆节"}),
    "round.opened": Act("rounds:round-move", KEEPERS, (of_draft, "open"), {"sure": "1"}),
    "round.paused": Act("rounds:round-move", KEEPERS, (of_open, "pause"), {"reason": "雪"}),
    "round.resumed": Act("rounds:round-move", KEEPERS, (of_paused, "resume")),
    "round.closed": Act("rounds:round-move", KEEPERS, (of_open, "close"), {"sure": "1"}),
    "round.extended": Act(
        "rounds:stage-extend", KEEPERS, (of_open,), {"stage": stage, "last_day": "2026-06-30", "reason": "雪"}
    ),
    "round.reminded": Act("rounds:stage-remind", KEEPERS, (of_open,), {"stage": stage}),
}

ELSEWHERE = {
    "person.joined-as-member": "only where the site is public: tests/web/people",
    "person.logged-in": "the way in: tests/web/accounts",
    "person.password-changed": "one's own: tests/web/accounts",
    "person.factor-added": "one's own: tests/web/accounts",
    "person.factor-removed": "one's own: tests/web/accounts",
    "person.recovery-codes-made": "one's own: tests/web/accounts",
    "round.drafted": "the form of a round: tests/web/rounds",
    "round.changed": "the form of a round: tests/web/rounds",
    "task.assigned": "the form of tasks: tests/web/rounds",
}
"""Actions that are tried elsewhere, and where."""

for _app in APPS:
    ACTS |= _app.ACTS
    ELSEWHERE |= _app.ELSEWHERE


def test_every_action_is_in_the_table() -> None:
    declared = {name for name in declared_actions() if not name.startswith("test.")}
    assert declared == {*ACTS, *ELSEWHERE}


@pytest.mark.parametrize("action", sorted(ACTS))
def test_only_those_whom_the_table_names_do_it(action: str, client_of: Callable[[str], Client]) -> None:
    act, clients = ACTS[action], {login: client_of(login) for login in EVERYBODY}
    address = reverse(act.address, args=[_value(each) for each in act.arguments])
    done = {login for login, client in clients.items() if _is_done(client, address, act, action)}
    assert done == act.who


def _value(each: Any) -> Any:
    return each() if callable(each) else each


def _is_done(client: Client, address: str, act: Act, action: str) -> bool:
    """Whether the action left its entry; all is undone again."""
    with transaction.atomic():
        before = AuditEntry.objects.filter(action=action).count()
        client.post(address, {name: _value(each) for name, each in act.sent.items()})
        is_done = AuditEntry.objects.filter(action=action).count() > before
        transaction.set_rollback(True)
    return is_done


def test_every_page_that_takes_something_in_leads_to_an_action(client_of: Callable[[str], Client]) -> None:
    taking = {name for name in TABLE if _takes_something(name, client_of("visitor"))}
    assert taking == {act.address for act in ACTS.values()} | FORMS_ELSEWHERE


def _takes_something(name: str, visitor: Client) -> bool:
    arguments = TABLE[name][0]
    try:  # whether a page takes something in is told before anything is looked for
        address = reverse(name, args=["none" if callable(each) else each for each in arguments])
    except NoReverseMatch:
        with transaction.atomic():  # what the arguments need is undone again
            address = reverse(name, args=[_value(each) for each in arguments])
            transaction.set_rollback(True)
    return visitor.post(address).status_code != POST_REFUSED


FORMS_ELSEWHERE = {each for app in APPS for each in app.FORMS_ELSEWHERE} | {
    "rounds:round-new",
    "rounds:round-change",
    "rounds:task-list",
    "schemes:upload-publish",
}
"""Pages whose actions stand in the table behind another page, or are tried elsewhere."""
