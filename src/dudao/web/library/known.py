"""How the figures of a document stand to what else is published of the same place and year: agrees, differs, undecided.

Two sources are asked. The data of a round, where the body's submission was laid out for the public: figures are bound to
them by the core. And the figures of other published official documents of the place: the same measure, kind of figure,
scope and year, compared as intervals, so that nothing that rounding explains counts as a difference. A document whose
text is mostly the same is no second source. Whoever only states a figure is left at that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from dudao.facts.index import FactIndex, index_of
from dudao.facts.known import KnownFacts
from dudao.reports.bind.agreement import kind_of_unit
from dudao.reports.bind.bind import bind_reading
from dudao.reports.bind.model import Binding, BindingState
from dudao.reports.rules.known.lookups import described, shown_value
from dudao.values.errors import DudaoError
from dudao.values.periods import year
from dudao.web.assessments.known import known_of
from dudao.web.library.likeness import SURELY, plain_text, share_of
from dudao.web.library.models import Document, FoundFigure, Rendition
from dudao.web.library.reading.again import read_again
from dudao.web.library.reading.findings import Finder
from dudao.web.library.states import DocumentKind, DocumentState, FigureState
from dudao.web.rounds.models import RoundBody

OFFICIAL = (
    DocumentKind.SELF_ASSESSMENT,
    DocumentKind.SUPERVISION,
    DocumentKind.RECTIFICATION,
    DocumentKind.MONITORING,
    DocumentKind.STATISTICS,
    DocumentKind.FUNDING,
    DocumentKind.OPINION,
)
MOST_DOCUMENTS = 100
"""Documents of one place that are compared with; the newest."""
COMPARED = frozenset(("level", "share", "change", "completion", "ratio"))
STATES = {
    BindingState.AGREES: FigureState.AGREES,
    BindingState.DIFFERS: FigureState.DIFFERS,
    BindingState.UNDECIDED: FigureState.UNDECIDED,
}
Told = tuple[FigureState, str]
Key = tuple[str, str, str, str, str, int]


def compare_figures(document: Document) -> int:
    """Write the state of each figure of a document's current version; returns how many changed.

    `known` says in one sentence what a figure agrees with or differs from. Done twice it comes to the same.
    """
    if document.current is None:
        return 0
    rendition = document.current.rendition
    figures = list(rendition.foundfigures.all())
    told = {**_by_documents(document, rendition, figures), **_by_rounds(document, rendition)}
    changed = []
    for each in figures:
        state, words = told.get(each.number, (FigureState.STATED, ""))
        if (each.state, each.known) != (state.value, words[:200]):
            each.state, each.known = state.value, words[:200]
            changed.append(each)
    FoundFigure.objects.bulk_update(changed, ["state", "known"], batch_size=200)
    return len(changed)


def of_same_place(document: Document) -> list[Document]:
    """The newest published official documents of the place of a document, without itself."""
    if not document.place:
        return []
    rows = Document.objects.filter(state=DocumentState.PUBLISHED, place=document.place, kind__in=OFFICIAL)
    rows = rows.exclude(pk=document.pk).exclude(current=None).select_related("current__rendition")
    return list(rows.order_by("-published_at", "-id")[:MOST_DOCUMENTS])


# ───────────────────────────── other documents ─────────────────────────────


def _by_documents(document: Document, own: Rendition, figures: Sequence[FoundFigure]) -> dict[int, Told]:
    sources = {
        each.current.rendition_id: each
        for each in of_same_place(document)
        if each.current is not None and is_independent(own, each.current.rendition)
    }
    known: dict[Key, list[FoundFigure]] = defaultdict(list)
    for each in FoundFigure.objects.filter(
        rendition__in=sources, year__in={each.year for each in figures if each.year}
    ):
        if (key := key_of(each, document.place)) is not None:
            known[key].append(each)
    told = {}
    for each in figures:
        key = key_of(each, document.place)
        if key is not None and known[key]:
            told[each.number] = compared(each, known[key], sources)
    return told


def is_independent(one: Rendition, other: Rendition) -> bool:
    """Whether a text is a source of its own: not the same text, nor one that is mostly the same."""
    is_same = bool(one.text_key) and one.text_key == other.text_key
    return not is_same and share_of(one.likeness, other.likeness) < SURELY


def key_of(figure: FoundFigure, place: str) -> Key | None:
    """What a figure states, for comparing: measure, kind of unit, role, comparison, scope, year; None for what is not compared."""
    if is_of_another(figure.section, place):
        return None
    if figure.year is None or figure.role not in COMPARED or figure.canonical is None or not figure.metric:
        return None
    if figure.low is None or figure.high is None:  # 比例超过2%的县有1个: a limit, not what was measured
        return None
    metric = plain_text(figure.metric.removeprefix(place))
    scope = "" if figure.scope in WHOLE or figure.scope == place else figure.scope
    return metric, kind_of_unit(figure.unit or None), figure.role, figure.comparison, scope, figure.year


def is_of_another(section: str, place: str) -> bool:
    """Whether a section is headed by the name of another place alone: its figures are that place's.

    >>> is_of_another("（一）云东区", "云岭省"), is_of_another("云岭省", "云岭省"), is_of_another("三、班额", "云岭省")
    (True, False, False)
    >>> is_of_another("五、各县（市、区）情况", "云岭省")
    False
    """
    named = PLACE_ALONE.match(section)
    return named is not None and named[1] != place and named[1] not in WHOLE


PLACE_ALONE = re.compile(
    r"(?:第?[一二三四五六七八九十百\d]+[、.．章节]|[（(][一二三四五六七八九十百\d]+[）)])?\s*([\u4e00-\u9fff]{1,9}[省市县区州盟旗])$"
)
"""A heading that is a place and nothing else, with or without its number."""
WHOLE = frozenset(
    ("", "全省", "全市", "全县", "全区", "全州", "我省", "我市", "我县", "我区", "我州", "全市域", "全域")
)
"""Scopes that name the whole place."""


def compared(figure: FoundFigure, others: Sequence[FoundFigure], sources: dict[str, Document]) -> Told:
    """How a figure stands to figures of other documents: all agree, all differ, or some of each."""
    fitting = [each for each in others if overlap(figure, each)]
    named = fitting or others
    words = "；".join(f"《{sources[each.rendition_id].title}》：{each.text}" for each in named[:2])
    if not fitting:
        return FigureState.DIFFERS, words
    return (FigureState.AGREES if len(fitting) == len(others) else FigureState.UNDECIDED), words


def overlap(one: FoundFigure, other: FoundFigure) -> bool:
    """Whether what two printed figures may stand for has a value in common."""
    return _below(one.low, other.high) and _below(other.low, one.high)


def _below(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low <= high


# ───────────────────────────── data of rounds ─────────────────────────────


def _by_rounds(document: Document, rendition: Rendition) -> dict[int, Told]:
    """Figures bound to the data of rounds in which the body's submission was laid out for the public."""
    rounds = list(_laid_out(document))
    if not rounds:
        return {}
    try:
        readings, pages = read_again(rendition)
    except DudaoError:
        return {}
    finder = Finder(rendition, readings, pages)
    finder.figures()
    told: dict[int, Told] = {}
    for evaluated in rounds:
        known = public_facts(evaluated)
        index, names = index_of(known), {body.code: body.name for body in known.bodies}
        for reading in readings:
            period = year(reading.own_year) if reading.own_year else None
            for binding in bind_reading(reading, known, period=period):
                row = finder.by_place.get((reading.report.number_in_file, binding.span.start))
                if row is not None and binding.state in STATES:
                    told[row.number] = STATES[binding.state], _said(binding, index, names)
    return told


def _laid_out(document: Document) -> Iterable[RoundBody]:
    if document.body_id is None:
        return ()
    rows = RoundBody.objects.filter(body_id=document.body_id, submissions__notice__isnull=False)
    return rows.select_related("round__edition", "body").distinct().order_by("round_id")


def public_facts(evaluated: RoundBody) -> KnownFacts:
    """The accepted data of a body without its ledger and evidence, which are not laid out."""
    return replace(known_of(evaluated), ledger=(), evidence=())


def _said(binding: Binding, index: FactIndex, names: dict[str, str]) -> str:
    """评价数据：临江县2025年一般公共预算教育支出61700万元; of several that would fit, the first two."""
    meant = [binding.fact] if binding.fact else list(binding.candidates[:2])
    facts = [fact for each in meant if (fact := index.resolve(each)) is not None]
    told = (f"{described(each, names)}{shown_value(each.value, each.unit)}" for each in facts if each.value is not None)
    return f"评价数据：{'；'.join(told)}"
