"""What the journey of a whole round stands on: a city with departments and people, and the steps as people take them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting, Role
from dudao.web.bodies.actions import NewBody, import_bodies
from dudao.web.bodies.models import Body
from dudao.web.posts.queries import actings_of
from dudao.web.rounds.states import StageKind
from dudao.web.site.people import OUTSIDE, add_person
from tests.journeys.going import follow
from tests.web.cast import NOW, PASSWORD

CITY = "990100"
DEPARTMENTS = (
    NewBody(f"{CITY}-edu", "department", "云东市教育局", CITY),
    NewBody(f"{CITY}-fin", "department", "云东市财政局", CITY),
)
PEOPLE = {
    "city-edu": ("市填报员甲", Role.REPORTER, f"{CITY}-edu"),
    "city-fin": ("市填报员乙", Role.REPORTER, f"{CITY}-fin"),
    "city-leader": ("市领导甲", Role.LEADER, CITY),
}
TITLE = "年度市级人民政府履行教育职责评价"
FINANCE_LEADS = ("2.4",)


def let_the_city_in() -> None:
    """Departments of the city, their reporters, its leader."""
    import_bodies(new=DEPARTMENTS, by=OUTSIDE, at=NOW)
    for login, (name, role, code) in PEOPLE.items():
        body = Body.objects.get(pk=code)
        since = date(2025, 1, 1)
        add_person(login=login, name=name, role=role, body=body, title="", since=since, at=NOW, password=PASSWORD)


def publish_scheme(window: Page) -> None:
    """The supervisor publishes an edition that comes with the system."""
    window.goto("/schemes/")
    follow(window, "a[href$='government-duty-city%2F2021']")
    follow(window, window.get_by_role("button", name="确认发布"))
    expect(window.locator("h1")).to_contain_text("市级人民政府履行教育职责评价")


def open_round(window: Page, year: int) -> None:
    """The supervisor prepares a round with its timetable, and opens it."""
    window.goto("/rounds/new/")
    window.fill("#id_title", f"{year}{TITLE}")
    window.select_option("#id_edition", "government-duty-city/2021")
    for name, typed in (
        ("period", str(year)),
        ("issuer", "云州省人民政府教育督导委员会办公室"),
        ("number", "云教督〔2026〕3号"),
    ):
        window.fill(f"#id_{name}", typed)
    window.fill("#id_text", "现将有关事项通知如下。")
    follow(window, "main form button[type=submit]")
    today = timezone.localdate()
    for kind in STAGES:
        window.fill(f"#id_{kind.value}_first", (today - timedelta(days=1)).isoformat())
        window.fill(f"#id_{kind.value}_last", (today + timedelta(days=30)).isoformat())
    window.check(f"#b-{CITY}")
    follow(window, "main form button[type=submit]")
    window.get_by_role("link", name="启动").click()
    window.get_by_role("button", name="确认启动").click()
    expect(window.locator("h1")).to_contain_text("进行中")


STAGES = (
    StageKind.TASKS,
    StageKind.DATA,
    StageKind.EVIDENCE,
    StageKind.SELF_ASSESSMENT,
    StageKind.REPORT,
    StageKind.SIGNING,
    StageKind.NOTICE,
    StageKind.SUBMISSION,
)


def to_the_hub(window: Page) -> None:
    """From the workbench to the page of the own body in the round."""
    window.goto("/desk/")
    follow(window, window.get_by_role("link", name="查看全部步骤"))
    expect(window.locator("#steps")).to_be_visible()


def enter(window: Page, stage: StageKind) -> None:
    """From the page of the body into a stage."""
    to_the_hub(window)
    follow(window, f".step:has(h3:text-is('{stage.label}')) .go a")


def hand_out_tasks(window: Page) -> None:
    """The coordinator gives each point to a department."""
    enter(window, StageKind.TASKS)
    for row in window.locator("tbody tr").all():
        point = row.locator("th").inner_text().split()[0]
        code = f"{CITY}-fin" if point in FINANCE_LEADS else f"{CITY}-edu"
        row.locator("select").select_option(code)
    window.get_by_role("button", name="保存分工").click()
    expect(window.locator(".alert")).to_contain_text("任务已分解")


def moment() -> datetime:
    """Now, as the server has it."""
    return timezone.now()


def acting_now(login: str) -> Acting:
    """One of the people in their post today."""
    return actings_of(Person.objects.get(login=login), timezone.localdate())[0]
