"""One body goes by two names that are not full name and accepted short form (同一部门两种名称): 市教育局, 市教育体育局."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import BodyMention
from dudao.reports.rules.authorities import SIGNATURE
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.names.own_name import inside_titles, own_division
from dudao.reports.rules.places import division_at
from dudao.schemes.lexicons import load_table

TEXTS = Texts(
    summary=Bilingual("同一部门两种名称", "One body goes by two names"),
    message=Bilingual(
        "这里写“{name}”，别处写“{other}”，像是同一部门的两种名称",
        "{name} here and {other} elsewhere look like one body",
    ),
    why=Bilingual(
        "机构应当用全称或规范化简称，前后一致；机构改革前后的名称也应按时间区分。",
        "A body goes by its full or accepted short name throughout; names before and after a reform are told apart by date.",
    ),
    authority=SIGNATURE,
    help=Bilingual(
        "按现行机构名称统一；确属不同时期或不同部门的，无须修改。",
        "Use the present name throughout; leave them where two times or bodies are meant.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    titled = inside_titles(context.given)
    own = own_division(context.given)
    named: dict[tuple[str, str, str], dict[str, list[BodyMention]]] = {}
    folded = context.report.folded
    for body in context.reading.bodies:
        if (
            body.kind != "department"
            or titled(body.start)
            or folded[max(0, body.start - 1) : body.start] in ("原", "时")
        ):
            continue
        form = department_form(folded[body.start : body.end])
        if form is None:
            continue
        family, name, prefix = form
        division = division_at(context.given, body.start)
        place = division.name if division and (own is None or division.name != own.name) else ""
        named.setdefault((family, prefix[-1:], place), {}).setdefault(name, []).append(body)
    for forms in named.values():
        if len(forms) < 2:
            continue
        usual, *rest = sorted(forms.values(), key=lambda mentions: (-len(mentions), mentions[0].start))
        for mentions in rest:
            yield context.diagnostic(
                at=mentions[0].span,
                labels={"另一名称": usual[0].span},
                params={"name": mentions[0].span.of(context.text), "other": usual[0].span.of(context.text)},
            )


@cache
def _forms() -> tuple[tuple[str, str, str], ...]:
    """Every printed form with its family and full name, the longest first."""
    forms = [
        (form, family, name)
        for family, name, short_forms in load_table("department_families")
        for form in (name, *short_forms.split())
    ]
    return tuple(sorted(forms, key=lambda form: -len(form[0])))


def department_form(printed: str) -> tuple[str, str, str] | None:
    """Family, full name and what stands before it, of a department's printed name.

    >>> department_form("市教体局"), department_form("市统计局")
    (('education', '教育体育局', '市'), None)
    """
    for form, family, name in _forms():
        if printed.endswith(form):
            return family, name, printed[: -len(form)]
    return None


RULE = Rule(code="NAM003", name="body-named-two-ways", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS)
