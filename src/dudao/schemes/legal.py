"""The dated registry of legal instruments: laws, regulations, ministry documents and standards of the field.

The lines are content (`catalogue/legal/instruments.csv`), one an edition of an instrument. A line says what its named
source says (`status` confirmed) or waits for a source (unconfirmed); `verified_on` is the day a person or a look-up
compared the line with that source, empty where nobody has done so yet.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Instrument:
    """One edition of an instrument (法律、法规、规章、规范性文件、标准).

    Attributes:
        title: full title without 《》; an old edition of a title still in use carries its year in brackets.
        issued, effective, ended: half-open validity; None where the registry does not know. A month without a day
            stands as its first day.
        how_ended: repealed | revised | superseded | ended (its own term is over), "" while in force.
        successor: id of what took its place, "" if nothing did.
        status: confirmed (the named source says so) | unconfirmed.
    """

    id: str
    title: str
    short_titles: tuple[str, ...]
    number: str
    issuer: str
    issued: date | None
    effective: date | None
    ended: date | None
    how_ended: str
    successor: str
    status: str
    verified_on: date | None
    source: str

    def in_force_on(self, day: date) -> bool:
        """Whether it had taken effect and not ended on a day; an unknown start counts as early, an unknown end as late."""
        return (self.effective is None or self.effective <= day) and (self.ended is None or day < self.ended)


class InstrumentRegistry:
    """Instruments by title and by number, however a report prints them."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self.instruments = tuple(instruments)
        self.by_id = {each.id: each for each in self.instruments}
        self._by_title: dict[str, list[Instrument]] = {}
        self._by_number: dict[str, list[Instrument]] = {}
        for each in self.instruments:
            for key in dict.fromkeys(title_key(title) for title in (each.title, *each.short_titles)):
                self._by_title.setdefault(key, []).append(each)
            if each.number:
                self._by_number.setdefault(number_key(each.number), []).append(each)

    def titled(self, title: str) -> tuple[Instrument, ...]:
        """The editions that bear a title, printed with or without issuer, 试行 and years; empty if unknown."""
        return tuple(self._by_title.get(title_key(title), ()))

    def numbered(self, number: str) -> tuple[Instrument, ...]:
        """The instruments that bear a document number, in whichever brackets it is printed; empty if unknown."""
        return tuple(self._by_number.get(number_key(number), ()))

    def successor_of(self, instrument: Instrument) -> Instrument | None:
        """What took its place; None if nothing did or the registry does not say."""
        return self.by_id.get(instrument.successor)


_STATE = re.compile(r"^中华人民共和国(?=.)")
_ISSUER = re.compile(
    r"^(?:中共中央办公厅|国务院办公厅|中共中央|国务院|中办|国办|教育部(?:办公厅|等[一二三四五六七八九十]+部门)?|[、\s])+(?=关于|办公厅)"
)
_TAIL = re.compile(r"\((?:试行|暂行|修订|修订版|(?:\d{4}年?(?:修订|修正|版)?)(?:-\d{4}年?)?)\)$")
_BRACKETS = str.maketrans("（）〔〕［］【】—–―－～“”‘’", "()[][][]-----\"\"''")


def title_key(title: str) -> str:
    """The part of a title that tells instruments apart: no blanks, issuer, 中华人民共和国, 试行, years in brackets.

    >>> title_key("中共中央 国务院关于学前教育深化改革规范发展的若干意见")
    '关于学前教育深化改革规范发展的若干意见'
    >>> title_key("中华人民共和国义务教育法（2018年修正）") == title_key("义务教育法")
    True
    """
    key = re.sub(r"\s+", "", title).translate(_BRACKETS).replace("--", "-")
    key = _TAIL.sub("", key)
    return _ISSUER.sub("", _STATE.sub("", key))


_NUMBER_NOISE = re.compile(r"[\s〔〕\[\]【】（）()［］第]|(?<=\D)0+(?=\d)")


def number_key(number: str) -> str:
    """A document number without its brackets, blanks and leading zeros.

    >>> number_key("国发〔2015〕67号"), number_key("国发[2015]067号")
    ('国发2015-67号', '国发2015-67号')
    """
    squeezed = re.sub(r"[\]〕】）)］]\s*0*", "-", re.sub(r"\s+", "", number))
    return _NUMBER_NOISE.sub("", squeezed)


def _day(text: str) -> date | None:
    if not text:
        return None
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")


@cache
def known_instruments() -> InstrumentRegistry:
    """The registry that the package carries; read once."""
    table = files("dudao.schemes").joinpath("catalogue/legal/instruments.csv").read_text(encoding="utf-8")
    return InstrumentRegistry(
        Instrument(
            id=row["id"],
            title=row["title"],
            short_titles=tuple(filter(None, row["short_titles"].split("、"))),
            number=row["number"],
            issuer=row["issuer"],
            issued=_day(row["issued"]),
            effective=_day(row["effective"]),
            ended=_day(row["ended"]),
            how_ended=row["how_ended"],
            successor=row["successor"],
            status=row["status"],
            verified_on=_day(row["verified_on"]),
            source=row["source"],
        )
        for row in csv.DictReader(table.splitlines())
    )
