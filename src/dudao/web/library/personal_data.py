"""Personal data in a text, found before it is published, each with the areas of the page that would have to be covered.

Identity numbers, mobile phones, bank cards and home addresses are told by the core (`personal_patterns`), names by their
posts; here come pupils' numbers, mail addresses and licence plates, and where on the page it all stands. Pure: knows no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dudao.reports.extract.names import SURNAMES
from dudao.reports.model import Person, Reading
from dudao.reports.rules.masking.personal_patterns import personal_data
from dudao.reports.structure.fold import fold
from dudao.schemes.lexicons import load_words
from dudao.web.library.reading.pages import Page, Pages, Spot
from dudao.web.library.reading.places_of_text import areas_of

Plain = dict[str, Any]
MOST = 1_000
KINDS = ("identity", "phone", "card", "address", "mail", "plate", "name", "official", "masked")
"""What may be found: `name` is a private person's (学生、教师、家长, or without a post), `official` one with a post;
`masked` is covered already (张某某, XX)."""
PROPOSED = frozenset(("identity", "phone", "card", "address", "mail", "plate", "name"))
"""Kinds that are proposed to be covered; who holds an office is named in it."""
MASKED = frozenset(("letters", "stars", "crosses", "lines", "mou"))
_MAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. ]?(?:[DF]?[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警])(?![A-Za-z0-9])"
)
_PUPIL_NUMBER = re.compile(r"(?<![A-Za-z0-9])[GLJ]\d{17}[0-9Xx](?![A-Za-z0-9])")
"""A pupil's number (学籍号): a letter before what is nearly always the identity number."""
_ROLES = "|".join(sorted(load_words("roles"), key=len, reverse=True))
_PRIVATE_NAME = re.compile(
    rf"(?:(?:姓名|户主|监护人|联系人|申请人|受助人)[:：]\s?|(?:{_ROLES})[:：]?)(?P<name>[一-鿿]{{2,4}}?)"
    r"(?=[，,、；;。（(\s]|$|家住|现住|住在|的?(?:身份证|家庭|银行卡|手机|电话|户口)|[男女]，)"
)
"""A name behind a label, or behind a role and before something that only persons have."""
NATIONAL_POSTS = ("总书记", "国家主席", "军委主席")
_OFFICE_MAIL = re.compile(r"@(?:[\w-]+\.)*gov\.cn$|@(?:[\w-]+\.)*edu\.cn$")


@dataclass(frozen=True, slots=True)
class PersonalItem:
    """One piece of personal data: what it is, as printed, on which page, and the areas that cover it.

    Attributes:
        start, end: characters of the page's text. areas: [left, top, right, bottom] in shares of the page, one a row.
        is_proposed: whether covering it is proposed; a published contact, an office's mail and an official are left.
    """

    kind: str
    text: str
    page: int
    start: int
    end: int
    areas: tuple[tuple[float, float, float, float], ...]
    is_proposed: bool

    def as_plain(self) -> Plain:
        """As `Rendition.personal` keeps it; `areas` become redactions as they are, with the page beside them."""
        return {
            "kind": self.kind,
            "text": self.text,
            "page": self.page,
            "start": self.start,
            "end": self.end,
            "areas": [list(area) for area in self.areas],
            "proposed": self.is_proposed,
        }


def personal_items(readings: Sequence[Reading], pages: Pages) -> list[PersonalItem]:
    """Everything found in a file, page by page in the order of the text; a place that two patterns fit is told once."""
    found = [item for page in pages for item in _on_page(page)]
    for reading in readings:
        found += _of_people(reading, pages)
    found.sort(key=lambda item: (item.page, item.start, -item.end))
    kept: list[PersonalItem] = []
    for item in found:
        last = kept[-1] if kept else None
        if last is None or item.page != last.page or item.start >= last.end:
            kept.append(item)
    return kept[:MOST]


def redactions_of(items: Sequence[Plain]) -> list[Plain]:
    """Redactions that cover kept items, as `actions.redact_document` takes them."""
    sides = ("left", "top", "right", "bottom")
    return [
        {"page": item["page"], **dict(zip(sides, area, strict=True)), "reason": item["kind"]}
        for item in items
        for area in item["areas"]
    ]


def _on_page(page: Page) -> Iterator[PersonalItem]:
    """Numbers, addresses, mails and plates; a number may run on over the end of a line."""
    places = [at for at, mark in enumerate(page.text) if mark != "\n"]
    text = "".join(page.text[at] for at in places)
    for kind, start, end, is_proposed in _patterns(fold(text)):
        spot = Spot(page.number, places[start], places[end - 1] + 1)
        yield _item(kind, page, spot, is_proposed)


def _patterns(text: str) -> Iterator[tuple[str, int, int, bool]]:
    for datum in personal_data(text):
        yield datum.kind, datum.span.start, datum.span.end, not datum.is_published_contact
    for number in _PUPIL_NUMBER.finditer(text):
        yield "identity", *number.span(), True
    for mail in _MAIL.finditer(text):
        yield "mail", *mail.span(), _OFFICE_MAIL.search(mail[0].lower()) is None
    for name in _PRIVATE_NAME.finditer(text):
        if name["name"][0] in SURNAMES or name["name"][:2] in SURNAMES:
            yield "name", *name.span("name"), True
    for plate in _PLATE.finditer(text):
        yield "plate", *plate.span(), True


def _of_people(reading: Reading, pages: Pages) -> Iterator[PersonalItem]:
    """Names with their posts, and what is masked already."""
    report = reading.report
    for person in reading.people:
        if not person.masked and not is_in_set_phrase(person):
            kind = "name" if is_private(person) else "official"
            within = report.text.find(person.name, person.start, person.end)
            start, end = (person.start, person.end) if within < 0 else (within, within + len(person.name))
            yield from _placed(kind, reading, pages, start, end)
    for each in reading.placeholders:
        if each.kind in MASKED:
            yield from _placed("masked", reading, pages, each.start, each.end)


def is_in_set_phrase(person: Person) -> bool:
    """Whether a national leader is named as all documents name them (…新时代…思想, …总书记), which nobody has to decide of."""
    return person.name in load_words("national_leaders") and (not person.post or person.post.endswith(NATIONAL_POSTS))


def is_private(person: Person) -> bool:
    """Whether a name stands for a private person: beside no post, or beside a role that is no office (学生, 教师, 家长)."""
    if person.name in load_words("national_leaders"):
        return False
    return not person.post or person.post.endswith(tuple(load_words("roles")))


def _placed(kind: str, reading: Reading, pages: Pages, start: int, end: int) -> Iterator[PersonalItem]:
    spot = pages.spot(reading.report, start, end)
    if spot is not None:
        yield _item(kind, pages.pages[spot.page], spot, kind in PROPOSED)


def _item(kind: str, page: Page, spot: Spot, is_proposed: bool) -> PersonalItem:
    areas = tuple(areas_of(page.lines, spot.start, spot.end))
    text = "".join(page.text[spot.start : spot.end].split())
    return PersonalItem(kind, text, page.number, spot.start, spot.end, areas, is_proposed)
