"""Figures across reports: a metric in its wordings, a year, a place or a level, as they stand on pages that somebody may read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, F, OrderBy, Q, QuerySet, When
from django.utils.translation import gettext_lazy as _

from dudao.reports.bind.wordings import catalogue_words
from dudao.web.acting import Acting
from dudao.web.bodies.models import Body
from dudao.web.discovery.policy import read_whole
from dudao.web.library.models import FoundFigure
from dudao.web.library.policy import PREVIEW_PAGES
from dudao.web.library.states import DocumentState, Level
from dudao.web.policies import Words
from dudao.web.search.words import fold

LONGEST, MOST_WORDINGS, MOST_NAMES = 60, 60, 300
SHELF = "rendition__listings__"
"""The way from a figure to the listing of its document."""
LEVELS = {
    "全国": "nation",
    "全部省": "province",
    "各省": "province",
    "全部市": "city",
    "各市": "city",
    "全部县": "county",
    "各县": "county",
}
"""Words for all places of a level, as people type them."""
ORDERS: Mapping[str, tuple[Words, tuple[OrderBy | str, ...]]] = {
    "": (_("按地区"), ("place", "-year")),
    "value": (_("按数值"), (F("canonical").desc(nulls_last=True),)),
    "year": (_("按年度"), (F("year").desc(nulls_last=True), "place")),
    "state": (_("按核对状态"), ("state", "place")),
}


KINDS: Mapping[str, tuple[Words, tuple[str, ...]]] = {
    "": (_("数值"), ("level", "base")),
    "change": (_("增减"), ("change",)),
    "share": (_("占比和完成程度"), ("share", "ratio", "completion")),
    "aim": (_("目标和标准"), ("target", "standard")),
}
"""What a figure says of its metric: a table holds one kind only, for a rise and a level do not belong into one column."""


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """Figures that are asked for: `metric` as typed, `year` None for all, `place` code or words, `level` one of `Level` or "", `kind` one of `KINDS`."""

    metric: str = ""
    year: int | None = None
    place: str = ""
    level: str = ""
    order: str = ""
    kind: str = ""

    def query(self, order: str | None = None, *, kind: str | None = None) -> str:
        """The address's query for it, in another order or for another kind where one is named."""
        asked = {
            "metric": self.metric,
            "year": str(self.year or ""),
            "place": self.place,
            "level": self.level,
            "order": self.order if order is None else order,
            "kind": self.kind if kind is None else kind,
        }
        return urlencode({name: value for name, value in asked.items() if value})


def read_figure_question(asked: Mapping[str, str]) -> FigureQuestion:
    """What an address asks for. `q` is one line, as people type it (一般公共预算教育经费 2020 全部市); fields of their own win."""
    year, level, words = "", "", []
    for word in asked.get("q", "").split()[:8]:
        if found := re.fullmatch(r"((?:19|20)\d\d)年?", fold(word)):
            year = found[1]
        elif word in LEVELS:
            level = LEVELS[word]
        else:
            words.append(word)
    year = (asked.get("year", "").strip() or year)[:4]
    level = asked.get("level", "").strip() or level
    order, kind = asked.get("order", ""), asked.get("kind", "")
    return FigureQuestion(
        metric=(asked.get("metric", "").strip() or (words[0] if words else ""))[:LONGEST],
        year=int(year) if year.isdecimal() else None,
        place=(asked.get("place", "").strip() or " ".join(words[1:]))[:LONGEST],
        level=level if level in Level.values else "",
        order=order if order in ORDERS else "",
        kind=kind if kind in KINDS else "",
    )


def wordings_of(metric: str) -> list[str]:
    """The words that mean the same measure of the same stage as a word, itself first; itself alone where none is known.

    >>> wordings_of("没有这样的指标")
    ['没有这样的指标']
    """
    known = catalogue_words()
    meant = {each for each in known.get(fold(metric), ()) if not each.is_loose}
    same = sorted(word for word, meanings in known.items() if meanings & meant and word != metric)
    return [metric, *same][:MOST_WORDINGS]


def find_figures(question: FigureQuestion, acting: Acting, day: date) -> QuerySet[FoundFigure]:
    """The figures of a question on pages that somebody may read, each with place, title, address of the document it stands in.

    A figure that speaks of another body than its document (a city in the bulletin of its province) stands under that one.
    They are of one kind: levels, changes, shares or aims. A file that two documents have in common gives its figures for both.
    """
    return _asked(question, acting, day).filter(role__in=KINDS[question.kind][1])


def kinds_of(question: FigureQuestion, acting: Acting, day: date) -> dict[str, int]:
    """How many figures a question has of each kind."""
    rows = _asked(question, acting, day).order_by().values_list("role").annotate(count=Count("pk"))
    counts: dict[str, int] = dict(rows)
    return {kind: sum(counts.get(role, 0) for role in roles) for kind, (_label, roles) in KINDS.items()}


def _asked(question: FigureQuestion, acting: Acting, day: date) -> QuerySet[FoundFigure]:
    if not question.metric:
        return FoundFigure.objects.none()
    reads = read_whole(acting, day, of=SHELF) | Q(page__lte=PREVIEW_PAGES)
    measured = FoundFigure.objects.filter(_worded(question.metric))
    if question.year is not None:
        measured = measured.filter(year=question.year)
    # Asked for by number, or SQLite begins with all documents instead of the few figures.
    asked = (
        Q(pk__in=measured.order_by().values("pk")) & reads & Q(**{f"{SHELF}document__state": DocumentState.PUBLISHED})
    )
    bodies = Body.objects.filter(kind__in=("province", "city", "county")).order_by()
    of_another = Q(scope__in=bodies.values("name"))  # 某市 in a bulletin of the province
    if question.level:
        own = Q(**{f"{SHELF}level": question.level})
        asked &= (own & ~of_another) | Q(scope__in=bodies.filter(kind=question.level).values("name"))
    if question.place:
        named = Q(**{f"{SHELF}folded_about__holds": fold(question.place)})
        own = named | Q(**{f"{SHELF}path__contains": f"/{question.place}/"})
        asked &= (
            (own & ~of_another)
            | Q(scope=question.place)
            | Q(scope__in=bodies.filter(code=question.place).values("name"))
        )
    rows = FoundFigure.objects.filter(asked).annotate(
        place=Case(When(of_another, then=F("scope")), default=F(f"{SHELF}place"), output_field=CharField()),
        title=F(f"{SHELF}document__title"),
        address=F(f"{SHELF}address"),
    )
    return rows.order_by(*ORDERS[question.order][1], "rendition", "number")


def _worded(metric: str) -> Q:
    """Figures whose metric is one of the wordings, or holds what was typed: the names first, of which there are few."""
    if len(metric) < 2:
        return Q(metric__in=[metric])
    named = FoundFigure.objects.filter(metric__contains=metric).order_by().values_list("metric", flat=True).distinct()
    return Q(metric__in=[*wordings_of(metric), *named[:MOST_NAMES]])
