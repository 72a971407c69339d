"""A division goes by a name it no longer has (行政区划名称已变更)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.names.dates import day_of_passage
from dudao.reports.rules.names.own_name import inside_titles
from dudao.schemes.lexicons import load_table
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("行政区划名称已变更", "A division's name is no longer valid"),
    message=Bilingual("“{old}”{year}年已{kind}，今为“{new}”", "{old} ceased in {year}; today it is {new}"),
    why=Bilingual(
        "机构和区划名称应当与所述时间相符，用旧名会使数据口径不清。",
        "Names of divisions must fit the time spoken of; an old name blurs what the data cover.",
    ),
    authority=Bilingual(
        "国务院批准的行政区划变更（本系统收录，年份待与民政部公布核对）",
        "changes of divisions approved by the State Council (as kept here; years to be compared with the ministry's list)",
    ),
    help=Bilingual(
        "所述时间在变更之后的，改用“{new}”；说的是变更前的事，写明“原{old}”。",
        "Use {new} for what came after the change; for what came before, write 原{old}.",
    ),
    variants={
        "known": Bilingual(
            "“{old}”在{year}之后已不再使用（见所给机构表）",
            "{old} was no longer in use after {year}, says the table of bodies",
        )
    },
)

_FORMER = re.compile(r"(?:原|原来的|旧称|曾为|前身为?|时)$")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    titled = inside_titles(context.given)
    for old, new, year, kind, _ in load_table("renamed_divisions"):
        for at in _places(context, old):
            day = day_of_passage(context.given, at) or context.given.day
            if day.year > int(year) and not titled(at):
                yield context.diagnostic(
                    at=Span(at, at + len(old)),
                    params={"old": old, "new": new, "year": year, "kind": kind},
                    subject=old,
                )
    yield from _from_bodies(context)


def _from_bodies(context: RuleContext) -> Iterator[Diagnostic]:
    """Names of the table of bodies that had ended before the day they are spoken of."""
    bodies = context.facts.bodies
    titled = inside_titles(context.given)
    for body in bodies:
        if body.valid_to is None or len(body.name) < 3:
            continue
        alive = [other for other in bodies if other.name == body.name and _reaches(other.valid_to, body.valid_to)]
        if alive:
            continue
        for at in _places(context, body.name):
            day = day_of_passage(context.given, at) or context.given.day
            if day >= body.valid_to and not titled(at):
                yield context.diagnostic(
                    at=Span(at, at + len(body.name)),
                    params={"old": body.name, "new": "", "year": body.valid_to.isoformat(), "kind": ""},
                    variant="known",
                    subject=body.name,
                )


def _reaches(end: date | None, beyond: date) -> bool:
    return end is None or end > beyond


def _places(context: RuleContext, name: str) -> Iterator[int]:
    folded = context.report.folded
    at = folded.find(name)
    while at >= 0:
        if not _FORMER.search(folded, max(0, at - 4), at):
            yield at
        at = folded.find(name, at + len(name))


RULE = Rule(
    code="NAM005",
    name="division-name-not-valid",
    severity=Severity.WARNING,
    kind=Kind.REVIEW,
    find=find,
    texts=TEXTS,
)
