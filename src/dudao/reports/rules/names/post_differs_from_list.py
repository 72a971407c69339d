"""A name or post differs from the list of leaders handed over (职务与名册不符)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.facts.known import Leader
from dudao.reports.model import Person
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.names.dates import day_of_passage

TEXTS = Texts(
    summary=Bilingual("职务与名册不符", "A post differs from the list of leaders"),
    message=Bilingual(
        "名册中“{name}”任{listed}，这里写作{post}", "the list has {name} as {listed}; here it reads {post}"
    ),
    why=Bilingual("领导姓名和职务写错会使整份报告失信。", "A wrong name or post discredits the whole report."),
    authority=Bilingual("所给领导名册（terms）", "the list of leaders handed over"),
    help=Bilingual(
        "核实任职时间后改正姓名或职务；名册过期的，更新名册。",
        "Check the dates and mend name or post; if the list is out of date, update it.",
    ),
    variants={
        "other_holder": Bilingual(
            "名册中{post}是“{holder}”，这里写作“{name}”", "the list has {holder} as {post}; here it reads {name}"
        )
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    leaders = context.facts.terms.leaders
    if not leaders:
        return
    own = sorted(context.facts.terms.names, key=len, reverse=True)
    for person in context.reading.people:
        if person.masked or not person.post:
            continue
        day = day_of_passage(context.given, person.start) or context.given.day
        remark = _compare(context, person, [each for each in leaders if _holds(each, day)], own)
        if remark is not None:
            yield remark


def _holds(leader: Leader, day: date) -> bool:
    return (leader.valid_from is None or leader.valid_from <= day) and (
        leader.valid_to is None or day < leader.valid_to
    )


def _compare(context: RuleContext, person: Person, leaders: list[Leader], own: list[str]) -> Diagnostic | None:
    printed = post_parts(person.post or "", own)
    mine = [each for each in leaders if each.name == person.name]
    if mine:
        listed = {part for each in mine for part in post_parts(each.post, own)}
        if printed & listed:
            return None
        params = {"name": person.name, "post": person.post, "listed": mine[0].post}
        return context.diagnostic(at=person.span, params=params, subject=person.name)
    for each in leaders:
        shared = printed & {part for part in post_parts(each.post, own) if is_single_seat(part)}
        if shared:
            params = {"name": person.name, "post": min(shared), "holder": each.name}
            return context.diagnostic(at=person.span, params=params, variant="other_holder", subject=person.name)
    return None


def post_parts(post: str, own: list[str]) -> set[str]:
    """The single posts of a printed post, without the body's own name.

    >>> sorted(post_parts("云州市委副书记、市长", ["云州市", "云州"]))
    ['市委副书记', '市长']
    """
    parts = set()
    for part in re.split(r"[、，,兼和及]", post.replace("人民政府", "").replace("中共", "")):
        for name in own:
            if part.startswith(name):
                ending = name[-1] if name[-1] in "省市县区州旗" else ""
                part = ending + part[len(name) :].removeprefix(ending)
                break
        if part:
            parts.add(part)
    return parts


def is_single_seat(part: str) -> bool:
    """Whether only one person holds such a post: 市长, 市委书记, 教育局局长; not 副市长 or 市委常委."""
    return part.endswith(("长", "书记", "主任", "主席")) and "副" not in part


RULE = Rule(
    code="NAM002",
    name="post-differs-from-list",
    severity=Severity.ERROR,
    find=find,
    texts=TEXTS,
    needs=frozenset({"facts"}),
)
