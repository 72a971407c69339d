"""A number of counties binds to how many there are only where the sentence says that."""

from __future__ import annotations

import pytest

from dudao.reports.bind.division_counts import EXAMPLES, LOOK_ALIKES, is_make_up


def _split(marked: str) -> tuple[str, int, int]:
    start, end = marked.index("〈"), marked.index("〉") - 1
    return marked.replace("〈", "").replace("〉", ""), start, end


@pytest.mark.parametrize("marked", EXAMPLES)
def test_what_a_body_is_made_of_is_known(marked: str) -> None:
    assert is_make_up(*_split(marked))


@pytest.mark.parametrize("marked", LOOK_ALIKES)
def test_some_of_its_counties_are_not_all_of_them(marked: str) -> None:
    assert not is_make_up(*_split(marked))
