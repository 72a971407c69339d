"""Each cue that a figure speaks of something narrower: its example is undecided, its look-alike differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from dudao.reports.bind.bind import bind_reading
from dudao.reports.bind.partial import CUES, Cue
from dudao.reports.extract.reading import extract_reading
from dudao.reports.structure.build import report_from_text
from dudao.values.periods import year

TITLE = "云州市人民政府2021年度履行教育职责自评报告\n"
EXAMPLE = Path(__file__).parents[3] / "examples" / "yunzhou"


@pytest.fixture(scope="module")
def known() -> KnownFacts:
    return load_facts([EXAMPLE]).known


def binding_of(marked: str, known: KnownFacts):
    """The binding of the figure in 〈〉."""
    text = TITLE + marked.replace("〈", "").replace("〉", "")
    start = len(TITLE) + marked.index("〈")
    bindings = bind_reading(extract_reading(report_from_text(text)), known, period=year(2021))
    return next(each for each in bindings if each.span.start == start)


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.why)
def test_a_cue_tells_its_example_from_its_look_alike(cue: Cue, known: KnownFacts) -> None:
    example, look_alike = binding_of(cue.example, known), binding_of(cue.look_alike, known)
    assert (example.state, example.why) == ("undecided", cue.why)
    assert look_alike.state == "differs"


@pytest.mark.parametrize(
    "marked",
    [
        "全市〈327所〉小学全部配备专职体育教师。",
        "随机抽查，全市有小学〈327所〉。",
        "每年学校都在变化，现有小学〈327所〉。",
    ],
)
def test_what_agrees_agrees_whatever_stands_around_it(marked: str, known: KnownFacts) -> None:
    assert binding_of(marked, known).state == "agrees"
