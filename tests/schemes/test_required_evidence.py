"""`evidence` of points and indicators: faults by line and column, kept by the workbook, told by a comparison."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from dudao.indicators.scheme_check import check_edition
from dudao.schemes.compare import compare_editions
from dudao.schemes.edition import load_edition, read_edition
from dudao.schemes.faults import Faults
from dudao.schemes.load import load_scheme
from dudao.schemes.outline_load import read_outline
from dudao.schemes.workbook.read import import_workbook
from dudao.schemes.workbook.sheets import same_content
from dudao.schemes.workbook.write import read_content, workbook_of
from dudao.values.errors import MisuseError
from tests.indicators.explained import SCHEME, write_scheme

REQUIRED = '  - {kind: 督导报告, title: [督导, 评估], covers: "-2..0", per: year, count: 2, basis: {status: example}}\n'
POINT = """  - code: "9"
    group: "9"
    title: {zh: 另一要点, en: Another}
    evidence:
"""


def with_point(folder: Path, *entries: str) -> Path:
    lines = SCHEME.splitlines(keepends=True)
    own = POINT + "".join(f"      - {each}\n" for each in entries)
    kept = [line for line in lines if not line.startswith(("points:", "groups:"))]
    text = "".join(kept) + 'groups: [{code: "9", title: 组}]\npoints:\n' + own
    return write_scheme(folder, scheme=text)


def faults_of(folder: Path) -> list[str]:
    faults = Faults()
    scheme, edition = read_outline(folder, faults), read_edition(folder, faults)
    check_edition(edition, faults, Faults(), scheme=scheme)
    known = f"{folder}/scheme.yaml"
    return [f"{x.origin.line}:{x.origin.column} {x.en}" for x in faults.ordered() if x.origin.file == known]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{title: [x]}", "kind is missing"),
        ("{kind: x, count: 0}", "count should be a whole number from 1 to 1000"),
        ('{kind: x, count: "1/2"}', "count should be a whole number from 1 to 1000"),
        ("{kind: x, covers: '0..-2'}", "covers should be 0 (the period judged)"),
        ("{kind: x, dated: '1'}", "dated should be 0 (the period judged)"),
        ("{kind: x, dated: '-31..0'}", "dated should be 0 (the period judged)"),
        ("{kind: x, per: year}", "per: year needs covers with a first and a last year"),
        ("{kind: x, per: year, covers: '..0'}", "per: year needs covers with a first and a last year"),
        ("{kind: x, per: town}", "per cannot be town"),
        ("{kind: x, filled: [numbr]}", "filled cannot hold numbr"),
        ("{kind: x, level: town}", "level cannot be town"),
        ("{kind: x, per: county}", "a county has no counties below it"),
        ("{kind: x, isuer: [y]}", "unknown key isuer"),
        ("{kind: x, basis: {instrument: no-such-law}}", "no instrument no-such-law"),
    ],
)
def test_each_slip_is_told_where_it_stands(tmp_path: Path, entry: str, told: str) -> None:
    folder = with_point(tmp_path / "scheme", entry)
    line = 1 + (folder / "scheme.yaml").read_text("utf-8").splitlines().index(f"      - {entry}")
    found = faults_of(folder)
    assert len(found) == 1
    assert found[0].startswith(f"{line}:")
    assert told in found[0]


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (("教案", "{kind: x}"), "evidence mixes words and entries"),
        (("教案", "教案"), "the evidence 教案 stands twice"),
        (("{kind: x}", "{kind: x}"), "the requirement x stands twice"),
    ],
)
def test_lists_are_told_too(tmp_path: Path, entries: tuple[str, ...], told: str) -> None:
    assert [told in each for each in faults_of(with_point(tmp_path / "scheme", *entries))] == [True]


def test_the_workbook_keeps_it_and_a_comparison_tells_it(tmp_path: Path) -> None:
    before = with_point(tmp_path / "before", "{kind: 督导报告}")
    after = with_point(tmp_path / "after", REQUIRED.strip(" -\n"), "{kind: 台账, filled: [date], dated: '..0'}")
    file = tmp_path / "scheme.xlsx"
    file.write_bytes(workbook_of(after))
    back = import_workbook(file, tmp_path / "back")
    assert same_content(read_content(after), read_content(back))
    one, other = load_scheme(str(before)), load_scheme(str(back))
    changes = compare_editions(load_edition(str(before)), load_edition(str(back)), points=(one, other))
    told = [each.after for change in changes for each in change.aspects if each.aspect == "evidence"]
    assert told == [
        "督导报告：标题含“督导”或“评估”，属于评价期及前2年，每年2份（example）；台账：须有日期，日期在评价期及以前内"
    ]


def test_a_fault_in_the_workbook_is_told_at_its_cell(tmp_path: Path) -> None:
    file = tmp_path / "scheme.xlsx"
    file.write_bytes(workbook_of(with_point(tmp_path / "scheme", "{kind: 督导报告}")))
    book = load_workbook(file)
    page = book["要点佐证要求"]
    keys = [cell.value for cell in page[2]]
    page.cell(3, keys.index("count") + 1, 0)
    book.save(file)
    with pytest.raises(MisuseError, match=r"要点佐证要求!K3: count should be"):
        import_workbook(file, tmp_path / "back")


def test_words_and_rows_for_the_same_point_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "scheme.xlsx"
    file.write_bytes(workbook_of(with_point(tmp_path / "scheme", "{kind: 督导报告}")))
    book = load_workbook(file)
    page = book["要点"]
    keys = [cell.value for cell in page[2]]
    page.cell(3, keys.index("evidence[]") + 1, "教案")
    book.save(file)
    with pytest.raises(MisuseError, match="要点佐证要求!A3: 要点!N3 lists it as words"):
        import_workbook(file, tmp_path / "back")
