"""The ledgers of the cities: each handed in as a table by its coordinator, then carried out."""

from __future__ import annotations

from io import BytesIO

from dudao.web.demo.cast import CITIES
from dudao.web.demo.example import Row, csv_of
from dudao.web.demo.stage import Stage
from dudao.web.ledger.actions import apply_table, hand_in_table, write_entry
from dudao.web.ledger.kinds import kinds

HELD = {"yunzhou": 1.0, "lanjiang": 0.8, "songlan": 0.4}
"""How much of the last year's ledger a city has written so far."""


def write_ledgers_of_last_year(stage: Stage) -> None:
    """What was done up to the end of the year that last year's round looked at."""
    for login, rows in _by_city(stage).items():
        _hand_in(stage, login, [row for row in rows if row["date"] < str(stage.days.year)], day=-390)


def write_ledgers(stage: Stage) -> None:
    """What was done since; some of it still missing where a city is behind."""
    for login, rows in _by_city(stage).items():
        later = [row for row in rows if row["date"] >= str(stage.days.year)]
        _hand_in(stage, login, later[: int(len(later) * HELD[login])], day=-20)
    _write_by_hand(stage)


def _by_city(stage: Stage) -> dict[str, list[Row]]:
    rows = sorted(stage.example.rows("ledger"), key=lambda row: row["date"])
    return {login: [row for row in rows if _city(row["body_code"]) == code] for login, (code, _name) in CITIES.items()}


def _city(code: str) -> str:
    """The city in whose ledger the example writes the entries of its counties."""
    return f"{code[:4]}00"


def _hand_in(stage: Stage, login: str, rows: list[Row], *, day: int) -> None:
    by, days, code = stage.acting(login), stage.days, CITIES[login][0]
    table = csv_of([row | {"body_code": code} for row in rows])
    kept = hand_in_table(
        body_code=code, content=BytesIO(table), name="ledger.csv", size=len(table), by=by, at=days.at(day, 10)
    )
    apply_table(address=kept.address, by=by, at=days.at(day, 10, 5))


def _write_by_hand(stage: Stage) -> None:
    """A task of this year with a date ahead and one that is late, so that the lights show."""
    assert "task" in kinds()
    for number, (subject, planned, done, due) in enumerate(
        (("新增义务教育学位", 4200, 2900, 35), ("教师“县管校聘”改革收尾", 11, 9, -4), ("校舍安全隐患整改", 26, 26, 10)),
        start=1,
    ):
        columns = {
            "kind": "task",
            "number": f"R{stage.days.today.year % 100}{number:02d}",
            "date": stage.days.day(-80),
            "actor": "澜江市教育局",
            "subject": subject,
            "planned": planned,
            "done": done,
            "unit": "个",
            "deadline": stage.days.day(due),
            "responsible": "澜江市教育局",
        }
        write_entry(body_code="990200", columns=columns, by=stage.acting("lanjiang.edu"), at=stage.days.at(-12, 15))
