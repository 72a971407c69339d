"""The report speaks of another place as its own (误用他地名称): text copied from a neighbour's report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.names.own_name import OwnDivision, division_in, inside_titles, own_division
from dudao.reports.rules.places import division_at, is_outward, printed_divisions
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("误用他地名称", "Another place is spoken of as this one"),
    message=Bilingual("本报告是{own}的，这里却写“{other}”", "this is the report of {own}, yet {other} stands here"),
    why=Bilingual(
        "自称处出现别的地名，多为套用他地材料时没有改净，会使评审人怀疑全文来源。",
        "Another place's name where the report speaks of itself usually comes from copied text and casts doubt on all of it.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "核对这一段是否套用他地材料：地名、数字、文件名都要逐项核实。",
        "See whether this passage was copied: check place, figures and titles one by one.",
    ),
    variants={
        "signatory": Bilingual("标题是{own}，落款却是“{other}”", "the title names {own}, the signature {other}"),
        "document": Bilingual(
            "{own}印发的文件，名称却以“{other}”开头", "a document issued by {own} bears the name of {other}"
        ),
        "neighbour": Bilingual(
            "这里出现邻近地区“{other}”，请核实是否套用",
            "the neighbouring {other} is named here; see whether text was copied",
        ),
    },
)

_OPENING = 900
_CLOSES_OPENING = re.compile(r"(?:报告|汇报)如下")
_SELF = re.compile(r"我[市县区州旗省](?:[（(]|是|为)?$")
_ISSUED = re.compile(
    r"(?:我[市县区州旗]|[市县区州旗](?:委|政府|教育局|教体局|人民政府))[^。；;《]{0,24}(?:印发|出台|制定|下发|制发|颁布)[^。；;《]{0,8}$"
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    own = own_division(context.given)
    if own is None:
        return
    told: set[int] = set()
    for remark in (
        *_signatory(context, own),
        *_opening(context, own),
        *_documents(context, own),
        *_neighbours(context, own),
    ):
        start = remark.location.span.start if remark.location else -1
        if start not in told:
            told.add(start)
            yield remark


def _remark(context: RuleContext, own: OwnDivision, other: str, at: Span, variant: str | None) -> Diagnostic:
    return context.diagnostic(
        at=at,
        labels={"本报告": own.span} if own.span else None,
        params={"own": own.name, "other": other},
        kind=Kind.FAIL if variant == "signatory" else None,
        severity=Severity.ERROR if variant == "signatory" else None,
        variant=variant,
        subject=other,
    )


def _rivals(own: str, other: str) -> bool:
    """Whether two names are of two places of one level: both 市, neither the other's longer form."""
    return other[-1] == own[-1] and not own.endswith(other) and not other.endswith(own)


def _signatory(context: RuleContext, own: OwnDivision) -> Iterator[Diagnostic]:
    signed = division_in(context.given, "signatory")
    if signed is not None and signed.span is not None and _rivals(own.name, signed.name):
        yield _remark(context, own, signed.name, signed.span, "signatory")


def _opening(context: RuleContext, own: OwnDivision) -> Iterator[Diagnostic]:
    """Rivals named as the reporting government before …报告如下, or right beside 我市."""
    folded = context.report.folded
    closing = _CLOSES_OPENING.search(folded, 0, _OPENING)
    end = closing.end() if closing else 0
    titled = inside_titles(context.given)
    for each in printed_divisions(context.given):
        if not _rivals(own.name, each.name) or titled(each.span.start) or is_outward(context.given, each):
            continue
        acts = folded.startswith(("人民政府", "政府", "认真", "委、", "高度", "坚持", "严格", "对照"), each.span.end)
        beside_self = _SELF.search(
            folded, max(0, each.span.start - 4), each.span.start
        ) is not None or folded.startswith(f"全{own.name[-1]}", each.span.end)
        if beside_self or (each.span.end <= end and acts):
            yield _remark(context, own, each.name, each.span, None)


def _documents(context: RuleContext, own: OwnDivision) -> Iterator[Diagnostic]:
    """A document that the reporting body issued and that begins with a rival's name."""
    folded = context.report.folded
    for document in context.reading.documents:
        found = division_at(context.given, document.start + 1)
        if found is None or not _rivals(own.name, found.name):
            continue
        if _ISSUED.search(folded, max(0, document.start - 50), document.start):
            yield _remark(context, own, found.name, found.span, "document")


def _neighbours(context: RuleContext, own: OwnDivision) -> Iterator[Diagnostic]:
    """Neighbours listed in the terms, where the report does not speak of going or learning there."""
    neighbours = context.facts.terms.neighbours
    for each in printed_divisions(context.given):
        is_neighbour = any(name and (each.name == name or name.endswith(each.name)) for name in neighbours)
        if is_neighbour and not is_outward(context.given, each):
            yield _remark(context, own, each.name, each.span, "neighbour")


RULE = Rule(
    code="NAM004",
    name="another-places-name",
    severity=Severity.WARNING,
    kind=Kind.REVIEW,
    find=find,
    texts=TEXTS,
)
