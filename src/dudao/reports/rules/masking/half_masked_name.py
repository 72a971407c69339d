"""A name is masked in one place and printed in another (遮蔽不完整): the printed one gives the masked ones away."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import Person, Placeholder
from dudao.reports.rules.authorities import HOUSE_RULE
from dudao.reports.rules.contract import Given, Rule, RuleContext
from dudao.reports.rules.masking.what_is_masked import name_span, place_level, stands_for
from dudao.reports.rules.names.posts import is_national, posts_of_names
from dudao.reports.rules.places import Printed, is_outward, printed_divisions
from dudao.schemes.lexicons import load_table
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("遮蔽不完整", "A name is only half masked"),
    message=Bilingual(
        "地名“{name}”已写明，而别处用“{twin}”遮蔽", "the place {name} is printed; elsewhere it is masked as {twin}"
    ),
    why=Bilingual(
        "只要有一处写明，全文遮蔽的地方和人就都可以推知，遮蔽等于没有做。",
        "One name in print gives away every place and person masked in the text.",
    ),
    authority=HOUSE_RULE,
    help=Bilingual(
        "公开稿：把“{name}”也换成“{twin}”一类的写法；报送稿：把“{twin}”等处全部换成真实名称。",
        "Public copy: mask {name} as well; copy to be sent: print all names.",
    ),
    variants={
        "person": Bilingual(
            "姓名“{name}”已写明，而别处用“{twin}”遮蔽",
            "the name {name} is printed; elsewhere names are masked as {twin}",
        ),
        "person_among_places": Bilingual(
            "地名已遮蔽为“{twin}”，但写明了当地负责人姓名“{name}”",
            "places are masked as {twin}, but the local leader {name} is named",
        ),
        "number": Bilingual(
            "文号“{name}”的简称指明了省份，而地名在别处用“{twin}”遮蔽",
            "the document number {name} names the province; places are masked as {twin} elsewhere",
        ),
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    places = [each for each in context.reading.placeholders if stands_for(each) == "place"]
    is_open = bool(_names_in_landmarks(context.given))
    if places and not is_open:
        yield from _places(context, Twins(places))
    yield from _people(context, Twins(places) if places and not is_open else None)


class Twins:
    """Masked places by level, to find the one nearest to a printed name."""

    def __init__(self, masked: Sequence[Placeholder]) -> None:
        self.count = len(masked)
        self._by_level: dict[str | None, list[Placeholder]] = {None: list(masked)}
        for each in masked:
            self._by_level.setdefault(place_level(each.text), []).append(each)
        self._starts = {level: [each.start for each in group] for level, group in self._by_level.items()}

    def nearest(self, position: int, level: str | None) -> Placeholder:
        """The nearest masked place, of the same level where there is one."""
        level = level if level in self._by_level else None
        group, at = self._by_level[level], bisect_left(self._starts[level], position)
        near = group[max(0, at - 1) : at + 1]
        return min(near, key=lambda each: abs(each.start - position))


def _places(context: RuleContext, twins: Twins) -> Iterator[Diagnostic]:
    printed = leaking_places(context.given)
    if len(printed) > 2 * twins.count:
        return  # the report prints its places; the masks are the exception and are reported as placeholders
    for each in printed:
        twin = twins.nearest(each.quote.start, each.level)
        yield context.diagnostic(
            at=each.quote,
            labels={"遮蔽处": twin.span},
            params={"name": each.quote.of(context.text), "twin": twin.text},
            kind=Kind.REVIEW if each.level == "township" else None,
            severity=Severity.WARNING if each.level == "township" else None,
            subject=each.name,
        )
    for number in context.reading.document_numbers:
        if names_a_province(number.agency):
            twin = twins.nearest(number.start, "province")
            yield context.diagnostic(
                at=number.span,
                labels={"遮蔽处": twin.span},
                params={"name": number.text, "twin": twin.text},
                variant="number",
                subject=number.agency,
            )


_AFTER_A_PROVINCE = frozenset("政教府发财人编办委组综建督民安卫")


def names_a_province(agency: str) -> bool:
    """Whether an agency's letters begin with a province's: 鄂教督办, 浙政发.

    >>> names_a_province("鄂教督办"), names_a_province("国办发"), names_a_province("教督")
    (True, False, False)
    """
    return any(row[2] == agency[:1] for row in load_table("provinces")) and agency[1:2] in _AFTER_A_PROVINCE


def leaking_places(given: Given) -> list[Printed]:
    """Divisions in print that a report which masks its places should have masked too.

    Left out: other places gone to or paired with, and names inside titles of national documents.
    """
    national = [document for document in given.reading.documents if _is_national_title(document.title)]
    ends = [document.end for document in national]

    def in_national_title(position: int) -> bool:
        index = bisect_left(ends, position)
        return index < len(national) and national[index].start <= position < national[index].end

    return [
        each
        for each in printed_divisions(given)
        if not is_outward(given, each) and not in_national_title(each.span.start)
    ]


def _names_in_landmarks(given: Given) -> set[str]:
    """Divisions that the title or the signature prints in full."""
    marks = [given.report.landmarks[name] for name in ("title", "signatory") if name in given.report.landmarks]
    return {each.name for each in printed_divisions(given) if any(mark.covers(each.span) for mark in marks)}


def _is_national_title(title: str) -> bool:
    return "国务院" in title or "中共中央" in title or title.startswith(("中国", "国家", "教育部", "全国"))


def _people(context: RuleContext, places: Twins | None) -> Iterator[Diagnostic]:
    masked = [person for person in context.reading.people if person.masked]
    if not masked and places is None:
        return
    starts = [person.start for person in masked]
    twice = {name for name, posts in posts_of_names(context.given).items() if posts.conflict}
    for person in context.reading.people:
        if person.masked or is_national(person.name) or person.name in twice:
            continue
        if masked:
            at = bisect_left(starts, person.start)
            twin = min(masked[max(0, at - 1) : at + 1], key=lambda each: abs(each.start - person.start))
            yield _person_remark(context, person, name_span(context, twin), "person")
        elif places is not None and _is_local_leader(person.post):
            place = places.nearest(person.start, None)
            yield _person_remark(context, person, place.span, "person_among_places")


def _person_remark(context: RuleContext, person: Person, twin: Span, variant: str) -> Diagnostic:
    return context.diagnostic(
        at=name_span(context, person),
        labels={"遮蔽处": twin},
        params={"name": person.name, "twin": twin.of(context.text)},
        variant=variant,
        kind=Kind.REVIEW if variant == "person_among_places" else None,
        subject=person.name,
    )


def _is_local_leader(post: str | None) -> bool:
    return bool(post) and post is not None and post.endswith(("长", "书记", "主任", "主席"))


RULE = Rule(code="MSK002", name="half-masked-name", severity=Severity.ERROR, find=find, texts=TEXTS)
