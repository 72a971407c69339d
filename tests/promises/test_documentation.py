"""What is documented exists, what exists is documented, and nothing generated is stale."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from tools.docs_pages.datasets import STATES
from tools.docs_pages.formula import NAMED
from tools.docs_pages.json_contract import all_keys, undocumented
from tools.docs_pages.lexicons import FOLDER as LEXICONS
from tools.docs_pages.lexicons import purpose_of
from tools.docs_pages.readers import READS
from tools.make_docs import REFERENCE, all_pages

from dudao.cli.main import run
from dudao.diagnostics.reference_pages import reference_page
from dudao.reports.readers.choose import READERS
from dudao.reports.rules.registry import all_rules
from dudao.schemes.formula.functions import FUNCTIONS
from tests.promises.project import ROOT, SOURCE, python_files, relative, text_files, tracked

CODE = re.compile(r'"((?:MSK|NAM|STR|NUM|PER|CIT|CLM|FAC|LAY|DAT|SCH|INT)\d{3})"')
LINK = re.compile(r"(?<!`)\[[^\]\n]*\]\(([^)\s]+)\)")
PAGE_NAMED = re.compile(r"\bdocs/[\w./-]+\w")
ANCHOR = re.compile(r'<a id="([^"]+)">')


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return dict(all_pages())


def test_no_page_of_the_reference_is_stale(pages: dict[str, str]) -> None:
    committed = {relative(file): file.read_text("utf-8") for file in (ROOT / REFERENCE).rglob("*.md")}
    stale = sorted(name for name in {*pages, *committed} if pages.get(name) != committed.get(name))
    assert not stale, "run `make docs` and commit what it writes"


def test_every_code_has_its_place_in_the_reference(pages: dict[str, str]) -> None:
    named = {code for file in python_files("src") for code in CODE.findall(file.read_text("utf-8"))}
    names = {rule.code: rule.name for rule in all_rules()}
    for code in sorted(named):
        page, _, anchor = reference_page(code, names.get(code, "")).partition("#")
        assert page in pages, code
        assert not anchor or anchor in ANCHOR.findall(pages[page]), code


def test_every_rule_has_a_case_document_named_like_it() -> None:
    documents = {file.stem for file in (ROOT / "tests" / "rules").glob("*/*.md")}
    assert documents == {rule.name for rule in all_rules()}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_stands_in_a_file_of_its_name(rule) -> None:
    assert rule.find.__module__.rpartition(".")[2] == rule.name.replace("-", "_")


COMING: set[str] = set()
"""Pages that come with the work that names them; take a line out when its page is there."""


def test_every_page_that_code_names_exists() -> None:
    named = {(name, relative(file)) for file in text_files() for name in PAGE_NAMED.findall(_text_of_code(file))}
    assert not sorted(each for each in named if each[0] not in COMING and not (ROOT / each[0]).exists())


def _text_of_code(file: Path) -> str:
    """Code and content; pages speak of each other by links, which another test follows."""
    return "" if file.suffix == ".md" or relative(file).startswith("tests/promises") else file.read_text("utf-8")


def test_links_of_pages_lead_somewhere() -> None:
    lost = {relative(file): _lost_links(file) for file in tracked() if file.suffix == ".md"}
    assert not {name: links for name, links in lost.items() if links}


def _lost_links(file: Path) -> list[str]:
    lost = []
    for target in LINK.findall(file.read_text("utf-8")):
        path, _, anchor = unquote(target).partition("#")
        goal = (file.parent / path) if path else file
        if re.match(r"[a-z]+:", path):
            continue
        if not goal.exists() or (anchor and goal.suffix == ".md" and anchor not in _anchors(goal)):
            lost.append(target)
    return lost


@cache
def _anchors(page: Path) -> set[str]:
    """Anchors written out, and those a code host makes of headings."""
    text = page.read_text("utf-8")
    headings = re.findall(r"^#+ +(.+)$", text, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", each).strip().lower().replace(" ", "-") for each in headings}
    return {*ANCHOR.findall(text), *made}


def test_readers_states_and_lexicons_are_described() -> None:
    assert set(READS) == {reader.name for reader in READERS}
    assert len(STATES) == 5
    assert not [file.name for file in LEXICONS.iterdir() if not purpose_of(file)]


def test_named_arguments_of_formulas_are_described() -> None:
    assert set(NAMED) == {name for function in FUNCTIONS.values() for name in function.named}


def test_the_glossary_names_what_the_code_has() -> None:
    code = "\n".join(file.read_text("utf-8") for file in SOURCE.rglob("*.py"))
    named = re.findall(r"`([A-Z]\w+)(?:\.(\w+))?`", (ROOT / "docs" / "glossary.md").read_text("utf-8"))
    assert named
    for owner, member in named:
        assert re.search(rf"class {owner}\b", code), owner
        assert not member or re.search(rf"^    (?:def )?{member}\b", code, re.MULTILINE), f"{owner}.{member}"


YUNZHOU = str(ROOT / "examples" / "yunzhou")
LETTER = ROOT / "tests" / "samples" / "county-letter" / "source.txt"


def json_of(folder: Path, *words: str) -> Any:
    """What a command prints as JSON, as other programs meet it."""
    out = folder / "out.json"
    assert run([*words, "--format", "json", "-o", str(out)]) in (0, 1)
    return json.loads(out.read_text("utf-8"))


@pytest.mark.parametrize("file", [f"{YUNZHOU}/report.docx", str(LETTER)])
def test_every_key_of_a_reading_is_documented(file: str, tmp_path: Path) -> None:
    assert not sorted(undocumented(json_of(tmp_path, "report", "read", file), "read"))


@pytest.mark.parametrize("file", [f"{YUNZHOU}/report.docx", str(LETTER)])
def test_every_key_of_a_check_is_documented(file: str, tmp_path: Path) -> None:
    assert not sorted(undocumented(json_of(tmp_path, "report", "check", file, "--facts", YUNZHOU), "check"))


def test_every_key_of_a_comparison_is_documented(tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    text = LETTER.read_text("utf-8")
    for old, other in (
        ("8.64亿元", "8.74亿元"),
        ("云政教督〔2022〕6号", "云政教督〔2022〕7号"),
        ("学位供给", "学位建设"),
        ("大班额明显减少。", ""),
    ):
        assert old in text
        text = text.replace(old, other)
    new.write_text(text, encoding="utf-8")
    printed = json_of(tmp_path, "report", "diff", str(LETTER), str(new))
    assert all(printed[part] for part in ("figures", "documents", "claims", "sections"))
    assert not sorted(undocumented(printed, "diff"))


def test_every_key_of_bindings_is_documented(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(LETTER.read_text("utf-8"), encoding="utf-8")
    printed = json_of(tmp_path, "report", "bind", str(report), "--facts", YUNZHOU)
    assert printed["bindings"]
    assert not sorted(undocumented(printed, "bind"))


DUTY = ("--scheme", "government-duty-city", "--data", YUNZHOU, "--period", "2020")


def test_every_key_of_computed_results_is_documented(tmp_path: Path) -> None:
    printed = json_of(tmp_path, "indicator", "compute", *DUTY)
    assert printed["results"]
    assert printed["scores"]
    assert not sorted(undocumented(printed, "compute"))


def test_every_key_of_an_explanation_is_documented(tmp_path: Path) -> None:
    words = ("--body", "990100", "--indicator", "TOTAL")
    waiting, seen = [json_of(tmp_path, "indicator", "explain", *DUTY, *words)], set()
    while waiting:
        step = waiting.pop()
        seen |= set(step) | {f"basis.{key}" for basis in step.get("basis", ()) for key in basis}
        waiting.extend(step.get("children", ()))
    assert seen <= {*all_keys("explain"), *(f"basis.{key}" for key in all_keys("basis"))}


def test_every_key_of_changes_between_runs_is_documented(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    for year, file in (("2019", old), ("2020", new)):
        words = ("--scheme", "government-duty-city", "--data", YUNZHOU, "--period", year, "--trace")
        assert run(["indicator", "compute", *words, "--format", "json", "-o", str(file)]) == 0
    printed = json_of(tmp_path, "indicator", "diff", str(old), str(new))
    assert any(each["causes"] for each in printed["changes"])
    assert not sorted(undocumented(printed, "run_diff"))
