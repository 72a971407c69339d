"""Each sample is read and remarked on as its golden text says; `make accept` rewrites that text and shows the change."""

from __future__ import annotations

import pytest

from tests.samples.golden import VIEWS, Sample, all_samples

LONGEST = 200
SAMPLES = all_samples()


def named(sample: Sample) -> str:
    return sample.folder.name


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_the_sample_is_as_its_golden_text_says(sample: Sample, view: str) -> None:
    expected = (sample.folder / "expected" / view).read_text("utf-8")
    assert VIEWS[view](sample.result) == expected, "where the change is meant: make accept"


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_a_sample_says_where_it_comes_from_and_holds_nothing_else(sample: Sample) -> None:
    assert {"shows", "origin", "licence"} <= set(sample.about)
    golden = {file.name for file in (sample.folder / "expected").iterdir()}
    assert golden == set(VIEWS)
    assert all(file.read_text("utf-8").count("\n") <= LONGEST for file in (sample.folder / "expected").iterdir()), (
        "take a shorter sample: nobody reads so much golden text"
    )
