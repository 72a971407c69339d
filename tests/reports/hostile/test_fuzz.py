"""A short, seeded stretch of the fuzzing of every reader and of all steps; `make fuzz` runs it longer."""

import pytest

from tests.reports.hostile.fuzzing import TARGETS, mutant, run_batch

FILES = {"word": 120, "word_parts": 120, "pdf": 250, "webpage": 250, "plain": 250, "texts": 150}


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_mutated_file_gives_a_source_or_one_refusal(name: str) -> None:
    assert run_batch(name, 0, FILES[name]) == ""


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_seed_makes_the_same_file_again(name: str) -> None:
    assert mutant(name, 7) == mutant(name, 7)
    assert mutant(name, 7) != mutant(name, 7 + 12)
