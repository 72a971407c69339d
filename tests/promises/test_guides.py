"""The guides to the site call buttons, menus and fields by the words that stand on the pages, in both languages."""

from __future__ import annotations

import re

import pytest
from tools.make_messages import catalogues, read_catalogue

from dudao.facts.contract import table_lines
from tests.promises.project import ROOT

GUIDES = (
    "evidence",
    "filling",
    "first-round",
    "people",
    "report-desk",
    "round-coordinator",
    "round-from-zero",
    "round-reporter",
    "round-supervisor",
    "self-assessment",
    "submitting",
)
QUOTED = {"zh": re.compile(r"“([^“”\n]+)”"), "en": re.compile(r"[\"“]([^\"“”\n]+)[\"”]")}
FILLED_IN = re.compile(r"%\(\w+\)[sd]|\d{1,2}:\d{2}")
"""What a text has filled in on the page: a name, a number; a guide shows an example of a time."""


def plain(words: str) -> str:
    """Words without what is filled in and the colon at their end."""
    return FILLED_IN.sub("", words).strip().strip("：:，,。.… ")


def words_on_pages(lang: str) -> set[str]:
    """Every text of the site in a language; the names of tables in workbooks besides."""
    found = {line["label_zh" if lang == "zh" else "label_en"] for line in table_lines().values()}
    for file in catalogues():
        for message in read_catalogue(file):
            texts = message.id if lang == "zh" else message.string
            found.update([texts] if isinstance(texts, str) else texts)
    return {plain(each) for each in found}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_guide_quotes_stands_on_a_page(lang: str) -> None:
    known = words_on_pages(lang)
    unknown = [
        f"docs/{lang}/{guide}.md: {part}"
        for guide in GUIDES
        for quoted in QUOTED[lang].findall((ROOT / "docs" / lang / f"{guide}.md").read_text("utf-8"))
        for part in quoted.split(" › ")
        if plain(part) not in known
    ]
    assert unknown == []
