"""Fill an empty site with an invented province of the largest size, always the same; run in a process of its own.

People and the round come through the actions of the site; entries, evidence and data are written as rows, for their number
is what is measured. No file is kept: an entry of the catalogue names the hash of one.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting, Role
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.bodies.actions import NewBody, import_bodies
from dudao.web.bodies.models import Body
from dudao.web.evidence.models import EntryPoint, EvidenceEntry, StoredFile
from dudao.web.evidence.numbering import sorting_of
from dudao.web.ledger.kinds import kinds
from dudao.web.ledger.models import LedgerRecord
from dudao.web.posts.models import Post
from dudao.web.posts.queries import actings_of
from dudao.web.rounds.actions import Notice, change_round, draft_round, open_round
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.schemes.actions import publish_shipped
from dudao.web.site.people import OUTSIDE, add_person

EDITION = "quality-balance/2017"
PROVINCE, CITIES = "990000", 15
SINCE = date(2025, 1, 1)
WRITTEN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
LOADED = declare("test.province-loaded", "装入省")
SUBJECTS = ("专题研究义务教育工作", "新建公办幼儿园", "教师编制核定", "校园安全检查", "县管校聘改革", "控辍保学")


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    counties: int
    schools: int
    evidence: int
    ledger: int


BIG = Size(counties=150, schools=30_000, evidence=50_000, ledger=200_000)


def fill(size: Size) -> dict[str, str]:
    """Fill the site; gives back the address of the round and the code of one county."""
    chance = random.Random(20_260_101)
    now = timezone.now()
    counties = [f"99{1 + number % CITIES:02}{11 + number // CITIES:02}" for number in range(size.counties)]
    import_bodies(new=_bodies(size, counties), by=OUTSIDE, at=WRITTEN)
    _person("supervisor", Role.SUPERVISOR, PROVINCE, now)
    _person(f"coordinator{counties[0]}", Role.COORDINATOR, counties[0], now)
    _person(f"reporter{counties[0]}", Role.REPORTER, f"{counties[0]}-edu", now)
    _others(counties[1:])
    _ledger(size, counties, chance)
    found = _round(counties, now)
    _evidence(size, found, chance)
    return {"round": found, "county": counties[0]}


def _bodies(size: Size, counties: list[str]) -> Iterator[NewBody]:
    yield NewBody(PROVINCE, "province", "云州省")
    for number in range(CITIES):
        yield NewBody(f"99{1 + number:02}00", "city", f"云州第{1 + number}市", PROVINCE)
    for number, code in enumerate(counties):
        yield NewBody(code, "county", f"云州第{1 + number}县", f"{code[:4]}00")
        yield NewBody(f"{code}-edu", "department", f"云州第{1 + number}县教育局", code)
    for number in range(size.schools):
        county = counties[number % size.counties]
        yield NewBody(f"{county}{number:05}", "school", f"第{1 + number}学校", county)


def _person(login: str, role: Role, code: str, now: datetime) -> Acting:
    body = Body.objects.get(pk=code)
    person, _password = add_person(
        login=login, name=login, role=role, body=body, title="", since=SINCE, at=now, password="lan-shan-2026"
    )
    return actings_of(person, now.date())[0]


def _others(counties: list[str]) -> None:
    """Who nobody logs in as: no passwords, which take long to make."""
    wanted = [(f"coordinator{code}", Role.COORDINATOR, code) for code in counties]
    wanted += [(f"reporter{code}", Role.REPORTER, f"{code}-edu") for code in counties]
    people = Person.objects.bulk_create(Person(login=login, name=login, password="!") for login, _role, _code in wanted)
    Post.objects.bulk_create(
        Post(person=person, body_id=code, role=role.value, starts_on=SINCE)
        for person, (_login, role, code) in zip(people, wanted, strict=True)
    )


def _ledger(size: Size, counties: list[str], chance: random.Random) -> None:
    names = list(kinds())
    LedgerRecord.objects.bulk_create(
        (
            LedgerRecord(
                body_id=counties[number % size.counties],
                kind=chance.choice(names),
                number=f"T{number:06}",
                date=SINCE + timedelta(days=chance.randrange(365)),
                subject=f"{chance.choice(SUBJECTS)}（{number}）",
                actor="县长",
                place="县政府",
                planned=chance.randrange(1, 60) if number % 3 else None,
                done=chance.randrange(60) if number % 3 else None,
                unit="所" if number % 3 else "",
                deadline=date(2026, 12, 31) if number % 2 else None,
                written_at=WRITTEN,
                written_by="甲",
            )
            for number in range(size.ledger)
        ),
        batch_size=2_000,
    )
    with transaction.atomic():
        for code in counties:
            record(LOADED, on=f"body {code}", by=OUTSIDE, at=WRITTEN, path=Body.objects.get(pk=code).path)


def _round(counties: list[str], now: datetime) -> str:
    today = timezone.localdate(now)
    notice = Notice("义务教育优质均衡发展督导评估", "2025", "云教督〔2026〕5号", "云州省教育督导办", "现通知如下。")
    publish_shipped(name=EDITION, by=OUTSIDE, at=now)
    found = draft_round(notice=notice, edition=EDITION, office_code=PROVINCE, by=OUTSIDE, at=now)
    first, last = today - timedelta(days=10), today + timedelta(days=60)
    stages = dict.fromkeys((StageKind.TASKS, StageKind.DATA, StageKind.EVIDENCE), (first, last))
    stages[StageKind.SELF_ASSESSMENT] = (first, last)
    stages[StageKind.SUBMISSION] = (last, last + timedelta(days=20))
    change_round(address=found.address, notice=notice, stages=stages, codes=counties, by=OUTSIDE, at=now)
    return open_round(address=found.address, by=OUTSIDE, at=now).address


def _evidence(size: Size, round_address: str, chance: random.Random) -> None:
    bodies = list(RoundBody.objects.filter(round__address=round_address).order_by("path"))
    points = sorted(bodies[0].tasks.values_list("point", flat=True))
    files = [
        StoredFile(
            sha256=hashlib.sha256(str(number).encode()).hexdigest(), size=1000, kind="pdf", stored_at=WRITTEN, pages=3
        )
        for number in range(size.evidence)
    ]
    StoredFile.objects.bulk_create(files, batch_size=2_000)
    entries = []
    for number, file in enumerate(files):
        point = points[number // size.counties % len(points)]
        code = f"{point}-{1 + number // (size.counties * len(points)):03}"
        entries.append(
            EvidenceEntry(
                evaluated=bodies[number % size.counties],
                number=code,
                sorting=sorting_of(code),
                title=f"{chance.choice(SUBJECTS)}的通知",
                kind="文件",
                state=chance.choice(("draft", "submitted", "accepted")),
                file=file,
                name=f"{number}.pdf",
                written_at=WRITTEN,
                written_by="甲",
            )
        )
    EvidenceEntry.objects.bulk_create(entries, batch_size=2_000)
    EntryPoint.objects.bulk_create(
        (EntryPoint(entry=entry, point=entry.number.rsplit("-", 1)[0]) for entry in entries), batch_size=2_000
    )
