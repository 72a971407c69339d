"""docs/zh/scheme-format.md and docs/en/scheme-format.md, followed by a newcomer: their files are a scheme that is checked and
computed, their formulas have a meaning, every key that is read stands in their tables.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dudao.facts.contract import table_lines
from dudao.facts.load import load_facts
from dudao.indicators.cases import run_cases
from dudao.indicators.results import Results
from dudao.indicators.run import run_edition
from dudao.indicators.scheme_check import check_edition
from dudao.indicators.symbols import Symbols
from dudao.schemes.edition import read_edition
from dudao.schemes.formula.faults import FormulaError
from dudao.schemes.formula.infer import infer_type
from dudao.schemes.formula.parse import parse_formula
from dudao.schemes.indicators import Edition
from dudao.schemes.load import load_scheme, scheme_folders
from dudao.schemes.outline_load import KEYS
from dudao.schemes.own_tables_load import KEYS as COLUMN_KEYS
from dudao.schemes.own_tables_load import KEYS_OF_FILE, MORE_KEYS
from dudao.schemes.strict import Entry, Faults
from dudao.values.errors import MisuseError
from dudao.values.periods import parse_period

ROOT = Path(__file__).parents[2]
PAGES = {"zh": ("yunzhou", "shuju", "2022"), "en": ("riverland", "data", "2024-2025")}
FILE = re.compile(r"^`([\w./-]+\.(?:yaml|csv))`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RESULTS = re.compile(r"^```text results\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FORMULAS = re.compile(r"^```formulas\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text_of(lang: str) -> str:
    return (ROOT / "docs" / lang / "scheme-format.md").read_text("utf-8")


def written(lang: str, folder: Path) -> tuple[Path, Path]:
    """The files of a page written down where it says: the scheme and the data."""
    for name, content in FILE.findall(text_of(lang)):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    scheme, data, _ = PAGES[lang]
    return folder / scheme, folder / data


def computed(lang: str, folder: Path) -> tuple[Edition, Results]:
    scheme, data = written(lang, folder)
    edition = read_edition(scheme, Faults())
    period = parse_period(PAGES[lang][2])
    loaded = load_facts([data], edition.own)
    assert [each.message(lang) for each in loaded.problems] == []
    assert period is not None
    return edition, run_edition(edition, loaded.known, period)


@pytest.mark.parametrize("lang", PAGES)
def test_the_scheme_of_the_page_has_no_fault_and_its_cases_hold(lang: str, tmp_path: Path) -> None:
    faults, notes = Faults(), Faults()
    scheme, _ = written(lang, tmp_path)
    load_scheme(str(scheme))
    edition = read_edition(scheme, faults)
    check_edition(edition, faults, notes, day=date(2025, 6, 30))
    assert [f"{each.origin}: {each.en}" for each in (*faults.found, *notes.found)] == []
    outcomes = run_cases(edition)
    assert len(outcomes) >= 10
    assert [f"{each.indicator.code} {each.case.name}: {each.faults}" for each in outcomes if each.faults] == []


@pytest.mark.parametrize("lang", PAGES)
def test_the_results_are_those_of_the_page(lang: str, tmp_path: Path) -> None:
    _, results = computed(lang, tmp_path)
    shown = [
        " ".join(
            filter(None, (each.body, each.indicator, "" if isinstance(each.value, bool) else each.shown, each.verdict))
        )
        for each in sorted(results.results, key=lambda each: (each.body, each.indicator))
    ]
    shown += [f"{each.conclusion} {each.verdict}" for each in results.conclusions]
    [score] = results.scores
    assert score.points is not None
    shown.append(f"score {float(score.points):.2f} {score.grade}".replace(".00", ""))
    found = RESULTS.search(text_of(lang))
    assert found is not None
    assert shown == found[1].split("\n")[:-1]


@pytest.mark.parametrize("lang", PAGES)
def test_every_formula_of_the_page_has_a_meaning(lang: str, tmp_path: Path) -> None:
    edition, _ = computed(lang, tmp_path)
    symbols = Symbols(edition)
    found = FORMULAS.search(text_of(lang))
    assert found is not None
    lines = found[1].strip().split("\n")
    assert len(lines) > 10
    for line in lines:
        node = parse_formula(line)
        reasons = []
        for grain in ("school_stage", "school", "county"):
            try:
                infer_type(node, symbols.scope(grain))
                break
            except FormulaError as error:
                reasons.append(f"{grain}: {error.en}")
        assert len(reasons) < 3, f"{line}: {reasons}"


@pytest.fixture(scope="module")
def keys_read() -> set[str]:
    """Every key that the loader asks for while it reads the shipped editions."""
    asked: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        raw = Entry.raw
        patch.setattr(Entry, "raw", lambda self, key: (asked.add(key), raw(self, key))[1])
        patch.setattr("dudao.schemes.edition._row", lambda entry: ())  # columns of data are no keys
        for folder in scheme_folders():
            read_edition(folder, Faults())
    return (
        asked - set(table_lines())
        | {key for keys in KEYS.values() for key in keys}
        | {
            *COLUMN_KEYS,
            *MORE_KEYS,
            *(key for keys in KEYS_OF_FILE.values() for key in keys),
        }
    )


@pytest.mark.parametrize("lang", PAGES)
def test_every_key_is_on_the_page(lang: str, keys_read: set[str]) -> None:
    page = text_of(lang)
    words = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`\n]+)`", page))))
    assert sorted(keys_read - words - {"zh"}) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('edition: "2025"', "edition: 2025"), "should be text; put it in quotes"),
        (
            ("needs: [EVERY_SCHOOL, SPREAD]", "needs: [EVERY_SCHOL, SPREAD]"),
            "no indicator EVERY_SCHOL; did you mean EVERY_SCHOOL?",
        ),
    ],
)
def test_a_slip_in_the_scheme_is_told(change: tuple[str, str], told: str, tmp_path: Path) -> None:
    scheme, _ = written("en", tmp_path)
    file = scheme / "scheme.yaml"
    file.write_text(file.read_text("utf-8").replace(*change), encoding="utf-8")
    assert told in slips_of(scheme)


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("SPENDING", ("limit: basic_spending + meals_spending * MEALS_SHARE", "limit: \"4000\""), "the limit is a number (1), the indicator a number (USD/人)"),
        ("SPENDING", ("formula: spending / students", "formula: spendin / students"), "there is no spendin; did you mean spending?"),
        ("EVERY_SCHOOL", ("verdict: truth\n", ""), "the formula gives a truth, the verdict is none"),
        ("EVERY_SCHOOL", ('"all(', "all("), "put a text that holds a colon and a blank (of: school) in quotes"),
        ("SPENDING", ("formula: spending / students", "formula: SPENDING / 2"), "indicators rest on themselves: SPENDING → SPENDING"),
    ],
)  # fmt: skip
def test_a_slip_in_an_indicator_is_told(name: str, change: tuple[str, str], told: str, tmp_path: Path) -> None:
    scheme, _ = written("en", tmp_path)
    file = scheme / "indicators" / f"{name}.yaml"
    file.write_text(file.read_text("utf-8").replace(*change), encoding="utf-8")
    assert told in slips_of(scheme)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("students,again,pupils,count", "school has a column students already"),
        ("meals,Meals,dolars,amount", "unknown unit dolars"),
        ("Meals,Meals,USD,amount", "id Meals: small letters, digits, underscores"),
        ("meals,Meals,USD,money", "type cannot be money"),
    ],
)
def test_a_slip_in_a_column_is_told(line: str, told: str, tmp_path: Path) -> None:
    scheme, _ = written("en", tmp_path)
    (scheme / "datasets" / "school.csv").write_text(f"id,label_en,unit,type\n{line}\n", encoding="utf-8")
    assert f"school.csv:2: {told}" in slips_of(scheme)


def slips_of(scheme: Path) -> str:
    """Every fault in English, with the name of its file."""
    faults = Faults()
    try:
        check_edition(read_edition(scheme, faults), faults, Faults(), day=date(2025, 6, 30))
    except MisuseError as error:
        return error.en
    return "\n".join(f"{Path(each.origin.file).name}:{each.origin.line}: {each.en}" for each in faults.found)
