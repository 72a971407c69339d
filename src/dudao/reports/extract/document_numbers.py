"""Document numbers (文号): an agency's letters, the year in brackets, a serial: 鄂教督办〔2021〕6号.

GB/T 9704-2012, 7.2.5: the year in full, in hexagonal brackets 〔〕, the serial without leading zeros and without 第,
followed by 号. What departs from that form is found as well and marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dudao.reports.extract.masks import MARK
from dudao.reports.model import DocumentNumber
from dudao.schemes.lexicons import alternatives, load_words

_OPEN, _CLOSE = r"〔\[(（【﹝［〈{", r"〕\])）】﹞］〉}"
_SERIAL = rf"(?P<di>第?) ?(?P<serial>\d{{0,3}}{MARK}{{1,4}}|\d{{1,4}})? ?(?P<hao>号?)"
_YEAR = rf"(?P<year>(?:19|20)\d\d|(?:19|20){MARK}{{1,2}}|{MARK}{{2,4}}|\d\d)"
_BRACKETED = re.compile(rf"[{_OPEN}] ?{_YEAR} ?(?P<nian>年?) ?(?P<close>[{_CLOSE}]?) ?{_SERIAL}")
_UNOPENED = re.compile(rf"(?P<year>(?:19|20)\d\d)(?P<close>[〕］﹞]) ?{_SERIAL}")
_UNBRACKETED = re.compile(rf"[发函字办规督](?P<year>20\d\d)(?P<close>年?) ?{_SERIAL}")
_SWAPPED = re.compile(
    r"[发函字办规督教](?P<year>20\d\d)年?(?P<close>)[\[〔(（【](?P<di>)(?P<serial>\d{1,4})[\]〕)）】](?P<hao>号)"
)
_AGENCY = re.compile(rf"(?:[一-鿿]|{MARK}){{0,16}}\Z")
_LEADING = alternatives(load_words("words_before_document_numbers"))
_CUT = re.compile(rf".*(?:{_LEADING})", re.DOTALL)
_HEXAGONAL = ("〔", "〕")
_LONGEST_AGENCY = 10


@dataclass(frozen=True, slots=True)
class Malformation:
    """A departure from the form, with a number that has it and one that looks like it and is right."""

    name: str
    example: str
    look_alike: str


MALFORMATIONS = (
    Malformation("brackets", "云教督办[2021]6号", "云教督办〔2021〕6号"),
    Malformation("year cut", "云教督办〔21〕6号", "云教督办〔2021〕6号"),
    Malformation("leading zero", "云教督办〔2021〕06号", "云教督办〔2021〕60号"),
    Malformation("第 before the serial", "云教督办〔2021〕第6号", "云州市第6号公告"),
    Malformation("号 missing", "云教督办〔2021〕6", "云教督办〔2021〕6号"),
    Malformation("serial missing", "云教督办〔2021〕号", "云教督办〔2021〕X号"),
    Malformation("年 in the brackets", "云教督办〔2021年〕6号", "2021年6号文件"),
    Malformation("bracket missing", "云教督办2021〕6号", "云教督办〔2021〕6号"),
    Malformation("serial in the brackets", "（云教督2007[18]号）", "云教督〔2007〕18号"),
    Malformation("no brackets", "（云政办发2021年6号）", "教育部公告2021年第6号"),
)


def find_document_numbers(text: str, folded: str) -> tuple[DocumentNumber, ...]:
    """Every document number, well formed or not, in the order of the text.

    A number needs its agency's letters, or 〔〕 with 号; `2021年第6号`, `令第6号`, `（2021）` and a reference mark `[3]` are
    none. `year` and `serial` are None where they are masked or missing.
    """
    found = []
    done = 0
    for pattern in (_BRACKETED, _UNOPENED, _UNBRACKETED, _SWAPPED):
        for hit in pattern.finditer(folded):
            number = _number_at(text, folded, hit)
            if number is not None:
                found.append(number)
    found.sort(key=lambda number: number.start)
    kept = []
    for number in found:
        if number.start >= done:
            kept.append(number)
            done = number.end
    return tuple(kept)


def _number_at(text: str, folded: str, hit: re.Match[str]) -> DocumentNumber | None:
    start = hit.start("year") if hit.re in (_UNBRACKETED, _SWAPPED) else hit.start()
    opener = folded[start] if hit.re is _BRACKETED else ""
    agency_start = _agency_start(folded, start)
    agency = text[agency_start:start].strip()
    close, serial = hit["close"], hit["serial"]
    is_masked = not hit["year"].isdigit() or bool(serial and not serial.isdigit())
    if not _is_number(hit, opener, agency, folded[hit.end() : hit.end() + 1]):
        return None
    is_right = (
        (opener, close) == _HEXAGONAL
        and bool(agency and serial and hit["hao"])
        and (is_masked or len(hit["year"]) == 4)
        and hit.re is _BRACKETED
        and not hit["nian"]
        and not hit["di"]
        and not (serial or "").startswith("0")
        and " " not in hit[0]
        and _is_printed_whole(text[agency_start : hit.end()])
    )
    return DocumentNumber(
        start=agency_start,
        end=hit.end(),
        text=text[agency_start : hit.end()],
        agency=agency,
        year=int(hit["year"]) if len(hit["year"]) == 4 and hit["year"].isdigit() else None,
        serial=serial if serial and serial.isdigit() else None,
        well_formed=is_right,
    )


def _is_number(hit: re.Match[str], opener: str, agency: str, after: str) -> bool:
    """Whether a year in brackets is a document number's, not an edition's, a sentence's or a list's."""
    close, serial, hao = hit["close"], hit["serial"], hit["hao"]
    if hit.re in (_UNBRACKETED, _SWAPPED):
        return bool(serial and hao) and 3 <= len(agency) <= 8 and _ORDINARY.search(agency) is None
    if len(hit["year"]) == 2 and not (agency and serial and hao and close and opener in "〔[【"):
        return False
    if opener in ("〔", "﹝", "［") or not opener:
        return bool(serial or hao) and bool(agency or hao) and (bool(close) or bool(hao))
    if not close or not serial or not agency:
        return False
    if opener in ("(", "（"):
        return bool(hao) and after not in ("楼", "线", "院", "路", "车") and bool(_SHORT_AGENCY.search(agency))
    return bool(hao) or (opener in "[【" and bool(_SHORT_AGENCY.search(agency)) and not after.isalnum())


_ORDINARY = re.compile(r"印发|公布|[颁签制下转]发|来函|督办\Z|主办|承办|举办|[市县省区政]办\Z")
_SHORT_AGENCY = re.compile(r"(?:发|办|函|字|督|教|政|委|财|人|党|组|室|规|令|综|基|师|职|高|通|文|厅)\Z")


def _agency_start(folded: str, start: int) -> int:
    """Where the agency's letters begin before a bracket: what introduces the number is no part of it."""
    window = _AGENCY.search(folded, max(0, start - 16), start)
    if window is None or window.start() == start:
        return start
    begin = window.start()
    introduced = _CUT.match(folded, begin, start)
    if introduced is not None and introduced.end() < start:
        begin = introduced.end()
    if start - begin > _LONGEST_AGENCY:
        begin = start - _LONGEST_AGENCY
    while begin < start and folded[begin] in "的了和及与以据按即为、":
        begin += 1
    return begin


def _is_printed_whole(printed: str) -> bool:
    """Whether digits and letters are half-width, as the form asks."""
    return not any("０" <= character <= "９" for character in printed)
