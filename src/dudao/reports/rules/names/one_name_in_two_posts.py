"""One name stands in two posts that no one person can hold (一人两职): 市委书记 here, 市长 there."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import Person
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.names.dates import day_of_passage
from dudao.reports.rules.names.posts import NamedPosts, clash, is_step_up, posts_of_names

TEXTS = Texts(
    summary=Bilingual("同一姓名出现在两个职务旁", "One name stands in two posts"),
    message=Bilingual("“{name}”在这里是{post}，在别处是{other}", "{name} is {post} here and {other} elsewhere"),
    why=Bilingual(
        "两个职务不能由一人同时担任，至少有一处姓名或职务写错，常见于批量替换姓名之后。",
        "No one holds both posts at once; a name or a post is wrong, often after names were replaced in bulk.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "对照领导名册核实两处的姓名和职务，改正写错的一处。",
        "Check name and post at both places against the list of leaders and mend the wrong one.",
    ),
    variants={
        "promoted": Bilingual(
            "“{name}”此前是{other}，这里是{post}，请核实任职时间",
            "{name} was {other} before and is {post} here; check the dates",
        )
    },
    variant_help={
        "promoted": Bilingual(
            "职务确有变动的无须修改，但各处职务应与当时的任职一致。",
            "Nothing to mend if the post changed; each place should name the post held on its day.",
        )
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    listed = {leader.name for leader in context.facts.terms.leaders}
    for posts in posts_of_names(context.given).values():
        if posts.conflict is None or posts.name in listed:
            continue  # with a list of leaders the wrong one of the two is known, and reported as such
        first, second = posts.conflict
        if _is_promotion(context, first, second):
            yield _remark(context, second, first, "promoted")
            continue
        for mention in _doubtful(posts):
            other = first if clash(mention.post or "", first.post or "") else second
            yield _remark(context, mention, other, None)


def _doubtful(posts: NamedPosts) -> list[Person]:
    """Mentions of the rarer post; of both where they are equally frequent, since either may be the wrong one."""
    if posts.conflict is None:
        return []
    first, second = posts.conflict
    ones = [each for each in posts.mentions if clash(each.post or "", second.post or "")]
    others = [each for each in posts.mentions if clash(each.post or "", first.post or "")]
    if len(ones) == len(others):
        return sorted({*ones, *others}, key=lambda each: each.start)
    return min(ones, others, key=len)


def _is_promotion(context: RuleContext, first: Person, second: Person) -> bool:
    before, after = (day_of_passage(context.given, each.start) for each in (first, second))
    return bool(before and after and before < after and is_step_up(first.post or "", second.post or ""))


def _remark(context: RuleContext, mention: Person, other: Person, variant: str | None) -> Diagnostic:
    return context.diagnostic(
        at=mention.span,
        labels={"另一处": other.span},
        params={"name": mention.name, "post": mention.post, "other": other.post},
        kind=Kind.REVIEW if variant else None,
        severity=Severity.NOTE if variant else None,
        variant=variant,
        subject=mention.name,
    )


RULE = Rule(code="NAM001", name="one-name-in-two-posts", severity=Severity.ERROR, find=find, texts=TEXTS)
