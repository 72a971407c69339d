"""Any stretch of Chinese is found, exactly, on the database that the tests run on."""

from __future__ import annotations

import random

import pytest

from dudao.web.search.index import drop_passages, find_passages, put_passages
from dudao.web.search.words import fold, fold_with_places

pytestmark = pytest.mark.django_db
CHARACTERS = "教育督导局县市学校，。2025〔〕第ABab "


def found(query: str, collection: str = "test") -> set[str]:
    """Keys of what is found."""
    return set(find_passages(collection, query).values_list("key", flat=True))


def test_every_stretch_is_found_and_nothing_else() -> None:
    chance = random.Random(7)
    texts = {f"t{number}": "".join(chance.choices(CHARACTERS, k=60)) for number in range(40)}
    for key, text in texts.items():
        put_passages("test", key, [(1, text)])
    for _ in range(150):
        text = chance.choice(list(texts.values()))
        start = chance.randrange(55)
        query = text[start : start + chance.randrange(1, 6)].replace(" ", "")
        holding = {key for key, each in texts.items() if fold(query) in fold(each)}
        if any(mark.isalnum() for mark in query):
            assert found(query) == holding, query


@pytest.mark.parametrize("query", ["督", "督导", "督导委", "导委员会办", "３号", "〔2025〕3", "号文", "会 办公室"])
def test_one_character_and_many_full_width_and_marks(query: str) -> None:
    put_passages("test", "a", [(1, "县教育督导委\n员会办公室  云教督〔2025〕3号文")])
    put_passages("test", "b", [(1, "教导主任，员工会，4号公")])
    assert found(query) == {"a"}


def test_several_words_are_all_in_the_file_not_on_the_same_page() -> None:
    put_passages("test", "a", [(1, "学校布局规划"), (2, "教师编制")])
    put_passages("test", "b", [(1, "学校布局")])
    assert found("布局 编制") == {"a"}
    assert [each.page for each in find_passages("test", "布局 编制")] == [1, 2]


def test_marks_and_words_of_the_query_language_are_only_text() -> None:
    put_passages("test", "a", [(1, 'A OR B NOT "C" * 教育:* & | ! \' \\')])
    assert found('OR "C"') == {"a"}
    for query in ("《》", "'", '"', "*", "教育'育", "NEAR(", "\\", "\0"):
        assert found(query) in ({"a"}, set())
    assert found("") == set()


def test_a_page_that_repeats_a_pair_thousands_of_times_is_found() -> None:
    put_passages("test", "a", [(1, "00 " * 3000 + "末尾教育局")])
    assert found("末尾教育局") == {"a"}
    assert found("000000") == set()


def test_a_stretch_over_the_cut_of_a_long_page_is_found_and_null_is_dropped() -> None:
    text = "甲" * 1998 + "督导评估\0办法" + "乙" * 3000
    put_passages("test", "a", [(0, text)])
    assert found("督导评估办法") == {"a"}


def test_what_is_put_anew_or_dropped_is_forgotten() -> None:
    put_passages("test", "a", [(1, "旧文")])
    put_passages("other", "a", [(1, "旧文")])
    put_passages("test", "a", [(1, "新文")])
    assert (found("旧文"), found("新文"), found("旧文", "other")) == (set(), {"a"}, {"a"})
    drop_passages("test", "a")
    assert found("新文") == set()


def test_folding_with_and_without_places_comes_to_the_same() -> None:
    chance = random.Random(3)
    marks = "教育 \n\t\u3000ＡbＣ１2\u200b\x1f\u00a0㎡ﬁ①ǅ…İß\ufeff，。\U0001f600"
    for _ in range(300):
        text = "".join(chance.choices(marks, k=40))
        assert fold(text) == fold_with_places(text).text
