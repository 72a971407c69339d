"""The forms in which times are printed: each takes its example whole and leaves its look-alike to no other form."""

from __future__ import annotations

import pytest

from dudao.reports.extract.time_patterns import FORMS, TIME
from dudao.reports.extract.time_shapes import SHAPERS


def found(text: str) -> list[tuple[str, str]]:
    """The times in a text, each with the name of its form."""
    return [(str(match.lastgroup), match.group()) for match in TIME.finditer(text)]


@pytest.mark.parametrize(("name", "example"), [(name, example) for name, _, _, example, _ in FORMS])
def test_a_form_takes_its_example(name: str, example: str) -> None:
    assert name in {form for form, _ in found(example)}


@pytest.mark.parametrize(("name", "look_alike"), [(name, look_alike) for name, _, _, _, look_alike in FORMS])
def test_a_form_leaves_its_look_alike(name: str, look_alike: str) -> None:
    assert look_alike not in {text for form, text in found(look_alike) if form == name}


@pytest.mark.parametrize("name", [name for name, *_ in FORMS])
def test_a_form_has_a_meaning(name: str) -> None:
    assert name in SHAPERS


@pytest.mark.parametrize("text", ["1234人", "2021人", "120页", "33.5%", "20.21年", "附近三年", "以上年龄"])
def test_no_time_in_a_number_or_word(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize("text", ["2021年4月30日", "20xx年", "9月底", "二〇二一年十一月五日", "去年同期", "近三年"])
def test_a_time_is_taken_whole(text: str) -> None:
    assert [printed for _, printed in found(f"截至{text}，")] == [text]
