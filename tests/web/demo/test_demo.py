"""The invented province on a site: filled through the actions, once, and everything in it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dudao.bundles.verify import look_into
from dudao.web.accounts.models import Person
from dudao.web.acting import Role
from dudao.web.assessments.models import Application
from dudao.web.audit.chain import breaks
from dudao.web.audit.models import AuditEntry
from dudao.web.demo.cast import CAST
from dudao.web.demo.days import Days
from dudao.web.demo.example import Example
from dudao.web.demo.stage import DUTY, Stage
from dudao.web.library.known import compare_figures
from dudao.web.library.models import Document, FoundFigure
from dudao.web.pages.todo import todos_for
from dudao.web.posts.queries import actings_of
from dudao.web.readers.models import Favourite, Notice
from dudao.web.report_desk.drafting import compose_for
from dudao.web.report_desk.knowledge import known_for
from dudao.web.rounds.models import Round
from dudao.web.rounds.queries import board
from dudao.web.rounds.states import RoundState
from dudao.web.settings import SITE
from dudao.web.submissions.contents.moments import utc
from dudao.web.submissions.models import Submission
from dudao.web.voices.models import Comment, Complaint

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "yunling"


@pytest.fixture
def filled(db: None) -> Iterator[str]:
    """A filled site, and what the terminal showed."""
    out = StringIO()
    call_command("fill_demo", str(EXAMPLE), stdout=out)
    yield out.getvalue()
    (SITE.home / "people.txt").unlink(missing_ok=True)


def test_the_filled_site_holds(filled: str) -> None:
    for sent in Submission.objects.exclude(hash=""):
        assert sent.sealed_at == sent.asked_at  # the seal and the page tell one story
        looked = look_into(Path(sent.file.path))
        assert looked.manifest.heading.sealed_at == utc(sent.asked_at)
    words = filled.split()
    password = next(each for each in words if each.startswith("yunling-"))
    assert all(each.login in words for each in CAST)
    assert Person.objects.get(login="yunzhou.edu").check_password(password)
    assert list(breaks()) == []
    assert {each.role for each in AuditEntry.objects.filter(person_name="")} == {Role.MEMBER}  # who objected
    year = Days(timezone.localdate()).year
    assert _rounds() == [(RoundState.OPEN, year), (RoundState.OPEN, year), (RoundState.CLOSED, _last_year())]
    _the_cities_stand_somewhere_else()
    _everybody_gets_in()
    _a_whole_round_leaves_gaps_for_people_only()
    _a_district_applied_and_the_city_is_reviewing()
    _nothing_is_dated_after_what_follows_it()
    _the_library_is_open_and_says_what_differs()


def _last_year() -> int:
    return Days(timezone.localdate()).year - 1


def _rounds() -> list[tuple[str, int]]:
    return [(each.state, int(each.period)) for each in Round.objects.order_by("-period")]


def _the_cities_stand_somewhere_else() -> None:
    found = Round.objects.get(state=RoundState.OPEN, edition=DUTY)
    rows = board(found, list(found.bodies.all()), timezone.now())
    labels = {row.evaluated.body_id: [cell.label for cell in row.cells[:4]] for row in rows}
    assert labels["990100"][:2] == ["已完成", "已完成"]
    assert labels["990200"][:2] == ["已完成", "待办理"]
    assert labels["990300"] == ["逾期", "待办理", "待办理", "待办理"]


def _everybody_gets_in() -> None:
    for member in CAST:
        person = Person.objects.get(login=member.login)
        client = Client()
        client.force_login(person)
        assert client.get(reverse("posts:workbench")).status_code == 200
    acting = actings_of(Person.objects.get(login="songlan"), timezone.localdate())[0]
    todos = [str(each.what) for each in todos_for(acting, timezone.now())]
    assert any(each.startswith("分解任务") for each in todos)
    assert any(each.startswith("催办") for each in todos)


def _a_whole_round_leaves_gaps_for_people_only() -> None:
    """The draft of the city whose data, ledger and evidence are all in: no figure is left open."""
    whole = Stage(Example(EXAMPLE, 0), Days(timezone.localdate()), "", print).evaluated("990100")
    gaps = re.findall(r"【待补：[^】]*】", compose_for(whole, known_for(whole)).plain)
    assert [each for each in gaps if re.search(r"\d{4}年|上年", each)] == []


def _a_district_applied_and_the_city_is_reviewing() -> None:
    application = Application.objects.get(evaluated__body="990202")
    assert application.state == "applied"
    assert {each.is_confirmed for each in application.marks.all()} == {True}
    city = actings_of(Person.objects.get(login="lanjiang"), timezone.localdate())[0]
    assert any("复核申报：澜城区" in str(each.what) for each in todos_for(city, timezone.now()))


def _nothing_is_dated_after_what_follows_it() -> None:
    for each in Submission.objects.exclude(signed_at=None):
        assert each.asked_at < each.signed_at


def _the_library_is_open_and_says_what_differs() -> None:
    shown = Document.objects.filter(state="published")
    assert shown.count() >= 12
    assert len({each.kind for each in shown}) >= 7
    assert {each.tier for each in shown} == {"public", "login", "members"}
    assert len({each.current.rendition.suffix for each in shown if each.current}) >= 5
    for each in shown:
        compare_figures(each)  # a job after the commit, which a test never reaches
    found = FoundFigure.objects.filter(rendition__versions__document__in=shown)
    states = Counter(found.values_list("state", flat=True))
    assert states["agrees"] > states["differs"] > 0
    assert Client().get(reverse("library:document-detail", args=[shown[0].address])).status_code == 200
    _readers_comment_complain_and_keep()


def _readers_comment_complain_and_keep() -> None:
    assert Counter(Comment.objects.values_list("state", flat=True)) == {"shown": 10, "refused": 1, "waiting": 1}
    assert Comment.objects.exclude(answers=None).count() == 4
    assert Comment.objects.exclude(figure=None).count() == 2
    assert sorted(Complaint.objects.values_list("state", flat=True)) == ["appealed", "received", "upheld"]
    assert Favourite.objects.count() == 5
    assert Notice.objects.filter(person__login="lanjiang").exclude(words_en="").exists()


@pytest.mark.django_db
def test_a_site_with_data_is_left_alone(cast: None) -> None:
    with pytest.raises(CommandError, match="已有数据"):
        call_command("fill_demo", str(EXAMPLE), stdout=StringIO())


@pytest.mark.django_db
def test_a_folder_without_the_example_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="examples/yunling"):
        call_command("fill_demo", str(tmp_path), stdout=StringIO())
