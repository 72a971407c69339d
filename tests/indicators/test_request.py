"""A county within a request: what is told on request, a changed cell, and what is left behind in memory."""

from __future__ import annotations

import gc
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tools.synthetic_county import LAST_YEAR, write_county

from dudao.facts.known import Fact, KnownFacts
from dudao.facts.load import load_facts
from dudao.indicators.evaluate.changes import with_cell
from dudao.indicators.output.as_json import Written, trace_as_json
from dudao.indicators.run import run_edition
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.edition import load_edition
from dudao.values.absence import State
from dudao.values.periods import year

PERIOD = year(LAST_YEAR)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> KnownFacts:
    folder = tmp_path_factory.mktemp("county")
    write_county(folder, schools=8)
    return load_facts([folder]).known


def _cells(facts: KnownFacts) -> list[Fact]:
    """Cells of several kinds: of a part of a school, a school, a room, a county, of this year and the year before."""
    wanted = ("teachers", "class_band_45", "multimedia", "room_area", "rotated", "pay_teacher")
    return [next(each for each in facts.facts if each.reference.field == name) for name in wanted] + [
        next(each for each in facts.facts if each.reference.field == name and each.period == PERIOD) for name in wanted
    ]


@pytest.mark.parametrize("scheme", ["quality-balance/2017", "basic-balance/2012", "teachers", "education-funding"])
def test_a_changed_cell_gives_what_all_facts_read_anew_give(county: KnownFacts, scheme: str) -> None:
    edition = load_edition(scheme)
    before = run_edition(edition, county, PERIOD)
    differ = 0
    for cell in _cells(county):
        for new in (replace(cell, value=Decimal(3)), replace(cell, value=None, state=State.NOT_COLLECTED)):
            changed = with_cell(county, new)
            anew = replace(changed)  # the same facts, nothing indexed yet
            assert changed.shared
            assert not anew.shared
            quick, whole = run_edition(edition, changed, PERIOD), run_edition(edition, anew, PERIOD)
            assert quick.results == whole.results
            assert quick.conclusions == whole.conclusions
            assert quick.data_digest == whole.data_digest != before.data_digest
            differ += quick.results != before.results
    assert differ > 0
    assert run_edition(edition, county, PERIOD).results == before.results


def test_traces_offered_change_no_result_and_reach_the_cells(county: KnownFacts) -> None:
    edition = load_edition("quality-balance/2017")
    plain, traced = run_edition(edition, county, PERIOD), run_edition(edition, county, PERIOD, is_traced=True)
    assert plain.results == traced.results
    assert [each.reasons for each in plain.results] == [each.reasons for each in traced.results]
    assert all(each.trace is None for each in plain.results)
    for result in traced.results:
        tree = result.trace
        assert tree is not None
        assert (tree.state, tree.verdict, tree.value) == (result.state, result.verdict, result.shown)
        if result.unit:
            assert any(node.place is not None for node in tree.walk()), result.key


def test_a_tree_read_in_any_order_is_the_same(county: KnownFacts) -> None:
    edition = load_edition("quality-balance/2017")
    forward = [each.trace for each in run_edition(edition, county, PERIOD, is_traced=True).results]
    reverse = [each.trace for each in reversed(run_edition(edition, county, PERIOD, is_traced=True).results)]
    assert forward == reverse[::-1]


def test_steps_that_several_traces_rest_on_are_written_once_and_read_as_if_alone(county: KnownFacts) -> None:
    traces = [each.trace for each in run_edition(load_edition("teachers"), county, PERIOD, is_traced=True).results]
    written: Written = {}
    for lang in ("zh", "en"):
        together = [trace_as_json(each, lang, written) for each in traces if each is not None]
        assert together == [trace_as_json(each, lang) for each in traces if each is not None]
        assert together
        written.clear()


def test_nothing_of_a_run_waits_for_the_garbage_collector(county: KnownFacts) -> None:
    """A request that leaves circles behind is paid for by a later one."""
    edition = load_edition("quality-balance/2017")
    run_edition(edition, county, PERIOD)
    gc.collect()
    gc.disable()
    try:
        trees = [each.trace for each in run_edition(edition, county, PERIOD, is_traced=True).results]
        assert all(isinstance(tree, TraceNode) for tree in trees)
        del trees
        assert gc.collect() < 100
    finally:
        gc.enable()


def test_the_made_up_county_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_county(tmp_path / name, schools=3)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()
