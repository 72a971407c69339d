"""A scheme as a workbook and back: nothing is lost, and what is wrong in the workbook is told by sheet and cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from dudao.schemes.compare import compare_editions
from dudao.schemes.edition import load_edition
from dudao.schemes.load import scheme_folders
from dudao.schemes.workbook.emit import emit_yaml
from dudao.schemes.workbook.read import _scheme_rows, import_workbook
from dudao.schemes.workbook.sheets import same_content
from dudao.schemes.workbook.write import read_content, workbook_of
from dudao.values.errors import MisuseError
from tests.cli.commands import run
from tests.indicators.explained import INDICATORS, write_scheme


def there_and_back(folder: Path, held: Path) -> Path:
    held.mkdir(parents=True, exist_ok=True)
    file = held / "scheme.xlsx"
    file.write_bytes(workbook_of(folder))
    return import_workbook(file, held / "back")


@pytest.mark.parametrize("folder", scheme_folders(), ids=lambda folder: folder.parent.name)
def test_every_shipped_edition_survives(folder: Path, tmp_path: Path) -> None:
    back = there_and_back(folder, tmp_path)
    assert same_content(read_content(folder), read_content(back))
    assert compare_editions(load_edition(str(folder)), load_edition(str(back))) == ()


def test_a_second_journey_changes_no_byte(tmp_path: Path) -> None:
    once = there_and_back(write_scheme(tmp_path / "scheme"), tmp_path / "one")
    twice = there_and_back(once, tmp_path / "two")
    assert load_edition(str(once)).digest == load_edition(str(twice)).digest


def test_own_columns_and_other_grades_go_along(tmp_path: Path) -> None:
    scheme = write_scheme(tmp_path / "scheme")
    (scheme / "datasets").mkdir()
    (scheme / "datasets" / "county.csv").write_text(
        "id,metric,label_zh,label_en,unit,type,stages,minimum,maximum,rollup\n"
        "canteens,,食堂数,canteens,所,count,,0,,sum\n",
        "utf-8",
    )
    (scheme / "grades").mkdir()
    (scheme / "grades" / "two.yaml").write_text(
        "id: two\nname: {zh: 两等, en: two}\ngrades:\n  - {code: fit, name: 合格, from: 60}\n", "utf-8"
    )
    back = there_and_back(scheme, tmp_path)
    assert same_content(read_content(scheme), read_content(back))
    assert (back / "datasets" / "county.csv").read_text("utf-8").splitlines()[1].startswith("canteens,,食堂数")
    assert [each.id for each in load_edition(str(back)).grade_sets] == ["two"]


def test_own_tables_checks_stages_and_entries_go_along(tmp_path: Path) -> None:
    scheme = write_scheme(tmp_path / "scheme")
    files = {
        "tables": "id,label_en,level,keys\nclub,Clubs,school,body_code|period|name\n",
        "club": "id,label_en,unit,type\nname,Name,,text\nmembers,Members,pupils,count\n",
        "checks": "id,kind,tables,left,operator,right,label_en\nfew,logic,school,club.members,<=,students,Few\n",
        "stages": "id,label_en,words\nmiddle,Middle school,middle|grades 5 to 8\n",
        "choices": "table,column,id,label_en\nbodies,kind,county,Canton\n",
    }
    (scheme / "datasets").mkdir()
    for name, text in files.items():
        (scheme / "datasets" / f"{name}.csv").write_text(text, "utf-8")
    assert load_edition(str(there_and_back(scheme, tmp_path))).own == load_edition(str(scheme)).own


def test_english_sheets_are_written_and_read_back(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    scheme, out = write_scheme(tmp_path / "scheme"), tmp_path / "s.xlsx"
    assert run(capsys, "--lang", "en", "scheme", "export", scheme, "-o", out).code == 0
    book = load_workbook(out)
    assert {"Contents", "indicators", "vetoes and downgrades"} <= set(book.sheetnames)
    assert book["indicators"]["A1"].value == "belongs to"
    assert not any("\u4e00" <= sign <= "\u9fff" for name in book.sheetnames for sign in name)
    assert same_content(read_content(scheme), read_content(import_workbook(out, tmp_path / "back")))


def test_what_other_programs_write_is_read(tmp_path: Path) -> None:
    """LibreOffice writes a truth as a formula with its result; Excel a typed 15% as a number shown so."""
    scheme, out = write_scheme(tmp_path / "scheme"), tmp_path / "s.xlsx"
    book = Workbook()
    page = book.worksheets[0]
    page.append(["what", "key", "value"])
    page.append(["official", "official", "=FALSE()"])
    stored = Workbook().worksheets[0]
    stored["C2"] = False
    ((_, _, placed),) = _scheme_rows(page, stored)
    assert placed.content == {"official": False}
    out.write_bytes(workbook_of(scheme))
    kept = load_workbook(out)
    (cell,) = (each for each in (at(kept, "指标", "scoring.low", row) for row in range(3, 12)) if each.value)
    assert cell.value == "15%"
    cell.value, cell.number_format = 0.15, "0%"
    kept.save(out)
    assert same_content(read_content(scheme), read_content(import_workbook(out, tmp_path / "back")))


def test_remarks_and_line_breaks_in_words_survive(tmp_path: Path) -> None:
    rooms = INDICATORS["rooms"].replace("formula: ", 'synonyms: ["one\\ntwo", \'"three"\']\nformula: ', 1)
    scheme = write_scheme(tmp_path / "scheme", rooms=rooms)
    share = next(file for file in (scheme / "indicators").rglob("*.yaml") if "SHARE" in file.read_text("utf-8"))
    text = share.read_text("utf-8")
    formula = text.partition("formula: ")[2].partition("\n")[0].strip().strip("'\"")
    share.write_text(
        text.replace(text.partition("formula: ")[2].partition("\n")[0], f"|\n  # a remark\n  {formula}"), "utf-8"
    )
    back = there_and_back(scheme, tmp_path)
    assert same_content(read_content(scheme), read_content(back))


def test_a_workbook_ends_in_xlsx(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = run(capsys, "--lang", "en", "scheme", "export", write_scheme(tmp_path / "scheme"), "-o", tmp_path / "x.docx")
    assert (ran.code, "-o must end in .xlsx: x.docx" in ran.err) == (2, True)


# ─────────────── any content ───────────────

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=12
).map(str.strip).filter(lambda text: bool(text) and "_x" not in text)  # fmt: skip
scalars = words | st.integers(-(10**14), 10**14) | st.booleans() | st.dates() | st.decimals(
    -1000, 1000, places=3
).map(float)  # fmt: skip
cells = st.dictionaries(st.sampled_from(["a", "b", "c"]), scalars | st.lists(words, min_size=1, max_size=3), max_size=3)
rows = st.lists(cells.filter(bool), min_size=1, max_size=3)
entries = st.fixed_dictionaries(
    {"name": st.fixed_dictionaries({"zh": words, "en": words})},
    optional={"scoring": cells, "basis": rows, "cases": st.lists(st.fixed_dictionaries({"tables": st.dictionaries(
        st.sampled_from(["school", "county"]), rows, min_size=1)}), min_size=1, max_size=2)},
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors])
@given(st.lists(entries, min_size=1, max_size=3))
def test_any_content_survives_the_tables(listed: list[dict[str, Any]]) -> None:
    from dudao.schemes.workbook import read, write
    from dudao.schemes.workbook.sheets import sheets_of

    files: dict[str, Any] = {"scheme.yaml": {"slug": "x", "edition": "1"}}
    for number, content in enumerate(listed):
        files[f"indicators/i{number}.yaml"] = {"code": f"I{number}", **content}
    book = Workbook()
    sheets = sheets_of(files)
    found: dict[str, list[tuple[str, str, read.Placed]]] = {}
    for number, (path, sheet) in enumerate(sheets.items()):
        page = book.create_sheet(f"s{number}")
        write._write(page, sheet)  # noqa: SLF001 - the whole way, without the strict reading of what the words mean
        faults = read.Faults()
        found[path] = read._scheme_rows(page) if path == "scheme" else read._rows(page, path, faults)  # noqa: SLF001
    back = {name: content for name, (content, _) in read._files(found, read.Faults()).items()}  # noqa: SLF001
    assert same_content(files, back)


def test_the_yaml_that_is_written_says_the_same(tmp_path: Path) -> None:
    content = {"a": "是: 否 # '\"", "b": {"c": ["x, y", "]"], "d": [{"e": 1.5, "f": True}, {}]}, "g": "=1+1"}
    file = tmp_path / "indicators" / "x.yaml"
    file.parent.mkdir()
    file.write_text(str(emit_yaml(content)), "utf-8")
    (tmp_path / "scheme.yaml").write_text("slug: x\n", "utf-8")
    assert same_content({"x": read_content(tmp_path)["indicators/x.yaml"]}, {"x": content})


# ─────────────── faults ───────────────


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    file = tmp_path / "scheme.xlsx"
    file.write_bytes(workbook_of(write_scheme(tmp_path / "scheme")))
    return file


def faults_after(file: Path, change: Callable[[Workbook], None]) -> str:
    book = load_workbook(file)
    change(book)
    book.save(file)
    with pytest.raises(MisuseError) as caught:
        import_workbook(file, file.parent / "back")
    assert not (file.parent / "back").exists()
    return caught.value.zh


def at(book: Workbook, sheet: str, key: str, row: int) -> Any:
    page = book[sheet]
    column = next(cell.column for cell in page[2] if cell.value == key)
    return page.cell(row, column)


def test_a_wrong_formula_is_told_at_its_cell(workbook: Path) -> None:
    def spoil(book: Workbook) -> None:
        at(book, "指标", "formula", 4).value = "multimedia / / students"

    told = faults_after(workbook, spoil)
    cell = at(load_workbook(workbook), "指标", "formula", 4).coordinate
    assert told.startswith(f"指标!{cell}: 第14个字符：formula：")


def test_a_wrong_word_is_told_with_those_that_fit(workbook: Path) -> None:
    def spoil(book: Workbook) -> None:
        at(book, "指标", "missing", 3).value = "blocked"

    assert "missing 不能是 blocked" in faults_after(workbook, spoil)


def test_a_row_below_nothing_is_told(workbook: Path) -> None:
    def spoil(book: Workbook) -> None:
        at(book, "指标依据", "所属", 3).value = "ROOM"

    told = faults_after(workbook, spoil)
    assert told.startswith("指标依据!A3: 没有上级 ROOM")
    assert "ROOMS" in told


def test_an_unknown_column_is_told(workbook: Path) -> None:
    def spoil(book: Workbook) -> None:
        page = book["指标"]
        page.cell(2, page.max_column + 1).value = "thresold.limit"
        page.cell(3, page.max_column).value = "1"

    assert "不认识的键 thresold" in faults_after(workbook, spoil)


def test_an_error_in_a_cell_is_told(workbook: Path) -> None:
    def spoil(book: Workbook) -> None:
        at(book, "参数值", "value", 3).value = "#REF!"

    assert "#REF!" in faults_after(workbook, spoil)


def test_a_file_name_cannot_lead_outside(workbook: Path) -> None:
    def spoil(book: Workbook) -> None:
        at(book, "指标", "所属", 3).value = "indicators/../../outside.yaml"

    assert "文件名" in faults_after(workbook, spoil)
    assert not list(workbook.parent.rglob("outside.yaml"))


def test_all_faults_are_told_at_once(workbook: Path) -> None:
    def spoil(book: Workbook) -> None:
        at(book, "指标", "missing", 3).value = "blocked"
        at(book, "指标", "grain", 4).value = "town"

    assert len(faults_after(workbook, spoil).splitlines()) == 2


def test_a_new_row_needs_no_file_and_no_number(workbook: Path) -> None:
    book = load_workbook(workbook)
    row = book["指标"].max_row + 1
    for key, value in (
        *(("code", "NEW"), ("name.zh", "新指标"), ("grain", "county"), ("unit", "%"), ("missing", "block")),
        *(("formula", "edu_exp_share"), ("group", "R")),
    ):
        at(book, "指标", key, row).value = value
    book.save(workbook)
    edition = load_edition(str(import_workbook(workbook, workbook.parent / "back")))
    assert edition.indicator("NEW") is not None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"slug: x"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(content)
    with pytest.raises(MisuseError):
        import_workbook(file, tmp_path / "back")


def test_the_commands_lead_there_and_back(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    scheme, file = write_scheme(tmp_path / "scheme"), tmp_path / "x.xlsx"
    assert run(capsys, "scheme", "export", scheme, "-o", file).code == 0
    assert run(capsys, "scheme", "import", file, "-o", tmp_path / "back").code == 0
    assert run(capsys, "scheme", "diff", scheme, tmp_path / "back", "--exit-code").code == 0
    again = run(capsys, "scheme", "import", file, "-o", tmp_path / "back")
    assert (again.code, "已有一份方案" in again.err) == (2, True)
